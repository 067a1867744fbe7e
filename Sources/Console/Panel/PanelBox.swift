import Screen
import Text

/// The details of the open conversation in a box, on a screen without room for them beside the thread.
struct PanelBox: Overlay {
    /// How many lines are scrolled out at the top.
    private var top = 0

    func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        switch key {
        case .character("b"), .character("q"), .left, .enter: return close(in: &state)
        case .character("g"), .home: return state.present(scrolled(to: 0, state))
        case .character("G"), .end: return state.present(scrolled(to: .max, state))
        default:
            if key.step == 0 { state.ignoreTypingInChoice(of: key) }
            return state.present(scrolled(to: top + key.step, state))
        }
    }

    func draw(of state: State, on canvas: inout Canvas) {
        guard let thread = state.thread else { return }
        let title = state.language.safe(PanelPhrase.details).about(thread.conversation, in: state.language)
        let inside = drawBox(
            title,
            state.language.safe(PanelPhrase.boxHint),
            columns: Self.columns,
            rows: Self.rows(of: lineCount(state), on: canvas.size),
            on: &canvas
        )
        var writer = PanelWriter(rect: inside, language: state.language, ground: .overlay, skipping: top)
        drawPanel(state, thread, with: &writer, on: &canvas)
    }

    private static let columns = 60

    private func scrolled(to line: Int, _ state: State) -> Self {
        let count = lineCount(state)
        var box = self
        box.top = max(0, min(line, count - Self.rows(of: count, on: state.size)))
        return box
    }

    /// How many of the lines the box shows at once.
    private static func rows(of count: Int, on size: Size) -> Int { max(4, min(count, size.rows - 6)) }

    private func lineCount(_ state: State) -> Int {
        guard let thread = state.thread else { return 0 }
        // Nothing is drawn: the pane has no rows.
        var canvas = Canvas(size: Size(columns: 0, rows: 0))
        let width = boxContentWidth(columns: Self.columns, on: state.size)
        let rect = Rect(origin: Point(column: 0, row: 0), size: Size(columns: width, rows: 0))
        var writer = PanelWriter(rect: rect, language: state.language)
        drawPanel(state, thread, with: &writer, on: &canvas)
        return writer.count
    }
}
