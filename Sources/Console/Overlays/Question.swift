import Screen
import Text

/// The keys that answer a question with yes, in either language. Not Enter: a second press of the one that chose would say it.
let yesKeys: [Key] = [.character("y"), .character("o")]

/// Draws a question, with a detail below it if there is one.
func drawQuestion(
    _ title: OverlayPhrase,
    _ detail: OverlayPhrase?,
    _ hint: OverlayPhrase,
    of state: State,
    on canvas: inout Canvas
) {
    let detail = detail.map { state.language.safe($0) }
    let hint = state.language.safe(hint)
    let columns = max(30, min(64, max(detail?.width ?? 0, hint.width) + 2))
    let rows = detail?.rows(width: columns) ?? []
    let inside = drawBox(state.language.safe(title), hint, columns: columns, rows: max(1, rows.count), on: &canvas)
    for (place, range) in rows.enumerated() {
        canvas.draw(
            detail?.glyphs[range] ?? [],
            at: Point(column: inside.origin.column, row: inside.origin.row + place),
            paint: Paint(.overlay)
        )
    }
}
