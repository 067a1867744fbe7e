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
    let top = inside.splitTop(1).top
    drawField(form.field, in: top, on: &canvas)
    let below = inside.inset(top: 1)
    if let problem = form.problem {
        drawCaret(under: form.field, column: problem.column, in: top, on: &canvas)
        drawProblem(problem, language, in: below, on: &canvas)
        return
    }
    drawList(state.continuations(of: form), cursor: form.index, in: below, on: &canvas) { word, rect, ground, canvas in
        var line = Line(rect, ground: ground)
        line.add(SafeText(trusted: word), ground == .overlaySelected ? .overlay : .overlayDisabled, on: &canvas)
    }
}

private func drawProblem(_ problem: QueryProblem, _ language: Language, in rect: Rect, on canvas: inout Canvas) {
    let text = language.safe(QueryPhrase.problem(problem.kind))
    for (row, range) in text.rows(width: rect.size.columns).prefix(rect.size.rows - 1).enumerated() {
        canvas.put(
            text.glyphs[range],
            at: Point(column: rect.origin.column, row: rect.origin.row + 1 + row),
            paint: Paint(ground: .overlay, ink: .noticeWarning)
        )
    }
}
