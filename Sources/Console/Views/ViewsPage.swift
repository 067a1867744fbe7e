import Domain
import Screen
import Text

/// The list of views with a cursor: in the sidebar if it is shown, else in a box.
package struct ViewsPage: Overlay {
    /// The view under the cursor. Kept by identity, so that a colleague's change can't make a key act on another view.
    var cursor: ViewItem.ID
    /// The view that the next `x` deletes; nil if there is none.
    var pendingDeletion: SavedView?

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        if key == .character("x") { return remove(in: &state) }
        var page = self
        page.pendingDeletion = nil
        if let digit = key.typed.flatMap({ $0.isASCII ? $0.wholeNumberValue : nil }) {
            guard let line = state.views.item(at: digit) else { return state.present(page) }
            page.cursor = line.id
            return page.showSelected(in: &state)
        }
        switch key {
        case .character("q"), .character("V"): return close(in: &state)
        case .enter, .right: return page.showSelected(in: &state)
        case .character("a"): return state.present(ViewForm(nil, parent: page, state))
        case .character("e"): return page.edit(in: &state)
        case .character("J"): return page.move(.later, in: &state)
        case .character("K"): return page.move(.earlier, in: &state)
        case .character("g"), .home: page.cursor = state.views.items.first?.id ?? cursor
        case .character("G"), .end: page.cursor = state.views.items.last?.id ?? cursor
        default: page.move(by: key.step, in: state)
        }
        return state.present(page)
    }

    /// The view under the cursor; the first one if it is gone.
    func selected(in state: State) -> ViewItem? {
        state.views.items.first { $0.id == cursor } ?? state.views.items.first
    }

    private mutating func move(by step: Int, in state: State) {
        let lines = state.views.items
        let place = (lines.firstIndex { $0.id == cursor } ?? 0) + step
        guard !lines.isEmpty else { return }
        cursor = lines[max(0, min(place, lines.count - 1))].id
    }

    /// Shows the view under the cursor; opens the form instead if its query can't be parsed.
    private func showSelected(in state: inout State) -> [Effect] {
        guard let line = selected(in: state) else { return [] }
        guard case .failure(let problem) = line.query, let saved = line.saved else { return state.showView(line) }
        let effects = state.present(self)
        guard state.mayChange(saved) else {
            state.showNotice(QueryPhrase.problem(problem.kind), severity: .warning)
            return effects
        }
        return edit(in: &state)
    }

    private func edit(in state: inout State) -> [Effect] {
        let effects = state.present(self)
        guard let saved = changeable(in: &state) else { return effects }
        return state.present(ViewForm(saved, parent: self, state))
    }

    private func remove(in state: inout State) -> [Effect] {
        var page = self
        page.pendingDeletion = nil
        if let pendingDeletion {
            // Move the cursor to a neighbour before its view is gone.
            page.move(by: state.views.items.last?.id == cursor ? -1 : 1, in: state)
            return state.present(page) + [.views(.delete(pendingDeletion))]
        }
        page.pendingDeletion = changeable(in: &state)
        return state.present(page)
    }

    /// Swaps the view under the cursor with its neighbour in the same section.
    private func move(_ direction: ViewDirection, in state: inout State) -> [Effect] {
        let effects = state.present(self)
        return effects + (changeable(in: &state).map { state.move($0, direction) } ?? [])
    }

    /// The saved view under the cursor if the current user may change it; else nil, and a notice says why.
    private func changeable(in state: inout State) -> SavedView? {
        guard let saved = selected(in: state)?.saved else {
            state.showNotice(ViewsPhrase.builtInNotEditable, severity: .warning)
            return nil
        }
        guard state.mayChange(saved) else {
            state.showNotice(ViewsPhrase.sharedNotEditable, severity: .warning)
            return nil
        }
        return saved
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        if state.panes.sidebar.isEmpty {
            drawViews(self, of: state, on: &canvas)
        } else {
            drawFocusedSidebar(self, of: state, on: &canvas)
        }
    }
}

extension State {
    /// Returns whether the current user may change a view.
    func mayChange(_ view: SavedView) -> Bool { user?.mayChangeView(shared: view.isShared) == true }
}
