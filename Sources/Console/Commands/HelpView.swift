import Screen
import Text

/// The layout of help: keys grouped under headings, in two columns on wide screens.
struct HelpLayout {
    /// A line of help.
    enum Entry {
        case heading(SafeText)
        /// Keys and what they do. Long texts wrap: the keys are nil in continuation rows, and the obstacle goes in the
        /// last row.
        case command(keys: SafeText?, words: SafeText, isPossible: Bool, obstacle: SafeText?)
        case blank

        fileprivate var isHeading: Bool { if case .heading = self { true } else { false } }
        fileprivate var isBlank: Bool { if case .blank = self { true } else { false } }
        /// Whether it isn't a continuation row.
        fileprivate var isFirstRow: Bool { if case .command(nil, _, _, _) = self { false } else { true } }
    }

    /// All lines, in order.
    let lines: [Entry]
    /// The number of columns, 1 or 2.
    let columns: Int
    /// The width of a column, in cells.
    let width: Int
    /// The height of a column, in rows.
    let rows: Int
    /// The box's inner size, including the field's row.
    let size: Size

    /// The width of the keys, in cells, including a trailing blank.
    static let keyCells = 15
    /// The gap between two columns, in cells.
    static let gap = 4

    init(_ search: CommandSearch, of state: State) {
        let isWide = state.size.columns >= 110
        columns = isWide ? 2 : 1
        let inside = boxContentWidth(columns: isWide ? min(state.size.columns - 8, 124) : 70, on: state.size)
        width = (inside - (columns - 1) * Self.gap) / columns
        lines = Self.lines(search, of: state, words: width - Self.keyCells)
        let most = max(1, state.size.rows - 5)
        let even = min(max((lines.count + columns - 1) / columns, 3), most)
        rows = (even..<most).first { [lines, columns] in Self.fits(lines, from: 0, columns, rows: $0) } ?? most
        size = Size(columns: inside, rows: min(rows + 1, state.size.rows - 4))
    }

    /// The scroll offset at which the last line of help is at the bottom.
    var maxScrollOffset: Int {
        let least = max(0, lines.count - rows * columns)
        return (least..<lines.count).first { Self.fits(lines, from: $0, columns, rows: rows) } ?? least
    }

    /// The range of lines in each non-empty column, scrolled so that `first` is the first line shown.
    func columnRanges(from first: Int) -> [Range<Int>] { Self.shown(lines, from: first, columns, rows: rows) }

    private static func fits(_ lines: [Entry], from first: Int, _ columns: Int, rows: Int) -> Bool {
        shown(lines, from: first, columns, rows: rows).last?.upperBound == lines.count
    }

    /// Breaks columns only between entries: never between a heading and its first entry nor within a wrapped entry.
    /// Drops a blank at the top of a column.
    private static func shown(_ lines: [Entry], from first: Int, _ columns: Int, rows: Int) -> [Range<Int>] {
        var shown: [Range<Int>] = []
        var start = first
        while shown.count < columns, start < lines.count {
            var end = min(start + rows, lines.count)
            if shown.count + 1 < columns {
                while end < lines.count, end > start + 1, !lines[end].isFirstRow || lines[end - 1].isHeading {
                    end -= 1
                }
            }
            shown.append(start..<end)
            start = end
            if start < lines.count, lines[start].isBlank { start += 1 }
        }
        return shown
    }

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
        return lines + legend(search, state.language, isFirst: lines.isEmpty, words: width)
    }

    /// What the marks, states and channels of lists mean.
    private static func legend(
        _ search: CommandSearch,
        _ language: Language,
        isFirst: Bool,
        words width: Int
    ) -> [Entry] {
        let pattern = FuzzyPattern(search.field.text)
        var lines: [Entry] = []
        for section in LegendPhrase.Section.allCases {
            let entries = section.entries.filter { mark in
                let meaning = language.safe(LegendPhrase.meaning(mark))
                return pattern.isEmpty || pattern.match(mark.sign(in: language) + " " + meaning) != nil
            }
            guard !entries.isEmpty else { continue }
            if !isFirst || !lines.isEmpty { lines.append(.blank) }
            lines.append(.heading(language.safe(LegendPhrase.section(section))))
            for mark in entries {
                let words = SafeLines(trusted: language.text(LegendPhrase.meaning(mark)))
                for (number, range) in words.rows(width: width).enumerated() {
                    let sign = number == 0 ? mark.sign(in: language) : nil
                    let row = SafeText(trusted: String(words[range]))
                    lines.append(.command(keys: sign, words: row, isPossible: true, obstacle: nil))
                }
            }
        }
        return lines
    }

    private static func rows(of match: CommandMatch, _ state: State, _ width: Int) -> [Entry] {
        let chords = state.keymap.chords(for: match.entry.command).prefix(3)
        let keys = chords.map { state.language.name(of: $0) }.joined(separator: " ")
        let words = SafeLines(trusted: match.explanation.plain)
        let rows = words.rows(width: width)
        return rows.enumerated().map { number, range in
            .command(
                keys: number == 0 ? SafeText(trusted: keys) : nil,
                words: SafeText(trusted: String(words[range])),
                isPossible: match.disabledReason == nil,
                obstacle: number == rows.count - 1 ? match.disabledReason : nil
            )
        }
    }
}

/// All keys, narrowed down by a search.
package struct HelpPage: Overlay {
    /// The search, and the first line shown.
    var search = CommandSearch()

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        let last = HelpLayout(search, of: state).maxScrollOffset
        return state.present(HelpPage(search: search.handling(key, step: key.arrowStep, last: last)))
    }

    package mutating func paste(_ text: String) { search.field.paste(text) }

    package func draw(of state: State, on canvas: inout Canvas) {
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
        if layout.lines.isEmpty { drawPlaceholder(state.language.safe(OverlayPhrase.noMatch), in: list, on: &canvas) }
        let first = min(search.index, layout.maxScrollOffset)
        for (column, lines) in layout.columnRanges(from: first).enumerated() {
            for (row, entry) in layout.lines[lines].enumerated() {
                let rect = Rect(
                    column: list.origin.column + column * (layout.width + HelpLayout.gap),
                    row: list.origin.row + row,
                    columns: layout.width,
                    rows: 1
                )
                drawEntry(entry, in: rect, on: &canvas)
            }
        }
    }
}

private func drawEntry(_ entry: HelpLayout.Entry, in rect: Rect, on canvas: inout Canvas) {
    var line = LineWriter(rect, ground: .overlay)
    switch entry {
    case .blank: break
    case .heading(let text): line.add(text, .overlayTitle, on: &canvas)
    case .command(let keys, let words, let isPossible, let obstacle):
        if let keys { line.add(keys, .overlayKey, width: HelpLayout.keyCells - 1, on: &canvas) }
        line.skip(max(0, rect.origin.column + HelpLayout.keyCells - line.left))
        line.add(words, isPossible ? .overlay : .overlayDisabled, on: &canvas)
        if let obstacle { line.addIfFits(obstacle, .overlayDisabled, gap: 2, on: &canvas) }
    }
}
