import Domain
import Screen
import Text

/// Draws the overlay over the panes.
func drawOverlay(_ overlay: Overlay, of state: State, on canvas: inout Canvas) {
    switch overlay {
    case .help(let search): drawHelp(search, of: state, on: &canvas)
    case .palette(let search): drawPalette(search, of: state, on: &canvas)
    case .states(let choice, let subject):
        let rows = choice.values.map {
            ChoiceRow(text: state.language.safe(ConversationPhrase.state($0)), ink: $0.role)
        }
        drawChoice(
            subject.title(.chooseState, AssignmentPhrase.stateOf, state.language),
            rows,
            choice.index,
            of: state,
            on: &canvas
        )
    case .priorities(let choice, let subject):
        let rows = choice.values.map {
            ChoiceRow(text: $0.symbol + " " + state.language.safe(ConversationPhrase.priority($0)), ink: $0.role)
        }
        drawChoice(
            subject.title(.choosePriority, AssignmentPhrase.priorityOf, state.language),
            rows,
            choice.index,
            of: state,
            on: &canvas
        )
    case .tags(let editor, let subject): drawTags(editor, subject, of: state, on: &canvas)
    case .stateFilter(let form): drawFilter(form, of: state, on: &canvas)
    case .query(let form): drawQuery(form, of: state, on: &canvas)
    case .zones(let picker): drawZones(picker, of: state, on: &canvas)
    case .colleagues(let picker): drawColleaguePicker(picker, of: state, on: &canvas)
    case .skipped(let first): drawSkipped(from: first, of: state, on: &canvas)
    case .messages(let form): drawMessageSearch(form, of: state, on: &canvas)
    case .page(let page): page.draw(of: state, on: &canvas)
    case .quit:
        let hint: OverlayPhrase? = state.queue.isEmpty ? nil : .quitWithQueue(state.queue.count)
        drawQuestion(.quit, hint, .quitHint, of: state, on: &canvas)
    case .discard: drawQuestion(.discard, nil, .discardHint, of: state, on: &canvas)
    }
}

/// A line of a choice.
struct ChoiceRow {
    let text: SafeText
    let ink: StyleRole
}

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

private func drawChoice(
    _ title: SafeText,
    _ rows: [ChoiceRow],
    _ index: Int,
    of state: State,
    on canvas: inout Canvas
) {
    let inside = drawBox(
        title,
        state.language.safe(OverlayPhrase.chooseHint),
        columns: max(34, title.width + 2),
        rows: rows.count,
        on: &canvas
    )
    for (place, row) in rows.enumerated() where place < inside.size.rows {
        let rect = inside.inset(top: place).splitTop(1).top
        if place == index { drawCursorLine(rect, on: &canvas) }
        var line = LineWriter(rect, ground: place == index ? .overlaySelected : .overlay)
        line.add(row.text, row.ink, on: &canvas)
    }
}

private func drawQuestion(
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

private func drawTags(_ editor: TextEditor, _ subject: CommandTarget, of state: State, on canvas: inout Canvas) {
    let inside = drawBox(
        subject.title(.editTags, AssignmentPhrase.tagsOf, state.language),
        subject.count == nil
            ? state.language.safe(OverlayPhrase.tagsHint) : state.language.safe(AssignmentPhrase.bulkTagsHint),
        columns: 60,
        rows: 1,
        on: &canvas
    )
    drawField(editor, in: inside.splitTop(1).top, on: &canvas)
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

private func drawFilter(_ form: StateFilterForm, of state: State, on canvas: inout Canvas) {
    let language = state.language
    let inside = drawBox(
        language.safe(OverlayPhrase.filter),
        language.safe(OverlayPhrase.filterHint),
        columns: 44,
        rows: StateFilterForm.count + 1,
        on: &canvas
    )
    let lines =
        ConversationState.all.map { value in
            (
                language.safe(ConversationPhrase.state(value)), value.role, form.states.contains(value),
                value.isOpen ? state.inbox.counters?.total[value] : nil
            )
        }
        + StateFilterForm.priorities.map { value in
            (
                value.symbol + " " + language.safe(ConversationPhrase.priority(value)), value.role,
                form.priorities.contains(value), state.inbox.counters?.total[value]
            )
        }
    // Scrolls on short screens to keep the cursor visible.
    let cursor = form.index + (form.index >= ConversationState.all.count ? 1 : 0)
    let first = max(0, cursor - inside.size.rows + 1)
    for (place, (text, ink, isChosen, count)) in lines.enumerated() {
        let row = place + (place >= ConversationState.all.count ? 1 : 0) - first
        guard row >= 0, row < inside.size.rows else { continue }
        let rect = inside.inset(top: row).splitTop(1).top
        let ground: StyleRole = place == form.index ? .overlaySelected : .overlay
        if place == form.index { drawCursorLine(rect, on: &canvas) }
        var line = LineWriter(rect, ground: ground)
        if let count { line.addRight(SafeText(trusted: grouped(count)), .overlayDisabled, on: &canvas) }
        line.add(isChosen ? "[x]" : "[ ]", isChosen ? .accent : .overlayDisabled, on: &canvas)
        line.add(text, ink, gap: 1, on: &canvas)
    }
}
