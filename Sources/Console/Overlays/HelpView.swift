import Screen
import Text

/// What help shows, and how: keys under their headings, two columns where there is room.
struct HelpLayout {
    /// A line of help.
    enum Entry {
        case heading(SafeText)
        case entry(keys: SafeText, explanation: SafeText, obstacle: SafeText?)
        case blank
    }

    /// The lines, in order.
    let lines: [Entry]
    /// One or two.
    let columns: Int
    /// The box's inside, the field's row included.
    let size: Size

    init(_ search: CommandSearch, of state: State) {
        lines = Self.lines(search, of: state)
        let isWide = state.size.columns >= 110
        columns = isWide ? 2 : 1
        let height = (lines.count + columns - 1) / columns
        size = Size(
            columns: isWide ? min(state.size.columns - 8, 124) : 70,
            rows: min(max(height, 3) + 1, state.size.rows - 4)
        )
    }

    /// How many lines are shown at once.
    var capacity: Int { max(1, size.rows - 1) * columns }
    /// The last line that may be the first one shown: the end of help then stands at the bottom.
    var lastFirst: Int { max(0, lines.count - capacity) }

    private static func lines(_ search: CommandSearch, of state: State) -> [Entry] {
        let found = state.matches(of: search, everything: true)
        var lines: [Entry] = []
        for group in CommandGroup.allCases {
            let entries = found.filter { $0.entry.group == group }
            guard !entries.isEmpty else { continue }
            if !lines.isEmpty { lines.append(.blank) }
            lines.append(.heading(state.language.safe(CommandPhrase.group(group))))
            lines += entries.map { line(of: $0, state.keymap) }
        }
        return lines
    }

    private static func line(of match: CommandMatch, _ keymap: Keymap) -> Entry {
        let keys = keymap.chords(for: match.entry.command).prefix(3).map { $0.description }.joined(separator: " ")
        return .entry(keys: SafeText(trusted: keys), explanation: match.explanation, obstacle: match.obstacle)
    }
}

/// All keys; the search narrows them down.
func drawHelp(_ search: CommandSearch, of state: State, on canvas: inout Canvas) {
    let layout = HelpLayout(search, of: state)
    let inside = drawBox(
        state.language.safe(OverlayPhrase.help),
        state.language.safe(OverlayPhrase.helpHint),
        columns: layout.size.columns,
        rows: layout.size.rows,
        on: &canvas
    )
    drawField(search.field, in: inside.splitTop(1).top, on: &canvas)
    let list = inside.inset(top: 1)
    if layout.lines.isEmpty { drawNoMatch(state, in: list, on: &canvas) }
    let first = min(search.index, layout.lastFirst)
    let width = (list.size.columns - (layout.columns - 1) * 4) / layout.columns
    for (place, entry) in layout.lines.dropFirst(first).prefix(layout.capacity).enumerated() {
        let (column, row) = place.quotientAndRemainder(dividingBy: max(1, list.size.rows))
        let rect = Rect(
            column: list.origin.column + column * (width + 4),
            row: list.origin.row + row,
            columns: width,
            rows: 1
        )
        drawEntry(entry, in: rect, on: &canvas)
    }
}

private func drawEntry(_ entry: HelpLayout.Entry, in rect: Rect, on canvas: inout Canvas) {
    var line = Line(rect, ground: .overlay)
    switch entry {
    case .blank: break
    case .heading(let text): line.add(text, .overlayTitle, on: &canvas)
    case .entry(let keys, let explanation, let obstacle):
        line.add(keys, .overlayKey, width: 14, on: &canvas)
        line.skip(max(0, rect.origin.column + 15 - line.left))
        line.add(explanation, obstacle == nil ? .overlay : .overlayDisabled, on: &canvas)
        if let obstacle { line.addWhole(obstacle, .overlayDisabled, gap: 2, on: &canvas) }
    }
}
