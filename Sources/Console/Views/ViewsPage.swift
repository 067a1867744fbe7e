import Domain
import Screen
import Text

/// The list of views with a cursor: in the sidebar where there is one, else in a box.
package struct ViewsPage: Page {
    package var under: (any Page)? { nil }
    /// The view under the cursor, wherever it stands: a colleague's change moves no key onto another one.
    var cursor: ViewLine.Name
    /// The view that the next x takes away; nil where none.
    var removing: SavedView?

    package func take(_ key: Key, in state: inout State) -> [Effect] {
        if key == .character("x") { return remove(in: &state) }
        var page = self
        page.removing = nil
        if let digit = key.typed.flatMap({ $0.isASCII ? $0.wholeNumberValue : nil }) {
            guard let line = state.views.line(at: digit) else { return state.turn(to: page) }
            page.cursor = line.name
            return page.open(in: &state)
        }
        switch key {
        case .character("q"), .character("V"): return leave(in: &state)
        case .enter, .right: return page.open(in: &state)
        case .character("a"): return state.turn(to: ViewForm(nil, over: page, state))
        case .character("e"): return page.edit(in: &state)
        case .character("J"): return page.move(.later, in: &state)
        case .character("K"): return page.move(.earlier, in: &state)
        case .character("g"), .home: page.cursor = state.views.lines.first?.name ?? cursor
        case .character("G"), .end: page.cursor = state.views.lines.last?.name ?? cursor
        default: page.move(by: state.listStep(of: key), in: state)
        }
        return state.turn(to: page)
    }

    /// The line under the cursor; the first where it is gone.
    func selected(in state: State) -> ViewLine? {
        state.views.lines.first { $0.name == cursor } ?? state.views.lines.first
    }

    private mutating func move(by step: Int, in state: State) {
        let lines = state.views.lines
        let place = (lines.firstIndex { $0.name == cursor } ?? 0) + step
        guard !lines.isEmpty else { return }
        cursor = lines[max(0, min(place, lines.count - 1))].name
    }

    /// Shows the view under the cursor; one that can't be read is mended first.
    private func open(in state: inout State) -> [Effect] {
        guard let line = selected(in: state) else { return [] }
        guard case .failure(let problem) = line.query, let saved = line.saved else { return state.show(line) }
        let effects = state.turn(to: self)
        guard state.mayChange(saved) else {
            state.say(QueryPhrase.problem(problem.kind), .warning)
            return effects
        }
        return edit(in: &state)
    }

    private func edit(in state: inout State) -> [Effect] {
        let effects = state.turn(to: self)
        guard let saved = changeable(in: &state) else { return effects }
        return state.turn(to: ViewForm(saved, over: self, state))
    }

    private func remove(in state: inout State) -> [Effect] {
        var page = self
        page.removing = nil
        if let removing {
            // The cursor goes to a neighbour before the line under it is gone.
            page.move(by: state.views.lines.last?.name == cursor ? -1 : 1, in: state)
            return state.turn(to: page) + [.views(.delete(removing))]
        }
        page.removing = changeable(in: &state)
        return state.turn(to: page)
    }

    /// The view under the cursor changes places with its neighbour of the same heading.
    private func move(_ direction: ViewDirection, in state: inout State) -> [Effect] {
        let effects = state.turn(to: self)
        return effects + (changeable(in: &state).map { state.move($0, direction) } ?? [])
    }

    /// The saved view under the cursor, where the person may change it; else says why not.
    private func changeable(in state: inout State) -> SavedView? {
        guard let saved = selected(in: state)?.saved else {
            state.say(ViewsPhrase.builtInStays, .warning)
            return nil
        }
        guard state.mayChange(saved) else {
            state.say(ViewsPhrase.sharedIsTheirs, .warning)
            return nil
        }
        return saved
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        if state.panes.views.isEmpty {
            drawViews(self, of: state, on: &canvas)
        } else {
            drawViewsFocus(self, of: state, on: &canvas)
        }
    }
}

extension State {
    /// Whether the person may change a view.
    func mayChange(_ view: SavedView) -> Bool { reader?.mayChangeView(shared: view.isShared) == true }
}
