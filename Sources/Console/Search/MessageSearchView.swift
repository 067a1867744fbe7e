import Domain
import Screen
import Text

/// Draws the search: the field, and below it each result with its guest, property and excerpt.
func drawMessageSearch(_ form: MessageSearchForm, of state: State, on canvas: inout Canvas) {
    let language = state.language
    let inside = drawBox(
        language.safe(SearchPhrase.title),
        language.safe(SearchPhrase.hint(isUnlimited: form.isUnlimited)),
        columns: 110,
        rows: max(9, canvas.size.rows - 8),
        on: &canvas
    )
    drawField(form.field, in: inside.splitTop(1).top, on: &canvas)
    var status = LineWriter(inside.inset(top: 1).splitTop(1).top, ground: .overlay)
    status.addRight(language.safe(form.status), form.failure == nil ? .overlayDisabled : .error, on: &canvas)
    let words = form.submittedSearch.map { SearchWords($0.words) } ?? SearchWords("")
    let list = inside.inset(top: 2)
    drawList(form.found, cursor: form.index, rowHeight: 2, in: list, on: &canvas) { row, rect, ground, canvas in
        drawFound(row, words, state, in: rect, ground, on: &canvas)
    }
}

private func drawFound(
    _ row: FoundRow,
    _ words: SearchWords,
    _ state: State,
    in rect: Rect,
    _ ground: StyleRole,
    on canvas: inout Canvas
) {
    let (head, body) = rect.splitTop(1)
    var line = LineWriter(head, ground: ground)
    let wall = state.clock.wallTime(at: row.message.createdAt)
    line.addRight(
        state.language.safe(SearchPhrase.moment(wall.day, clock: wall.hourAndMinute)),
        .threadTime,
        on: &canvas
    )
    let label = state.language.safe(ConversationPhrase.state(row.message.state))
    line.addRight(label, row.message.state.role, gap: 2, on: &canvas)
    line.skipRight(2)
    let guest = row.guest.isEmpty ? state.language.safe(ConversationPhrase.unknownGuest) : row.guest
    line.add(guest, .textStrong, on: &canvas)
    if !row.property.isEmpty { line.add("· " + row.property, .overlayDisabled, gap: 1, on: &canvas) }
    if row.message.isInternal { line.add(state.language.safe(ThreadPhrase.note), .threadNoteBar, gap: 2, on: &canvas) }
    if row.message.sender != .guest {
        let kind = state.language.safe(ConversationPhrase.sender(row.message.sender))
        line.add(row.sender.isEmpty ? kind : row.sender, .threadAgent, gap: 2, on: &canvas)
    }
    let excerpt = row.excerpt.truncated(to: body.size.columns - 2)
    let start = Point(column: body.origin.column + 2, row: body.origin.row)
    canvas.draw(excerpt.glyphs, at: start, paint: Paint(ground: ground, ink: .overlay))
    for range in words.places(in: excerpt) {
        let before = excerpt.glyphs[..<range.lowerBound].reduce(0) { $0 + $1.width }
        canvas.draw(
            excerpt.glyphs[range],
            at: Point(column: start.column + before, row: start.row),
            paint: Paint(ground: ground, ink: .paletteMatch)
        )
    }
}
