import Domain
import Screen
import Text

/// Draws the SLA page: the two tabs, the column headings, then a row per target or calendar.
struct SLADrawing {
    let page: SLAPage
    let language: Language

    private var targets: [SLATarget] { page.policies?.targets ?? [] }
    private var calendars: [BusinessCalendar] { page.policies?.calendars ?? [] }
    private var isOnTargets: Bool { page.part == .targets }

    func draw(on canvas: inout Canvas) {
        let hint: SLAPhrase = page.isConfirmingDeletion ? .removeHint : isOnTargets ? .targetHint : .calendarHint
        let inside = drawBox(text(.title), text(hint), columns: 76, rows: 16, on: &canvas)
        let (head, list) = inside.splitTop(3)
        drawHead(in: head, on: &canvas)
        guard page.policies != nil else { return }
        switch page.part {
        case .targets:
            drawList(targets, cursor: page.index, in: list, on: &canvas) { drawTarget($0, in: $1, $2, &$3) }
        case .calendars:
            drawList(calendars, cursor: page.index, in: list, on: &canvas) { drawCalendar($0, in: $1, $2, &$3) }
        }
    }

    private func drawHead(in rect: Rect, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: .overlay)
        guard page.policies != nil else { return line.add(text(.reading), .overlayDisabled, on: &canvas) }
        line.add(text(.targets(targets.count)), isOnTargets ? .overlayTitle : .overlayDisabled, on: &canvas)
        line.add(text(.calendars(calendars.count)), isOnTargets ? .overlayDisabled : .overlayTitle, gap: 3, on: &canvas)
        guard rect.size.rows > 2 else { return }
        let names: [SLAPhrase] =
            isOnTargets ? [.answer, .within, .priority, .channel, .zone, .calendar] : [.name, .timeZone, .hours]
        let columns = Columns(
            LineWriter(rect, row: 2, ground: .overlay),
            isOnTargets ? Self.targetCells : Self.calendarCells
        )
        columns.draw(names.map { (text($0), .overlayDisabled) }, on: &canvas)
    }

    private static let targetCells = [10, 9, 10, 9, 20, 18]
    private static let calendarCells = [16, 20, 40]

    private func drawTarget(_ target: SLATarget, in rect: Rect, _ ground: StyleRole, _ canvas: inout Canvas) {
        let condition = target.condition
        let any = (text(.any), StyleRole.overlayDisabled)
        let zone =
            condition.zone == 0
            ? (text(.commonQueue), StyleRole.overlay)
            : target.zoneLabel.map { (SafeText(UntrustedText($0)), StyleRole.zone) } ?? any
        Columns(LineWriter(rect, ground: ground), Self.targetCells).draw(
            [
                (text(.kind(condition.kind)), .overlay), (text(.minutes(target.minutes)), .overlayTitle),
                condition.priority.map { (language.safe(ConversationPhrase.priority($0)), $0.role) } ?? any,
                condition.channel.map { (language.safe(ConversationPhrase.channel($0)), .overlay) }
                    ?? (text(.anyChannel), .overlayDisabled),
                zone, (SafeText(target.calendarName), .overlay),
            ],
            on: &canvas
        )
    }

    private func drawCalendar(_ calendar: BusinessCalendar, in rect: Rect, _ ground: StyleRole, _ canvas: inout Canvas)
    {
        var line = LineWriter(rect, ground: ground)
        if !calendar.holidays.isEmpty {
            line.addRight(text(.holidayCount(calendar.holidays.count)), .overlayDisabled, on: &canvas)
            line.skipRight(2)
        }
        Columns(line, Self.calendarCells).draw(
            [
                (SafeText(calendar.name), .overlayTitle), (SafeText(UntrustedText(calendar.timeZone)), .overlay),
                (SafeText(trusted: language.notation.format(calendar.hours)), .overlay),
            ],
            on: &canvas
        )
    }

    private func text(_ phrase: SLAPhrase) -> SafeText { language.safe(phrase) }
}

/// Draws texts of a line in columns of fixed width.
private struct Columns {
    private var line: LineWriter
    private let cells: [Int]

    init(_ line: LineWriter, _ cells: [Int]) {
        self.line = line
        self.cells = cells
    }

    func draw(_ texts: [(SafeText, StyleRole)], on canvas: inout Canvas) {
        var line = line
        for ((text, ink), width) in zip(texts, cells) {
            let start = line.left
            line.add(text, ink, width: min(width - 1, line.availableWidth), on: &canvas)
            line.skip(max(0, min(width - (line.left - start), line.availableWidth)))
        }
    }
}

extension Language {
    /// The notation of opening hours in this language.
    var notation: OpeningNotation {
        switch self {
        case .english: .english
        case .french: .french
        }
    }
}
