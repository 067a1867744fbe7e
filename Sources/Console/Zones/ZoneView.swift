import Domain
import Screen
import Text

/// Draws the zone picker with each zone's counts: open, overdue, by priority and by state.
func drawZones(_ picker: ZonePicker, of state: State, on canvas: inout Canvas) {
    let inside = drawBox(
        state.language.safe(ZonePhrase.title),
        state.language.safe(ZonePhrase.hint),
        columns: 114,
        rows: picker.rows.count + 1,
        on: &canvas
    )
    let table = ZoneTable(state, columns: inside.size.columns)
    table.drawHead(in: inside.splitTop(1).top, on: &canvas)
    drawList(picker.rows, cursor: picker.index, in: inside.inset(top: 1), on: &canvas) { line, rect, ground, canvas in
        table.draw(line, of: picker, in: rect, ground, on: &canvas)
    }
}

/// The picker's columns: a name, a bar if there is room, and counts.
private struct ZoneTable {
    let state: State
    let columns: Int
    private let counters: InboxCounters?
    private let highest: Int64

    /// The width of a column of counts, in cells.
    private static let number = 8

    init(_ state: State, columns: Int) {
        self.state = state
        self.columns = columns
        counters = state.inbox.counters
        highest = state.zones.map { state.inbox.counters?.count(of: [$0.number]).open ?? 0 }.max() ?? 0
    }

    /// The columns of counts, left to right; narrow screens drop the last ones.
    private var shown: [ZoneColumn] {
        Array(ZoneColumn.allCases.prefix(max(1, (columns - 34) / Self.number)))
    }

    private var barWidth: Int { max(0, min(24, columns - 36 - shown.count * Self.number)) }

    func drawHead(in rect: Rect, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: .overlay)
        for column in shown.reversed() {
            let title = state.language.safe(ZonePhrase.column(column))
            line.addRight(title, column.ink, gap: 0, cells: Self.number, on: &canvas)
        }
    }

    func draw(_ row: ZonePicker.Row, of picker: ZonePicker, in rect: Rect, _ ground: StyleRole, on canvas: inout Canvas)
    {
        let count = count(of: row, picker)
        var line = LineWriter(rect, ground: ground)
        for column in shown.reversed() {
            let value = count.map { column.value(of: $0) } ?? 0
            let text = value > 0 ? SafeText(trusted: grouped(value)) : ""
            line.addRight(text, column.ink, gap: 0, cells: Self.number, on: &canvas)
        }
        drawBar(count?.open ?? 0, of: row, on: &line, &canvas)
        drawName(row, of: picker, on: &line, &canvas)
    }

    private func count(of row: ZonePicker.Row, _ picker: ZonePicker) -> WaitingCount? {
        switch row {
        case .everything: counters?.total
        case .commonQueue, .city, .zone: counters?.count(of: picker.numbers(of: row))
        }
    }

    /// Draws a zone's bar, relative to the fullest zone. Totals would dwarf the zones, so they have no bar.
    private func drawBar(_ open: Int64, of row: ZonePicker.Row, on line: inout LineWriter, _ canvas: inout Canvas) {
        guard barWidth >= 6 else { return }
        line.skipRight(2)
        switch row {
        case .zone where highest > 0:
            let eighths = Int(open) * barWidth * 8 / Int(highest)
            line.addColumn(bar(eighths), .chart, gap: 0, cells: barWidth, on: &canvas)
        case .zone, .everything, .commonQueue, .city:
            line.skipRight(barWidth)
        }
    }

    private func bar(_ eighths: Int) -> SafeText {
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return SafeText(trusted: String(repeating: "█", count: eighths / 8) + parts[eighths % 8])
    }

    private func drawName(
        _ row: ZonePicker.Row,
        of picker: ZonePicker,
        on line: inout LineWriter,
        _ canvas: inout Canvas
    ) {
        let mark: (text: SafeText, ink: StyleRole) =
            switch picker.isChosen(row) {
            case true?: ("[x]", .accent)
            case nil: ("[-]", .accent)
            case false?: ("[ ]", .overlayDisabled)
            }
        line.add(mark.text, mark.ink, on: &canvas)
        switch row {
        case .everything: line.add(state.language.safe(ZonePhrase.everything), .overlay, gap: 1, on: &canvas)
        case .commonQueue: line.add(state.language.safe(ZonePhrase.commonQueue), .overlay, gap: 1, on: &canvas)
        case .city(let city):
            line.add(SafeText(UntrustedText(Zone.pattern(ofCity: city))), .overlay, gap: 1, on: &canvas)
        case .zone(let zone):
            let isOwn = state.user?.zones.contains(zone.number) == true
            let ink: StyleRole = isOwn ? .mine : .overlay
            line.add(SafeText(UntrustedText(zone.label)), ink, gap: isAlone(zone) ? 1 : 3, on: &canvas)
            if isOwn { line.add(state.language.safe(ZonePhrase.own), .overlayDisabled, gap: 1, on: &canvas) }
        }
    }

    private func isAlone(_ zone: Zone) -> Bool { state.zones.filter { $0.city == zone.city }.count == 1 }
}

extension ZoneColumn {
    /// The style it is drawn in.
    fileprivate var ink: StyleRole {
        switch self {
        case .open: .overlay
        case .late: .slaLate
        case .urgent: .priorityUrgent
        case .high: .priorityHigh
        case .new: .stateNew
        case .active: .stateActive
        case .waiting: .stateWaiting
        case .transferred: .stateTransferred
        }
    }

    fileprivate func value(of count: WaitingCount) -> Int64 {
        switch self {
        case .open: count.open
        case .late: count.late
        case .urgent: count[Priority.urgent]
        case .high: count[Priority.high]
        case .new: count[ConversationState.nouvelle]
        case .active: count[ConversationState.enCours]
        case .waiting: count[ConversationState.enAttente]
        case .transferred: count[ConversationState.transferee]
        }
    }
}
