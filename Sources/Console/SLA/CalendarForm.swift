import Domain
import Text

/// The form that edits a calendar: time zone, opening hours and holidays.
package struct CalendarForm: FormOverlay {
    package enum Name: Sendable, Hashable { case name, timeZone, hours, holidays }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    private let id: Identifier<BusinessCalendar>
    /// The holidays before the edit.
    private let originalHolidays: [Holiday]

    /// Creates a form for a calendar; nil for a new one.
    init(_ calendar: BusinessCalendar?, parent page: SLAPage, _ language: Language) {
        parent = page
        id = calendar?.id ?? page.freshID
        originalHolidays = calendar?.holidays ?? []
        func field(_ label: SLAPhrase, _ content: FormContent, _ help: SLAPhrase? = nil) -> FormField {
            FormField(language.safe(label), content, help: help.map { language.safe($0) } ?? .empty)
        }
        let days = originalHolidays.map { "\($0.day.iso) \(SafeText($0.name).plain)" }.joined(separator: "\n")
        let hours = calendar.map { language.notation.format($0.hours) } ?? ""
        form = Form([
            (.name, field(.name, .line(calendar.map { SafeText($0.name).plain } ?? ""))),
            (.timeZone, field(.timeZone, .line(calendar?.timeZone ?? "Africa/Casablanca"), .timeZoneHelp)),
            (.hours, field(.hours, .line(hours), .hoursHelp)),
            (.holidays, field(.holidays, .lines(days), .holidaysHelp)),
        ])
    }

    package func title(in language: Language) -> SafeText { language.safe(SLAPhrase.calendarTitle) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        func problem(_ name: Name, _ phrase: SLAPhrase) -> FormProblem<Name> {
            FormProblem(name, state.language.safe(phrase))
        }
        guard !form.text(.name).isEmpty else { throw problem(.name, .nameRequired) }
        guard let hours = OpeningNotation.hours(form.text(.hours)) else { throw problem(.hours, .hoursInvalid) }
        var holidays: [Holiday] = []
        for line in form.text(.holidays).split(whereSeparator: \.isNewline) {
            guard let holiday = Holiday(line: line) else { throw problem(.holidays, .holidayInvalid(String(line))) }
            holidays.append(holiday)
        }
        let kept = Set(holidays.map(\.day))
        let calendar = BusinessCalendar(
            id: id,
            name: UntrustedText(form.text(.name)),
            timeZone: form.text(.timeZone),
            hours: hours,
            holidays: holidays
        )
        return [.sla(.saveCalendar(calendar, removing: originalHolidays.map(\.day).filter { !kept.contains($0) }))]
    }
}

extension Holiday {
    /// Parses a line with an ISO day and a name; nil if it is invalid.
    fileprivate init?(line: Substring) {
        let parts = line.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let day = CalendarDay(iso: String(parts[0])) else { return nil }
        self.init(day: day, name: UntrustedText(String(parts[1])))
    }
}
