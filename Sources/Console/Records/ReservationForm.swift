import Domain
import Text

/// The form that edits a reservation.
package struct ReservationForm: RecordForm {
    /// The form's fields.
    package enum Name: Sendable { case source, checkIn, checkOut, adults, children, status }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    /// The reservation as read.
    private let reservation: ReservationRecord

    init(parent: (any Overlay)?, reservation: ReservationRecord, _ language: Language) {
        self.parent = parent
        self.reservation = reservation
        let content = reservation.content
        let statuses = [RecordsPhrase.pending, .confirmed, .cancelled].map { language.safe($0) }
        let status = ReservationRecord.statuses.firstIndex(of: content.status) ?? 1
        func line(_ name: Name, _ phrase: RecordsPhrase, _ text: String, _ help: RecordsPhrase? = nil) -> (
            name: Name, field: FormField
        ) {
            (name, FormField(language.safe(phrase), .line(text), help: help.map { language.safe($0) } ?? .empty))
        }
        form = Form([
            (.source, FormField(language.safe(RecordsPhrase.source), .readOnly(SafeText(reservation.source)))),
            line(.checkIn, .checkIn, content.checkIn.iso, .dayHelp),
            line(.checkOut, .checkOut, content.checkOut.iso, .dayHelp),
            line(.adults, .adults, content.adults.map { "\($0)" } ?? ""),
            line(.children, .children, content.children.map { "\($0)" } ?? ""),
            (.status, FormField(language.safe(RecordsPhrase.status), .choice(FormChoice(statuses, index: status)))),
        ])
    }

    package func title(in language: Language) -> SafeText { language.safe(RecordsPhrase.reservation) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        func problem(_ name: Name, _ phrase: RecordsPhrase) -> FormProblem<Name> {
            FormProblem(name, state.language.safe(phrase))
        }
        guard let checkIn = CalendarDay(iso: form.text(.checkIn)) else { throw problem(.checkIn, .dayInvalid) }
        guard let checkOut = CalendarDay(iso: form.text(.checkOut)) else { throw problem(.checkOut, .dayInvalid) }
        guard checkOut > checkIn else { throw problem(.checkOut, .checkOutNotAfterCheckIn) }
        let people = (Self.guestCount(form.text(.adults)), Self.guestCount(form.text(.children)))
        guard let adults = people.0 else { throw problem(.adults, .guestCountInvalid) }
        guard let children = people.1 else { throw problem(.children, .guestCountInvalid) }
        let content = ReservationRecord.Content(
            checkIn: checkIn,
            checkOut: checkOut,
            adults: adults,
            children: children,
            status: ReservationRecord.statuses[form.choice(.status) ?? 1]
        )
        return [.records(.editReservation(reservation, to: content))]
    }

    /// Parses a count from 0 to 100. The inner optional is nil for an empty text, the outer one for an invalid text.
    private static func guestCount(_ text: String) -> Int16?? {
        if text.isEmpty { return .some(nil) }
        guard let count = Int16(text), (0...100).contains(count) else { return nil }
        return count
    }
}
