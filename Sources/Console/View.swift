import Screen
import Text

/// Draws the state on a new canvas. Pure: equal states give equal cells.
package func view(_ state: State) -> Canvas {
    var frames = FrameRenderer()
    frames.draw(state)
    return frames.canvas
}

/// Draws the message that the screen is too small.
func drawTooSmall(_ state: State, on canvas: inout Canvas) {
    let text = state.language.safe(ChromePhrase.tooSmall(columns: state.size.columns, rows: state.size.rows))
    for (row, range) in SafeLines(trusted: text.plain).rows(width: max(1, state.size.columns)).enumerated() {
        canvas.draw(text.glyphs[range], at: Point(column: 0, row: row), paint: .plain)
    }
}

/// Draws the rules between the panes.
func drawRules(_ panes: Panes, on canvas: inout Canvas) {
    let rule = Paint(ground: .text, ink: .rule)
    if let rules = panes.rules {
        canvas.horizontalRule(row: rules.top, columns: panes.header.columns, paint: rule)
        canvas.horizontalRule(row: rules.bottom, columns: panes.header.columns, paint: rule)
    }
    let rows = panes.ruledRows
    if !panes.sidebar.isEmpty { drawSidebarRule(panes, on: &canvas) }
    if panes.isSplit {
        canvas.verticalRule(column: panes.list.columns.upperBound, rows: rows, paint: rule)
    }
    if !panes.panel.isEmpty {
        canvas.verticalRule(column: panes.panel.origin.column - 1, rows: rows, paint: rule)
    }
}

/// Draws the rule between sidebar and list.
func drawSidebarRule(_ panes: Panes, on canvas: inout Canvas) {
    let rule = Paint(ground: .text, ink: .rule)
    canvas.verticalRule(column: panes.sidebar.columns.upperBound, rows: panes.ruledRows, paint: rule)
}

extension Panes {
    /// The rows of the vertical rules, including the horizontal rules that they join.
    fileprivate var ruledRows: Range<Int> { (rules?.top ?? 1)..<(rules?.bottom ?? footer.origin.row - 1) + 1 }
}
