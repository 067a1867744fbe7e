import Domain
import Screen
import Text

/// The form that fills a template's variables and sends it.
package struct TemplateForm: FormOverlay {
    package enum Name: Sendable, Hashable { case text(Int), value(Int) }

    package var parent: (any Overlay)?
    package var sends: Bool { true }
    package var form: Form<Name>
    private let picker: TemplatePicker
    private let template: MessageTemplate

    init(_ template: MessageTemplate, from picker: TemplatePicker, _ language: Language) {
        parent = picker
        self.picker = picker
        self.template = template
        let body = SafeLines(template.body)
        let rows = body.rows(width: 52).prefix(8).enumerated().map { row, range in
            (
                name: Name.text(row),
                field: FormField(
                    row == 0 ? language.safe(OutreachPhrase.text) : .empty,
                    .readOnly(SafeText(trusted: String(body[range])))
                )
            )
        }
        let values = (0..<template.variableCount).map { index in
            (
                name: Name.value(index),
                field: FormField(
                    SafeText(trusted: "{{\(index + 1)}}"),
                    .line(""),
                    help: language.safe(OutreachPhrase.valueHelp)
                )
            )
        }
        form = Form(rows + values)
    }

    package func title(in language: Language) -> SafeText { language.safe(OutreachPhrase.templateTo(picker.guest)) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        let values = (0..<template.variableCount).map { form.text(.value($0)) }
        if let index = values.firstIndex(where: { !MessageTemplate.accepts($0) }) {
            throw FormProblem(.value(index), state.language.safe(OutreachPhrase.valueHelp))
        }
        let filled = FilledTemplate(id: template.id, values: values)
        let text = template.text(filledWith: values)
        switch picker.recipient {
        case .conversation(let id):
            let message = OutgoingMessage(
                id: picker.ids.message,
                conversation: id,
                body: text,
                isInternal: false,
                expectedSequence: nil,
                template: filled
            )
            return [.composer(.enqueue(message))]
        case .channel(let channel, let guest):
            let request = StartRequest(
                ids: picker.ids,
                guest: guest,
                channel: channel,
                opening: .template(template.id, values: values),
                text: text,
                resends: picker.resends
            )
            return [.outreach(.start(request))]
        }
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key == .enter || key == .control("S") else {
            guard !form.isSending else { return [] }
            var page = self
            page.form.handleKey(key)
            return state.present(page)
        }
        guard !form.isSending else { return [] }
        var page = self
        do throws(FormProblem<Name>) {
            let effects = try submitEffects(in: state)
            page.form.markSending()
            state.overlay = page
            return effects + state.followTemplate(effects, picker.ids)
        } catch {
            page.form.reject(with: error)
            return state.present(page)
        }
    }
}

extension State {
    /// Shows a template that goes into an open conversation as being sent, like any reply, and closes its form.
    fileprivate mutating func followTemplate(_ effects: [Effect], _ ids: NewMessageIDs) -> [Effect] {
        guard case .composer(.enqueue(let message))? = effects.first else { return [] }
        overlay = nil
        queue.append(message)
        recordUndoable(message, withdrawal: ids.withdrawal)
        thread?.offset = 0
        focus = .thread
        if composer?.editor.isBlank == true { composer = nil }
        layOutThread()
        return []
    }
}
