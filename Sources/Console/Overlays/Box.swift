import Screen
import Text

/// Draws a box in the middle of the screen, with a title in its top rule and a hint in its bottom rule. Returns its
/// inner rectangle.
func drawBox(
    _ title: SafeText,
    _ hint: SafeText,
    columns: Int,
    rows: Int,
    on canvas: inout Canvas
) -> Rect {
    let columns = max(columns, title.width + 2, hint.width + 2)
    let inside = boxContentWidth(columns: columns, on: canvas.size)
    let size = Size(columns: min(inside + 4, canvas.size.columns), rows: min(rows + 2, canvas.size.rows))
    let box = canvas.bounds.centred(size)
    canvas.fill(box, Paint(.overlay))
    let rule = Paint(ground: .overlay, ink: .overlayRule)
    canvas.horizontalRule(row: box.rows.lowerBound, columns: box.columns, paint: rule)
    canvas.horizontalRule(row: box.rows.upperBound - 1, columns: box.columns, paint: rule)
    var top = LineWriter(box.splitTop(1).top.inset(left: 2, right: 2), ground: .overlay)
    top.add(" " + title + " ", .overlayTitle, on: &canvas)
    var bottom = LineWriter(box.splitBottom(1).bottom.inset(left: 2, right: 2), ground: .overlay)
    drawHint(hint, on: &bottom, &canvas)
    return box.inset(left: 2, top: 1, right: 2, bottom: 1)
}

/// The inner width of a box that wants `columns` cells. The full width if less than a few cells would show beside the
/// box: such slivers are noise.
func boxContentWidth(columns: Int, on size: Size) -> Int {
    columns + 4 + 12 <= size.columns ? columns : max(0, size.columns - 4)
}

/// Draws as many hints as fit; a truncated hint would mislead. Keeps the first hint and the last, which is the way out,
/// the longest.
private func drawHint(_ hint: SafeText, on line: inout LineWriter, _ canvas: inout Canvas) {
    var fitting = hint
    var hints = hint.plain.split(separator: hintGap)
    while fitting.width + 2 > line.availableWidth, hints.count > 1 {
        hints.remove(at: max(1, hints.count - 2))
        fitting = SafeText(trusted: hints.joined(separator: hintGap))
    }
    line.add(" " + fitting + " ", .overlayDisabled, on: &canvas)
}

/// The separator between two hints.
let hintGap = "   "

/// Highlights the line under an overlay's cursor and draws its bar.
func drawCursorLine(_ rect: Rect, on canvas: inout Canvas) {
    canvas.fill(rect.inset(left: -2, right: -2), Paint(.overlaySelected))
    canvas.draw(
        CollectionOfOne(Glyph("▌")),
        at: Point(column: rect.origin.column - 2, row: rect.origin.row),
        paint: Paint(ground: .overlaySelected, ink: .listBar)
    )
}

/// Draws a sentence in place of a list.
func drawPlaceholder(_ text: SafeText, in rect: Rect, on canvas: inout Canvas) {
    var line = LineWriter(rect.splitTop(1).top, ground: .overlay)
    line.add(text, .overlayDisabled, on: &canvas)
}

/// Draws the part of a list that fits, scrolled so that the row under the cursor is visible. `draw` gets each item with
/// its rectangle and background style.
func drawList<Item>(
    _ items: [Item],
    cursor: Int,
    rowHeight: Int = 1,
    in rect: Rect,
    on canvas: inout Canvas,
    _ draw: (Item, Rect, StyleRole, inout Canvas) -> Void
) {
    let height = rect.size.rows / rowHeight
    let first = max(0, cursor - height + 1)
    for (row, item) in items.dropFirst(first).prefix(height).enumerated() {
        let place = rect.inset(top: row * rowHeight).splitTop(rowHeight).top
        let isSelected = first + row == cursor
        if isSelected {
            for line in 0..<place.size.rows { drawCursorLine(place.inset(top: line).splitTop(1).top, on: &canvas) }
        }
        draw(item, place, isSelected ? .overlaySelected : .overlay, &canvas)
    }
}

/// Draws a single-line field with the cursor in it.
func drawField(_ editor: TextEditor, in rect: Rect, on canvas: inout Canvas) {
    let paint = Paint(ground: .field, ink: .field)
    canvas.fill(rect, paint)
    let frame = editor.lineFrame(width: rect.size.columns)
    canvas.draw(frame.glyphs, at: rect.origin, width: rect.size.columns, paint: paint)
    canvas.cursor = Point(column: rect.origin.column + frame.cursorColumn, row: rect.origin.row)
}

/// Draws a caret below a field, under the character at a 1-based column; draws nothing if that character is scrolled
/// out of view.
func drawCaret(under editor: TextEditor, column: Int, in rect: Rect, on canvas: inout Canvas) {
    guard let cell = editor.cell(ofCharacter: column - 1, width: rect.size.columns) else { return }
    let place = Point(column: rect.origin.column + cell, row: rect.origin.row + 1)
    canvas.draw(CollectionOfOne(Glyph("^")), at: place, paint: Paint(ground: .overlay, ink: .error))
}
