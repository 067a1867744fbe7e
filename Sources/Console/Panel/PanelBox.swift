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
        let rows = min(lineCount(state, on: canvas), canvas.size.rows - 6)
        let inside = drawBox(
            title,
            state.language.safe(PanelPhrase.boxHint),
            columns: Self.columns,
            rows: max(4, rows),
            on: &canvas
        )
        var writer = PanelWriter(rect: inside, language: state.language, ground: .overlay, skipping: top)
        drawPanel(state, thread, with: &writer, on: &canvas)
    }

    private static let columns = 60

    private func scrolled(to line: Int, _ state: State) -> Self {
        let canvas = Canvas(size: state.size)
        let count = lineCount(state, on: canvas)
        var box = self
        box.top = max(0, min(line, count - max(4, min(count, canvas.size.rows - 6))))
        return box
    }

    private func lineCount(_ state: State, on canvas: Canvas) -> Int {
        guard let thread = state.thread else { return 0 }
        var copy = canvas
        let width = boxContentWidth(columns: Self.columns, on: canvas.size)
        let rect = Rect(origin: Point(column: 0, row: 0), size: Size(columns: width, rows: 0))
        var writer = PanelWriter(rect: rect, language: state.language)
        drawPanel(state, thread, with: &writer, on: &copy)
        return writer.count
    }
}
