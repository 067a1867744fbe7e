import Screen
import Text

/// Draws the state: the same state gives the same cells.
package func view(_ state: State) -> Canvas {
    var canvas = Canvas(size: state.size)
    guard state.size.columns >= Panes.smallest.columns, state.size.rows >= Panes.smallest.rows else {
        drawTooSmall(state, on: &canvas)
        return canvas
    }
    let panes = state.panes
    drawHeader(state, in: panes.header, on: &canvas)
    if !panes.views.isEmpty { drawSidebar(state, in: panes.views, on: &canvas) }
    if !panes.list.isEmpty { drawInbox(state, in: panes.list, on: &canvas) }
    if !panes.title.isEmpty { drawThread(state, panes, on: &canvas) }
    if !panes.presence.isEmpty { drawPresence(state, in: panes.presence, on: &canvas) }
    if !panes.composer.isEmpty { drawComposer(state, in: panes.composer, on: &canvas) }
    if !panes.panel.isEmpty { drawPanel(state, in: panes.panel, on: &canvas) }
    drawFooter(state, in: panes.footer, on: &canvas)
    drawRules(panes, on: &canvas)
    if let overlay = state.overlay { drawOverlay(overlay, of: state, on: &canvas) }
    return canvas
}

private func drawTooSmall(_ state: State, on canvas: inout Canvas) {
    let text = state.language.safe(ChromePhrase.tooSmall(columns: state.size.columns, rows: state.size.rows))
    for (row, range) in SafeLines(trusted: text.plain).rows(width: max(1, state.size.columns)).enumerated() {
        canvas.put(text.glyphs[range], at: Point(column: 0, row: row), paint: .plain)
    }
}

private func drawRules(_ panes: Panes, on canvas: inout Canvas) {
    let rule = Paint(ground: .text, ink: .rule)
    if let rules = panes.rules {
        canvas.horizontalRule(row: rules.top, columns: panes.header.columns, paint: rule)
        canvas.horizontalRule(row: rules.bottom, columns: panes.header.columns, paint: rule)
    }
    let rows = (panes.rules?.top ?? 1)..<(panes.rules?.bottom ?? panes.footer.origin.row - 1) + 1
    if !panes.views.isEmpty {
        canvas.verticalRule(column: panes.views.columns.upperBound, rows: rows, paint: rule)
    }
    if panes.isSplit {
        canvas.verticalRule(column: panes.list.columns.upperBound, rows: rows, paint: rule)
    }
    if !panes.panel.isEmpty {
        canvas.verticalRule(column: panes.panel.origin.column - 1, rows: rows, paint: rule)
    }
}
