import Screen
import Text

/// Draws a form in a box: labels at the left, contents beside them, problem or help below.
func drawForm<Name>(
    _ form: Form<Name>,
    title: SafeText,
    sends: Bool = false,
    language: Language,
    on canvas: inout Canvas
) {
    let drawing = FormDrawing(form: form, sends: sends, language: language)
    let inside = drawBox(title, drawing.hint, columns: 72, rows: drawing.height + 2, on: &canvas)
    let (body, foot) = inside.splitBottom(2)
    drawing.drawFields(in: body, on: &canvas)
    drawing.drawFoot(in: foot, on: &canvas)
}

private struct FormDrawing<Name: Sendable & Hashable> {
    let form: Form<Name>
    let sends: Bool
    let language: Language

    private var fields: [FormField] { form.allFields }
    private var label: Int { min(24, (fields.map(\.label.width).max() ?? 0) + 2) }
    /// Total height of the fields, in rows.
    var height: Int { fields.indices.map(height(of:)).reduce(0, +) }

    var hint: SafeText {
        guard !form.isSending, fields.indices.contains(form.index) else { return language.safe(FormPhrase.sending) }
        let phrase: FormPhrase =
            switch fields[form.index].content {
            case .singleLine, .secret, .readOnly: sends ? .sendHint : .hint
            case .multiLine: .linesHint
            case .choice: .choiceHint
            case .selection: .selectionHint
            case .flag: .flagHint
            }
        return language.safe(phrase)
    }

    /// Returns a field's height: four rows for several lines of text, a selection's values while it has the cursor,
    /// and an extra row for the caret under a problem.
    private func height(of index: Int) -> Int {
        switch fields[index].content {
        case .singleLine: index == form.problemIndex && form.caret != nil ? 2 : 1
        case .secret, .choice, .flag, .readOnly: 1
        case .multiLine: 4
        case .selection(let selection): index == form.index ? 1 + min(6, selection.values.count) : 1
        }
    }

    /// Draws the fields, scrolled on a low screen so that the field with the cursor is fully visible.
    func drawFields(in rect: Rect, on canvas: inout Canvas) {
        let above = fields.indices.prefix(form.index).map(height(of:)).reduce(0, +)
        let bottom = above + (fields.indices.contains(form.index) ? height(of: form.index) : 0)
        var row = -max(0, min(above, bottom - rect.size.rows))
        for index in fields.indices {
            let rows = height(of: index)
            defer { row += rows }
            guard row >= 0, row < rect.size.rows else { continue }
            draw(index, in: rect.inset(top: row).splitTop(rows).top, on: &canvas)
        }
    }

    private func draw(_ index: Int, in rect: Rect, on canvas: inout Canvas) {
        let field = fields[index]
        let hasCursor = index == form.index && !form.isSending
        let isWrong = index == form.problemIndex
        var line = LineWriter(rect, ground: .overlay)
        line.add(
            field.label,
            isWrong ? .error : hasCursor ? .overlayTitle : .overlayDisabled,
            width: label - 1,
            on: &canvas
        )
        let place = rect.inset(left: min(label, max(0, rect.size.columns - 8)))
        FieldDrawing(content: field.content, language: language, hasCursor: hasCursor).draw(in: place, on: &canvas)
        guard isWrong, rect.size.rows > 1, let caret = form.caret else { return }
        drawCaret(under: caret.editor, column: caret.column, in: place, on: &canvas)
    }

    /// Draws the foot: the problem, else the warning about unsaved changes, else the help of the field with the
    /// cursor.
    func drawFoot(in rect: Rect, on canvas: inout Canvas) {
        let (text, ink): (SafeText, StyleRole) =
            if let problem = form.problem {
                (problem.text, .noticeWarning)
            } else if form.hasWarnedUnsaved {
                (language.safe(FormPhrase.unsaved), .noticeWarning)
            } else {
                (fields.indices.contains(form.index) ? fields[form.index].help : .empty, .overlayDisabled)
            }
        for (row, range) in text.rows(width: rect.size.columns).prefix(rect.size.rows).enumerated() {
            let place = Point(column: rect.origin.column, row: rect.origin.row + row)
            canvas.draw(text.glyphs[range], at: place, paint: Paint(ground: .overlay, ink: ink))
        }
    }
}

/// Draws one field's content.
private struct FieldDrawing {
    let content: FormContent
    let language: Language
    let hasCursor: Bool

    func draw(in rect: Rect, on canvas: inout Canvas) {
        let first = rect.splitTop(1).top
        switch content {
        case .singleLine(let editor): draw(editor, in: first, on: &canvas)
        case .secret(let editor):
            // One dot per character, to show that a key was received.
            let count = editor.text.count
            draw(TextEditor(String(repeating: "•", count: count), .oneLine), in: first, on: &canvas)
        case .multiLine(let editor): drawLines(editor, in: rect, on: &canvas)
        case .choice(let choice): drawChoice(choice, in: first, on: &canvas)
        case .selection(let selection): drawSelection(selection, in: rect, on: &canvas)
        case .flag(let isSet):
            let word = language.safe(isSet ? FormPhrase.yes : .no)
            let sign: SafeText = isSet ? "[x] " : "[ ] "
            drawValue(sign + word, in: first, on: &canvas)
        case .readOnly(let text):
            var line = LineWriter(first, ground: .overlay)
            line.add(text, .overlay, on: &canvas)
        }
    }

    private func draw(_ editor: TextEditor, in rect: Rect, on canvas: inout Canvas) {
        let cursor = canvas.cursor
        drawField(editor, in: rect, on: &canvas)
        if !hasCursor { canvas.cursor = cursor }
    }

    private func drawLines(_ editor: TextEditor, in rect: Rect, on canvas: inout Canvas) {
        let paint = Paint(ground: .field, ink: .field)
        canvas.fill(rect, paint)
        let frame = editor.frame(width: rect.size.columns, height: rect.size.rows)
        for (row, glyphs) in frame.rows.enumerated() {
            let place = Point(column: rect.origin.column, row: rect.origin.row + row)
            canvas.draw(glyphs, at: place, width: rect.size.columns, paint: paint)
        }
        guard hasCursor else { return }
        canvas.cursor = Point(
            column: rect.origin.column + frame.cursorColumn,
            row: rect.origin.row + frame.cursorRow
        )
    }

    private func drawValue(_ text: SafeText, in rect: Rect, on canvas: inout Canvas) {
        if hasCursor { drawCursorLine(rect, on: &canvas) }
        var line = LineWriter(rect, ground: hasCursor ? .overlaySelected : .overlay)
        line.add(text, .overlay, on: &canvas)
    }

    private func drawChoice(_ choice: FormChoice, in rect: Rect, on canvas: inout Canvas) {
        let value = choice.values.indices.contains(choice.index) ? choice.values[choice.index] : .empty
        drawValue(hasCursor ? "‹ " + value + " ›" : value, in: rect, on: &canvas)
    }

    private func drawSelection(_ selection: FormSelection, in rect: Rect, on canvas: inout Canvas) {
        let (summary, list) = rect.splitTop(1)
        var line = LineWriter(summary, ground: .overlay)
        line.add(selection.summary.isEmpty ? "–" : selection.summary, .overlay, on: &canvas)
        guard hasCursor else { return }
        let values = Array(selection.values.enumerated())
        drawList(values, cursor: selection.index, in: list, on: &canvas) { value, rect, ground, canvas in
            var line = LineWriter(rect, ground: ground)
            let isChosen = selection.chosen.contains(value.offset)
            line.add(isChosen ? "[x]" : "[ ]", isChosen ? .accent : .overlayDisabled, on: &canvas)
            line.add(value.element, .overlay, gap: 1, on: &canvas)
        }
    }
}
