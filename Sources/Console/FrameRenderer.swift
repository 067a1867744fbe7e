import Screen

/// Draws successive frames of the state on one canvas. The cells always equal those of `view`, but panes and list rows
/// whose snapshot is unchanged are neither drawn nor compared with the terminal: a key press changes a row or two, and
/// redrawing the rest would cost more than handling the key.
package struct FrameRenderer: Sendable {
    /// The latest frame.
    package var canvas = Canvas(size: Size(columns: 0, rows: 0))
    /// The layout of the latest frame; nil if an overlay covers it, or nothing was drawn yet.
    private var panes: Panes?
    private var guards = PaneGuards()

    /// Snapshots that the panes were last drawn from.
    private struct PaneGuards {
        var header = RedrawGuard<HeaderSnapshot>()
        var views = RedrawGuard<SidebarSnapshot>()
        var list = InboxRenderer()
        var thread = RedrawGuard<ThreadSnapshot>()
        var panel = RedrawGuard<PanelSnapshot>()
        var footer = RedrawGuard<FooterSnapshot>()
    }

    /// Creates a renderer that has drawn nothing yet.
    package init() {}

    /// Draws the next frame.
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
        if let overlay = state.overlay { overlay.draw(of: state, on: &canvas) } else { self.panes = panes }
    }

    private mutating func redrawChangedPanes(_ state: State, _ panes: Panes) {
        if guards.header.needsRedraw(for: HeaderSnapshot(state, in: panes.header)) {
            drawHeader(state, in: panes.header, on: &canvas)
        }
        if !panes.list.isEmpty, guards.list.draw(state, in: panes, on: &canvas), !panes.sidebar.isEmpty {
            // Scrolling the list's screen rows also moved the sidebar beside them.
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
    /// Draws the next frame. A method of the state, because passing the state to another function would copy it.
    package mutating func draw(_ frames: inout FrameRenderer) {
        frames.draw(self)
        targetGuard.noteDrawing()
    }
}
