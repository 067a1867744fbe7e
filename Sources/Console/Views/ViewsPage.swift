import Domain
import Screen
import Text

/// The list of views with a cursor: in the sidebar where there is one, else in a box.
package struct ViewsPage: Page {
    package var parent: (any Page)? { nil }
    /// The view under the cursor, wherever it stands: a colleague's change moves no key onto another one.
    var cursor: ViewItem.ID
    /// The view that the next x takes away; nil where none.
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
        default: page.move(by: state.listStep(of: key), in: state)
        }
        return state.present(page)
    }

    /// The line under the cursor; the first where it is gone.
    func selected(in state: State) -> ViewItem? {
        state.views.items.first { $0.id == cursor } ?? state.views.items.first
    }

    private mutating func move(by step: Int, in state: State) {
        let lines = state.views.items
        let place = (lines.firstIndex { $0.id == cursor } ?? 0) + step
        guard !lines.isEmpty else { return }
        cursor = lines[max(0, min(place, lines.count - 1))].id
    }

    /// Shows the view under the cursor; one that can't be read is mended first.
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
            // The cursor goes to a neighbour before the line under it is gone.
            page.move(by: state.views.items.last?.id == cursor ? -1 : 1, in: state)
            return state.present(page) + [.views(.delete(pendingDeletion))]
        }
        page.pendingDeletion = changeable(in: &state)
        return state.present(page)
    }

    /// The view under the cursor changes places with its neighbour of the same heading.
    private func move(_ direction: ViewDirection, in state: inout State) -> [Effect] {
        let effects = state.present(self)
        return effects + (changeable(in: &state).map { state.move($0, direction) } ?? [])
    }

    /// The saved view under the cursor, where the person may change it; else says why not.
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
    /// Whether the person may change a view.
    func mayChange(_ view: SavedView) -> Bool { user?.mayChangeView(shared: view.isShared) == true }
}
