import Domain
import Screen
import Text

/// Labelled texts, wrapped and scrolled, of a page about one thing.
struct Details: Sendable {
    /// A text with its label; without one it takes the whole width.
    private struct Entry: Sendable {
        let label: SafeText
        let text: SafeLines
        let ink: StyleRole
    }

    /// A row on the screen.
    private struct Row {
        let label: SafeText
        let glyphs: ArraySlice<Glyph>
        let indent: Int
        let ink: StyleRole
    }

    private var entries: [Entry] = []

    /// No texts.
    init() {}

    /// Begins with why what follows may be old; nil if it isn't.
    init(problem: Failure?, in language: Language) {
        guard let problem else { return }
        add(.empty, language.safe(OutcomePhrase.failed(problem)), .noticeWarning)
    }

    /// The cells for labels.
    private static let labelWidth = 16

    /// Adds a text from outside, or of several lines.
    mutating func add(_ label: SafeText, _ text: UntrustedText, _ ink: StyleRole = .overlay) {
        entries.append(Entry(label: label, text: SafeLines(text), ink: ink))
    }

    /// Adds a text of one line.
    mutating func add(_ label: SafeText, _ text: SafeText, _ ink: StyleRole = .overlay) {
        entries.append(Entry(label: label, text: SafeLines(trusted: text.plain), ink: ink))
    }

    /// Adds a heading after an empty row.
    mutating func heading(_ text: SafeText) {
        if !entries.isEmpty { entries.append(Entry(label: .empty, text: SafeLines(trusted: ""), ink: .overlay)) }
        entries.append(Entry(label: .empty, text: SafeLines(trusted: text.plain), ink: .overlayTitle))
    }

    /// Adds a text below a heading, over the whole width.
    mutating func paragraph(_ text: UntrustedText, _ ink: StyleRole = .overlay) { add(.empty, text, ink) }

    private func rows(width: Int) -> [Row] {
        entries.flatMap { entry -> [Row] in
            let indent = entry.label.isEmpty ? 0 : min(Self.labelWidth, width / 3)
            return entry.text.rows(width: max(1, width - indent)).enumerated().map { number, range in
                Row(
                    label: number == 0 ? entry.label : .empty,
                    glyphs: entry.text[range],
                    indent: indent,
                    ink: entry.ink
                )
            }
        }
    }

    /// Draws the texts in a box, scrolled to a row.
    func draw(_ title: SafeText, _ hint: SafeText, from first: Int, on canvas: inout Canvas) {
        let inside = drawBox(title, hint, columns: 110, rows: Self.height(on: canvas.size), on: &canvas)
        let rows = rows(width: inside.size.columns)
        let start = max(0, min(first, rows.count - inside.size.rows))
        for (number, row) in rows.dropFirst(start).prefix(inside.size.rows).enumerated() {
            let place = inside.inset(top: number).splitTop(1).top
            var line = LineWriter(place, ground: .overlay)
            line.add(row.label, .overlayDisabled, width: max(0, row.indent - 1), on: &canvas)
            canvas.draw(
                row.glyphs,
                at: Point(column: place.origin.column + row.indent, row: place.origin.row),
                width: max(0, place.size.columns - row.indent),
                paint: Paint(ground: .overlay, ink: row.ink)
            )
        }
    }

    /// Returns the first row to show after a key, which stays where there is something to see.
    func scrolled(from first: Int, by key: Key, on size: Size) -> Int {
        let last = max(0, rows(width: boxContentWidth(columns: 110, on: size)).count - Self.height(on: size))
        switch key {
        case .character("g"), .home: return 0
        case .character("G"), .end: return last
        default: return max(0, min(min(first, last) + key.step, last))
        }
    }

    private static func height(on size: Size) -> Int { max(8, size.rows - 6) }
}

/// A page about one thing, whose details keys scroll.
protocol DetailsOverlay: RefreshingOverlay {
    /// The index of the first row shown.
    var first: Int { get set }

    /// Returns what the page says.
    func details(in state: State) -> Details
}

extension DetailsOverlay {
    /// Handles what every such page does with a key: it leaves or scrolls.
    func handleDetailsKey(_ key: Key, in state: inout State) -> [Effect] {
        if key == .character("q") || key == .left { return close(in: &state) }
        var page = self
        page.first = details(in: state).scrolled(from: first, by: key, on: state.size)
        return state.present(page)
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] { handleDetailsKey(key, in: &state) }
}
