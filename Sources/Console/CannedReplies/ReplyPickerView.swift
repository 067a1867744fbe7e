import Domain
import Screen
import Text

/// Draws the picker: search field, matching replies, and a preview of the one under the cursor as it would be
/// inserted.
func drawReplyPicker(_ picker: CannedReplyPicker, of state: State, on canvas: inout Canvas) {
    let found = state.replies(matching: picker.field.text)
    let inside = drawBox(
        state.language.safe(CannedReplyPhrase.pickerTitle).about(state.thread?.conversation, in: state.language),
        state.language.safe(CannedReplyPhrase.pickerHint),
        columns: canvas.size.columns >= 130 ? 118 : 70,
        rows: min(26, canvas.size.rows - 6),
        on: &canvas
    )
    drawField(picker.field, in: inside.splitTop(1).top, on: &canvas)
    let body = inside.inset(top: 2)
    guard !found.isEmpty else {
        let phrase: any Phrase =
            if state.cannedReplies == nil {
                CannedReplyPhrase.loading
            } else if picker.field.isEmpty {
                CannedReplyPhrase.noneYet
            } else {
                OverlayPhrase.noMatch
            }
        return drawPlaceholder(state.language.safe(phrase), in: body, on: &canvas)
    }
    let (list, preview) = split(body, rows: found.count)
    drawList(found, cursor: picker.index, in: list, on: &canvas) { reply, rect, ground, canvas in
        drawReply(reply, state.language, in: rect, ground, on: &canvas)
    }
    if found.indices.contains(picker.index) { drawPreview(of: found[picker.index], state, in: preview, on: &canvas) }
}

/// Splits the box into list and preview: side by side from 100 columns on, else one above the other.
private func split(_ body: Rect, rows: Int) -> (list: Rect, preview: Rect) {
    if body.size.columns >= 100 {
        let list = Rect(
            column: body.origin.column,
            row: body.origin.row,
            columns: 48,
            rows: body.size.rows
        )
        return (list, body.inset(left: 53))
    }
    let height = max(1, min(rows, body.size.rows * 2 / 5))
    return (body.splitTop(height).top, body.inset(top: height + 1))
}

/// Draws a reply's name, language, and whether it is shared.
func drawReply(_ reply: CannedReply, _ language: Language, in rect: Rect, _ ground: StyleRole, on canvas: inout Canvas)
{
    var line = LineWriter(rect, ground: ground)
    line.addRight(
        language.safe(reply.isShared ? CannedReplyPhrase.shared : .own),
        .overlayDisabled,
        gap: 0,
        cells: 8,
        on: &canvas
    )
    line.addRight(SafeText(UntrustedText(reply.language ?? "")), .overlayKey, gap: 1, cells: 3, on: &canvas)
    line.skipRight(2)
    line.add(SafeText(reply.name), .overlay, on: &canvas)
}

private func drawPreview(of reply: CannedReply, _ state: State, in rect: Rect, on canvas: inout Canvas) {
    let text = state.filled(reply)
    let missing = ReplyTemplate(text).places
    let (field, foot) = rect.splitBottom(missing.isEmpty ? 0 : 1)
    let lines = SafeLines(UntrustedText(text))
    let rows = lines.rows(width: max(1, field.size.columns))
    for (row, range) in rows.prefix(field.size.rows).enumerated() {
        let isCut = row == field.size.rows - 1 && rows.count > field.size.rows
        canvas.draw(
            isCut ? [Glyph("…")] : lines[range],
            at: Point(column: field.origin.column, row: field.origin.row + row),
            width: field.size.columns,
            paint: Paint(.overlay)
        )
    }
    guard !missing.isEmpty else { return }
    var line = LineWriter(foot, ground: .overlay)
    let names = missing.map { SafeText(UntrustedText($0)).plain }.joined(separator: " ")
    line.add(state.language.safe(CannedReplyPhrase.toFillIn(names)), .noticeWarning, on: &canvas)
}
