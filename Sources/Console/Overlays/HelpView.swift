import Screen
import Text

/// What help shows, and how: keys under their headings, two columns where there is room.
struct HelpLayout {
    /// A line of help.
    enum Entry {
        case heading(SafeText)
        /// Keys with what they do, or in the rows after the first nothing with the rest of it. The obstacle stands in the
        /// last row.
        case entry(keys: SafeText, words: SafeText, isPossible: Bool, obstacle: SafeText?)
        case blank
    }

    /// The lines, in order.
    let lines: [Entry]
    /// One or two.
    let columns: Int
    /// The cells of one.
    let width: Int
    /// The box's inside, the field's row included.
    let size: Size

    /// The cells for keys, a blank after them included.
    static let keyCells = 15
    /// The cells between two columns.
    static let gap = 4

    init(_ search: CommandSearch, of state: State) {
        let isWide = state.size.columns >= 110
        columns = isWide ? 2 : 1
        let inside = insideOfBox(columns: isWide ? min(state.size.columns - 8, 124) : 70, on: state.size)
        width = (inside - (columns - 1) * Self.gap) / columns
        lines = Self.lines(search, of: state, words: width - Self.keyCells)
        let height = (lines.count + columns - 1) / columns
        size = Size(columns: inside, rows: min(max(height, 3) + 1, state.size.rows - 4))
    }

    /// How many lines are shown at once.
    var capacity: Int { max(1, size.rows - 1) * columns }
    /// The last line that may be the first one shown: the end of help then stands at the bottom.
    var lastFirst: Int { max(0, lines.count - capacity) }

    private static func lines(_ search: CommandSearch, of state: State, words width: Int) -> [Entry] {
        let found = state.matches(of: search, everything: true)
        var lines: [Entry] = []
        for group in CommandGroup.allCases {
            let entries = found.filter { $0.entry.group == group }
            guard !entries.isEmpty else { continue }
            if !lines.isEmpty { lines.append(.blank) }
            lines.append(.heading(state.language.safe(CommandPhrase.group(group))))
            lines += entries.flatMap { rows(of: $0, state, width) }
        }
        return lines
    }

    private static func rows(of match: CommandMatch, _ state: State, _ width: Int) -> [Entry] {
        let chords = state.keymap.chords(for: match.entry.command).prefix(3)
        let keys = chords.map { state.language.name(of: $0) }.joined(separator: " ")
        let words = SafeLines(trusted: match.explanation.plain)
        let rows = words.rows(width: width)
        return rows.enumerated().map { number, range in
            .entry(
                keys: number == 0 ? SafeText(trusted: keys) : .empty,
                words: SafeText(trusted: String(words[range])),
                isPossible: match.obstacle == nil,
                obstacle: number == rows.count - 1 ? match.obstacle : nil
            )
        }
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
    if layout.lines.isEmpty { drawQuiet(state.language.safe(OverlayPhrase.noMatch), in: list, on: &canvas) }
    let first = min(search.index, layout.lastFirst)
    for (place, entry) in layout.lines.dropFirst(first).prefix(layout.capacity).enumerated() {
        let (column, row) = place.quotientAndRemainder(dividingBy: max(1, list.size.rows))
        let rect = Rect(
            column: list.origin.column + column * (layout.width + HelpLayout.gap),
            row: list.origin.row + row,
            columns: layout.width,
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
    case .entry(let keys, let words, let isPossible, let obstacle):
        line.add(keys, .overlayKey, width: HelpLayout.keyCells - 1, on: &canvas)
        line.skip(max(0, rect.origin.column + HelpLayout.keyCells - line.left))
        line.add(words, isPossible ? .overlay : .overlayDisabled, on: &canvas)
        if let obstacle { line.addWhole(obstacle, .overlayDisabled, gap: 2, on: &canvas) }
    }
}
