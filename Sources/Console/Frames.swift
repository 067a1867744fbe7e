import Screen

/// Draws the state frame after frame on one canvas. The cells are those of `view`, always; but a row of the list that would come
/// out as it stands there already is left alone, and isn't compared with what the terminal shows either: a key changes a row
/// or two, and the others cost more than the key.
package struct Frames: Sendable {
    /// The latest frame.
    package var canvas = Canvas(size: Size(columns: 0, rows: 0))
    /// Where everything stands on it; nil where something lies over it, or nothing was drawn.
    private var panes: Panes?
    private var list = InboxFrame()

    /// Nothing drawn yet.
    package init() {}

    /// Draws the next one.
    package mutating func draw(_ state: State) {
        let panes = state.panes
        guard self.panes == panes, canvas.size == state.size, state.overlay == nil else { return begin(state, panes) }
        canvas.cursor = nil
        for pane in panes.blanked { canvas.fill(pane, .plain) }
        draw(state, panes)
    }

    private mutating func begin(_ state: State, _ panes: Panes) {
        self.panes = nil
        list = InboxFrame()
        if canvas.size == state.size { canvas.clear() } else { canvas = Canvas(size: state.size) }
        guard state.size.columns >= Panes.smallest.columns, state.size.rows >= Panes.smallest.rows else {
            return drawTooSmall(state, on: &canvas)
        }
        draw(state, panes)
        drawRules(panes, on: &canvas)
        if let overlay = state.overlay { drawOverlay(overlay, of: state, on: &canvas) } else { self.panes = panes }
    }

    private mutating func draw(_ state: State, _ panes: Panes) {
        drawHeader(state, in: panes.header, on: &canvas)
        if !panes.views.isEmpty { drawSidebar(state, in: panes.views, on: &canvas) }
        if !panes.list.isEmpty { list.draw(state, in: panes.list, on: &canvas) }
        if !panes.title.isEmpty { drawThread(state, panes, on: &canvas) }
        if !panes.presence.isEmpty { drawPresence(state, in: panes.presence, on: &canvas) }
        if !panes.composer.isEmpty { drawComposer(state, in: panes.composer, on: &canvas) }
        if !panes.panel.isEmpty { drawPanel(state, in: panes.panel, on: &canvas) }
        drawFooter(state, in: panes.footer, on: &canvas)
    }
}

extension State {
    /// Draws the next frame. The state is lent as a whole: a function beside it would be handed a copy.
    package mutating func draw(_ frames: inout Frames) { frames.draw(self) }
}
