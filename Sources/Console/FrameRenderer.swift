import Screen

/// Draws the state frame after frame on one canvas. The cells are those of `view`, always; but a pane that would come out as it
/// stands there already is left alone, and so is a row of the list: neither is compared with what the terminal shows either. A
/// key changes a row or two, and the rest costs more than the key.
package struct FrameRenderer: Sendable {
    /// The latest frame.
    package var canvas = Canvas(size: Size(columns: 0, rows: 0))
    /// Where everything stands on it; nil where something lies over it, or nothing was drawn.
    private var panes: Panes?
    private var guards = PaneGuards()

    /// What the panes were drawn from.
    private struct PaneGuards {
        var header = RedrawGuard<HeaderSnapshot>()
        var views = RedrawGuard<SidebarSnapshot>()
        var list = InboxRenderer()
        var thread = RedrawGuard<ThreadSnapshot>()
        var panel = RedrawGuard<PanelSnapshot>()
        var footer = RedrawGuard<FooterSnapshot>()
    }

    /// Nothing drawn yet.
    package init() {}

    /// Draws the next one.
    package mutating func draw(_ state: State) {
        let panes = state.panes
        guard self.panes == panes, canvas.size == state.size, state.overlay == nil else {
            return redrawAll(state, panes)
        }
        canvas.cursor = nil
        redrawChangedPanes(state, panes)
    }

    private mutating func redrawAll(_ state: State, _ panes: Panes) {
        self.panes = nil
        guards = PaneGuards()
        if canvas.size == state.size { canvas.clear() } else { canvas = Canvas(size: state.size) }
        guard state.size.columns >= Panes.smallest.columns, state.size.rows >= Panes.smallest.rows else {
            return drawTooSmall(state, on: &canvas)
        }
        redrawChangedPanes(state, panes)
        drawRules(panes, on: &canvas)
        if let overlay = state.overlay { drawOverlay(overlay, of: state, on: &canvas) } else { self.panes = panes }
    }

    private mutating func redrawChangedPanes(_ state: State, _ panes: Panes) {
        if guards.header.needsRedraw(for: HeaderSnapshot(state, in: panes.header)) {
            drawHeader(state, in: panes.header, on: &canvas)
        }
        if !panes.list.isEmpty, guards.list.draw(state, in: panes, on: &canvas), !panes.sidebar.isEmpty {
            // The views moved with the rows that they stand beside.
            guards.views = RedrawGuard()
            drawSidebarRule(panes, on: &canvas)
        }
        if !panes.sidebar.isEmpty, guards.views.needsRedraw(for: SidebarSnapshot(state, in: panes.sidebar)) {
            drawSidebar(state, in: panes.sidebar, on: &canvas)
        }
        if !panes.title.isEmpty, guards.thread.needsRedraw(for: ThreadSnapshot(state, in: panes)) {
            for pane in [panes.title, panes.thread] { canvas.fill(pane, .plain) }
            drawThread(state, panes, on: &canvas)
        }
        if !panes.presence.isEmpty {
            canvas.fill(panes.presence, .plain)
            drawPresence(state, in: panes.presence, on: &canvas)
        }
        if !panes.composer.isEmpty { drawComposer(state, in: panes.composer, on: &canvas) }
        if !panes.panel.isEmpty, guards.panel.needsRedraw(for: PanelSnapshot(state, in: panes.panel)) {
            canvas.fill(panes.panel, .plain)
            drawPanel(state, in: panes.panel, on: &canvas)
        }
        let hints = state.shownHints
        if guards.footer.needsRedraw(for: FooterSnapshot(state, hints, in: panes.footer)) {
            drawFooter(state, hints, in: panes.footer, on: &canvas)
        }
    }
}

extension State {
    /// Draws the next frame. The state is lent as a whole: a function beside it would be handed a copy.
    package mutating func draw(_ frames: inout FrameRenderer) { frames.draw(self) }
}
