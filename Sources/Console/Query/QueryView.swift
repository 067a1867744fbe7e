import Domain
import Screen
import Text

/// The query line, with a caret under what is wrong, or else the ways to go on.
func drawQuery(_ form: QueryForm, of state: State, on canvas: inout Canvas) {
    let language = state.language
    let inside = drawBox(
        language.safe(QueryPhrase.title),
        language.safe(QueryPhrase.hint),
        columns: 84,
        rows: 9,
        on: &canvas
    )
    drawField(form.field, in: inside.splitTop(1).top, on: &canvas)
    let below = inside.inset(top: 1)
    if let problem = form.problem {
        drawProblem(problem, form, language, in: below, on: &canvas)
        return
    }
    drawList(state.continuations(of: form), cursor: form.index, in: below, on: &canvas) { word, rect, ground, canvas in
        var line = Line(rect, ground: ground)
        line.add(SafeText(trusted: word), ground == .overlaySelected ? .overlay : .overlayDisabled, on: &canvas)
    }
}

private func drawProblem(
    _ problem: QueryProblem,
    _ form: QueryForm,
    _ language: Language,
    in rect: Rect,
    on canvas: inout Canvas
) {
    let caret = Point(column: rect.origin.column + problem.column - 1, row: rect.origin.row)
    if problem.column <= rect.size.columns {
        canvas.put(CollectionOfOne(Glyph("^")), at: caret, paint: Paint(ground: .overlay, ink: .error))
    }
    let text = language.safe(QueryPhrase.problem(problem.kind))
    for (row, range) in text.rows(width: rect.size.columns).prefix(rect.size.rows - 1).enumerated() {
        canvas.put(
            text.glyphs[range],
            at: Point(column: rect.origin.column, row: rect.origin.row + 1 + row),
            paint: Paint(ground: .overlay, ink: .noticeWarning)
        )
    }
}
