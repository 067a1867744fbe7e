import Screen

/// Draws the state frame after frame on one canvas. The cells are those of `view`, always; but a pane that would come out as it
/// stands there already is left alone, and so is a row of the list: neither is compared with what the terminal shows either. A
/// key changes a row or two, and the rest costs more than the key.
package struct Frames: Sendable {
    /// The latest frame.
    package var canvas = Canvas(size: Size(columns: 0, rows: 0))
    /// Where everything stands on it; nil where something lies over it, or nothing was drawn.
    private var panes: Panes?
    private var sights = Sights()

    /// What the panes were drawn from.
    private struct Sights {
        var header = Sight<HeaderSeen>()
        var views = Sight<SidebarSeen>()
        var list = InboxFrame()
        var thread = Sight<ThreadSeen>()
        var panel = Sight<PanelSeen>()
        var footer = Sight<FooterSeen>()
    }

    /// Nothing drawn yet.
    package init() {}

    /// Draws the next one.
    package mutating func draw(_ state: State) {
        let panes = state.panes
        guard self.panes == panes, canvas.size == state.size, state.overlay == nil else { return begin(state, panes) }
        canvas.cursor = nil
        draw(state, panes)
    }

    private mutating func begin(_ state: State, _ panes: Panes) {
        self.panes = nil
        sights = Sights()
        if canvas.size == state.size { canvas.clear() } else { canvas = Canvas(size: state.size) }
        guard state.size.columns >= Panes.smallest.columns, state.size.rows >= Panes.smallest.rows else {
            return drawTooSmall(state, on: &canvas)
        }
        draw(state, panes)
        drawRules(panes, on: &canvas)
        if let overlay = state.overlay { drawOverlay(overlay, of: state, on: &canvas) } else { self.panes = panes }
    }

    private mutating func draw(_ state: State, _ panes: Panes) {
        if sights.header.isNew(HeaderSeen(state, in: panes.header)) { drawHeader(state, in: panes.header, on: &canvas) }
        if !panes.list.isEmpty, sights.list.draw(state, in: panes, on: &canvas), !panes.views.isEmpty {
            // The views moved with the rows that they stand beside.
            sights.views = Sight()
            drawRule(besideViewsOf: panes, on: &canvas)
        }
        if !panes.views.isEmpty, sights.views.isNew(SidebarSeen(state, in: panes.views)) {
            drawSidebar(state, in: panes.views, on: &canvas)
        }
        if !panes.title.isEmpty, sights.thread.isNew(ThreadSeen(state, in: panes)) {
            for pane in [panes.title, panes.thread] { canvas.fill(pane, .plain) }
            drawThread(state, panes, on: &canvas)
        }
        if !panes.presence.isEmpty {
            canvas.fill(panes.presence, .plain)
            drawPresence(state, in: panes.presence, on: &canvas)
        }
        if !panes.composer.isEmpty { drawComposer(state, in: panes.composer, on: &canvas) }
        if !panes.panel.isEmpty, sights.panel.isNew(PanelSeen(state, in: panes.panel)) {
            canvas.fill(panes.panel, .plain)
            drawPanel(state, in: panes.panel, on: &canvas)
        }
        let hints = state.shownHints
        if sights.footer.isNew(FooterSeen(state, hints, in: panes.footer)) {
            drawFooter(state, hints, in: panes.footer, on: &canvas)
        }
    }
}

extension State {
    /// Draws the next frame. The state is lent as a whole: a function beside it would be handed a copy.
    package mutating func draw(_ frames: inout Frames) { frames.draw(self) }
}
