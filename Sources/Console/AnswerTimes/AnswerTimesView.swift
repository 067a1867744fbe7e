import Domain
import Screen
import Text

/// Draws the two lists: which one is seen at the top, what its columns are, then its rows.
struct AnswerTimesDrawing {
    let page: AnswerTimesPage
    let language: Language

    private var targets: [ServiceTarget] { page.book?.targets ?? [] }
    private var calendars: [ServiceCalendar] { page.book?.calendars ?? [] }
    private var isOnTargets: Bool { page.part == .targets }

    func draw(on canvas: inout Canvas) {
        let hint: AnswerTimesPhrase = page.isRemoving ? .removeHint : isOnTargets ? .targetHint : .calendarHint
        let inside = drawBox(say(.title), say(hint), columns: 76, rows: 16, on: &canvas)
        let (head, list) = inside.splitTop(3)
        drawHead(in: head, on: &canvas)
        guard page.book != nil else { return }
        switch page.part {
        case .targets:
            drawList(targets, cursor: page.index, in: list, on: &canvas) { drawTarget($0, in: $1, $2, &$3) }
        case .calendars:
            drawList(calendars, cursor: page.index, in: list, on: &canvas) { drawCalendar($0, in: $1, $2, &$3) }
        }
    }

    private func drawHead(in rect: Rect, on canvas: inout Canvas) {
        var line = Line(rect, ground: .overlay)
        guard page.book != nil else { return line.add(say(.reading), .overlayDisabled, on: &canvas) }
        line.add(say(.targets(targets.count)), isOnTargets ? .overlayTitle : .overlayDisabled, on: &canvas)
        line.add(say(.calendars(calendars.count)), isOnTargets ? .overlayDisabled : .overlayTitle, gap: 3, on: &canvas)
        guard rect.size.rows > 2 else { return }
        let names: [AnswerTimesPhrase] =
            isOnTargets ? [.answer, .within, .priority, .channel, .zone, .calendar] : [.name, .timeZone, .hours]
        let columns = Columns(Line(rect, row: 2, ground: .overlay), isOnTargets ? Self.targetCells : Self.calendarCells)
        columns.draw(names.map { (say($0), .overlayDisabled) }, on: &canvas)
    }

    private static let targetCells = [10, 9, 10, 9, 20, 18]
    private static let calendarCells = [16, 20, 40]

    private func drawTarget(_ target: ServiceTarget, in rect: Rect, _ ground: Role, _ canvas: inout Canvas) {
        let condition = target.condition
        let any = (say(.any), Role.overlayDisabled)
        let zone =
            condition.zone == 0
            ? (say(.commonQueue), Role.overlay)
            : target.zoneLabel.map { (SafeText(UntrustedText($0)), Role.zone) } ?? any
        Columns(Line(rect, ground: ground), Self.targetCells).draw(
            [
                (say(.kind(condition.kind)), .overlay), (say(.minutes(target.minutes)), .overlayTitle),
                condition.priority.map { (language.safe(ConversationPhrase.priority($0)), $0.role) } ?? any,
                condition.channel.map { (language.safe(ConversationPhrase.channel($0)), .overlay) }
                    ?? (say(.anyChannel), .overlayDisabled),
                zone, (SafeText(target.calendarName), .overlay),
            ],
            on: &canvas
        )
    }

    private func drawCalendar(_ calendar: ServiceCalendar, in rect: Rect, _ ground: Role, _ canvas: inout Canvas) {
        var line = Line(rect, ground: ground)
        if !calendar.holidays.isEmpty {
            line.addRight(say(.holidayCount(calendar.holidays.count)), .overlayDisabled, on: &canvas)
            line.skipRight(2)
        }
        Columns(line, Self.calendarCells).draw(
            [
                (SafeText(calendar.name), .overlayTitle), (SafeText(UntrustedText(calendar.timeZone)), .overlay),
                (SafeText(trusted: language.notation.text(calendar.hours)), .overlay),
            ],
            on: &canvas
        )
    }

    private func say(_ phrase: AnswerTimesPhrase) -> SafeText { language.safe(phrase) }
}

/// Texts of one line under each other's heads.
private struct Columns {
    private var line: Line
    private let cells: [Int]

    init(_ line: Line, _ cells: [Int]) {
        self.line = line
        self.cells = cells
    }

    func draw(_ texts: [(SafeText, Role)], on canvas: inout Canvas) {
        var line = line
        for ((text, ink), width) in zip(texts, cells) {
            let start = line.left
            line.add(text, ink, width: min(width - 1, line.room), on: &canvas)
            line.skip(max(0, min(width - (line.left - start), line.room)))
        }
    }
}

extension Language {
    /// How opening hours are written in this language.
    var notation: OpeningNotation {
        switch self {
        case .english: .english
        case .french: .french
        }
    }
}
