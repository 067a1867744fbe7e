import Domain
import Screen
import Text

/// Picker of a template for a guest who can't be sent free text now.
package struct TemplatePicker: Overlay {
    package var parent: (any Overlay)?
    /// Whom it goes to.
    let recipient: TemplateRecipient
    /// The guest's name; empty if unknown.
    let guest: SafeText
    /// The ids of the message to write.
    let ids: NewMessageIDs
    /// The failed message that is sent again; nil for a new one.
    var resends: Identifier<Message>?
    /// The templates; nil until read.
    var templates: [MessageTemplate]?
    /// Index of the template under the cursor.
    var index = 0

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key == .enter else {
            var page = self
            page.index = max(0, min(index + key.step, (templates?.count ?? 0) - 1))
            return state.present(page)
        }
        guard let templates, templates.indices.contains(index) else { return [] }
        return state.present(TemplateForm(templates[index], from: self, state.language))
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let inside = drawBox(
            language.safe(OutreachPhrase.templateTo(guest)),
            language.safe(OutreachPhrase.templatesHint),
            columns: 70,
            rows: min(18, canvas.size.rows - 6),
            on: &canvas
        )
        guard let templates, !templates.isEmpty else {
            let phrase: any Phrase = templates == nil ? ChromePhrase.loading : OutreachPhrase.noTemplates
            return drawPlaceholder(language.safe(phrase), in: inside, on: &canvas)
        }
        let (list, preview) = inside.splitTop(min(templates.count, inside.size.rows / 2))
        drawList(templates, cursor: index, in: list, on: &canvas) { template, rect, ground, canvas in
            var line = LineWriter(rect, ground: ground)
            line.addRight(SafeText(UntrustedText(template.language)), .overlayDisabled, gap: 1, on: &canvas)
            line.add(SafeText(template.name), .overlay, on: &canvas)
        }
        guard templates.indices.contains(index) else { return }
        drawText(SafeLines(templates[index].body), in: preview.inset(top: 1), on: &canvas)
    }
}

/// Draws a text wrapped in a box, as far as it fits.
private func drawText(_ text: SafeLines, in rect: Rect, on canvas: inout Canvas) {
    for (row, range) in text.rows(width: max(1, rect.size.columns)).prefix(rect.size.rows).enumerated() {
        canvas.draw(
            text[range],
            at: Point(column: rect.origin.column, row: rect.origin.row + row),
            width: rect.size.columns,
            paint: Paint(.overlay)
        )
    }
}
