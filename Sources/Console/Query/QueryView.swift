import Domain
import Screen
import Text

/// Draws the query line, with a caret below an error, or else the completions.
func drawQuery(_ form: QueryForm, of state: State, on canvas: inout Canvas) {
    let language = state.language
    let inside = drawBox(
        language.safe(QueryPhrase.title),
        language.safe(QueryPhrase.hint),
        columns: 84,
        rows: 13,
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
    let (list, last) = below.splitBottom(1)
    var line = LineWriter(last, ground: .overlay)
    line.add(language.safe(QueryPhrase.words), .overlayDisabled, on: &canvas)
    drawCompletions(form.completions(in: state), form.index, language, in: list, on: &canvas)
}

/// Draws the completions, each with its explanation.
private func drawCompletions(
    _ words: [String],
    _ index: Int,
    _ language: Language,
    in rect: Rect,
    on canvas: inout Canvas
) {
    let rows = words.map { (word: SafeText(UntrustedText($0)), meaning: QueryHelp(of: $0)) }
    let cells = min(rows.map(\.word.width).max() ?? 0, rect.size.columns / 2)
    drawList(rows, cursor: index, in: rect, on: &canvas) { row, rect, ground, canvas in
        var line = LineWriter(rect, ground: ground)
        line.add(row.word, ground == .overlaySelected ? .overlay : .overlayDisabled, on: &canvas)
        guard let meaning = row.meaning else { return }
        line.add(language.safe(meaning), .overlayDisabled, gap: max(0, cells - row.word.width) + 2, on: &canvas)
    }
}

private func drawProblem(_ problem: QueryError, _ language: Language, in rect: Rect, on canvas: inout Canvas) {
    let text = language.safe(QueryPhrase.problem(problem.kind))
    for (row, range) in text.rows(width: rect.size.columns).prefix(rect.size.rows - 1).enumerated() {
        canvas.draw(
            text.glyphs[range],
            at: Point(column: rect.origin.column, row: rect.origin.row + 1 + row),
            paint: Paint(ground: .overlay, ink: .noticeWarning)
        )
    }
}
