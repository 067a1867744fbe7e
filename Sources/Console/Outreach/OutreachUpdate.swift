import Domain
import Text

/// Writing to a guest first, on another channel, or with a template.
extension State {
    /// Lists where the guest of the focused conversation can be written to.
    mutating func chooseChannel(using generator: inout some RandomNumberGenerator) -> [Effect] {
        guard let row = focusedRow, let guest = row.conversation.guest else { return [] }
        let page = ChannelsPage(
            guest: GuestName(id: guest, name: row.guest),
            origin: row.conversation.id,
            ids: NewMessageIDs(using: &generator)
        )
        return present(page) + [.outreach(.readChannels(of: guest))]
    }

    /// Lists the templates for the reply being written, where WhatsApp takes no free text any more.
    mutating func chooseTemplate(using generator: inout some RandomNumberGenerator) -> [Effect] {
        guard let writing = composer, let open = thread else { return [] }
        let recipient = TemplateRecipient.conversation(writing.conversation)
        let picker = TemplatePicker(
            recipient: recipient,
            guest: open.row.guest,
            ids: NewMessageIDs(using: &generator)
        )
        return present(picker) + [.outreach(.readTemplates(recipient))]
    }

    /// Whether the text being written is a reply that WhatsApp takes as a template only.
    var needsTemplate: Bool {
        guard let writing = composer, writing.kind == .reply, let open = thread else { return false }
        let part = open.conversation.part(writing.conversation) ?? open.conversation.latestPart
        return open.messagingWindow(of: part, at: now)?.isClosed == true
    }

    mutating func handle(_ event: OutreachEvent) -> [Effect] {
        switch event {
        case .channelsRead(let guest, let result):
            guard var page = overlay(of: ChannelsPage.self), page.guest.id == guest else { return [] }
            switch result {
            case .success(let channels):
                page.channels = channels
                overlay = page
            case .failure(let failure):
                dismiss(page)
                showNotice(OutcomePhrase.failed(failure), severity: .warning)
            }
            return []
        case .templatesRead(let recipient, let result):
            guard var picker = overlay(of: TemplatePicker.self), picker.recipient == recipient else { return [] }
            switch result {
            case .success(let templates):
                picker.templates = templates
                overlay = picker
            case .failure(let failure):
                dismiss(picker)
                showNotice(OutcomePhrase.failed(failure), severity: .warning)
            }
            return []
        case .started(let request, let result): return handleStarted(request, result)
        }
    }

    /// Opens the conversation that was written in; the message can be taken back like any reply.
    private mutating func handleStarted(
        _ request: StartRequest,
        _ result: Result<Identifier<Conversation>, Failure>
    ) -> [Effect] {
        switch result {
        case .failure(let failure):
            if let form = overlay(of: StartForm.self), form.form.isSending {
                overlay = form.rejected(with: language.safe(OutcomePhrase.failed(failure)))
            } else if let form = overlay(of: TemplateForm.self), form.form.isSending {
                overlay = form.rejected(with: language.safe(OutcomePhrase.failed(failure)))
            } else {
                showNotice(OutcomePhrase.failed(failure), severity: .warning)
            }
            return []
        case .success(let conversation):
            if overlay is StartForm || overlay is TemplateForm { overlay = nil }
            let message = OutgoingMessage(
                id: request.ids.message,
                conversation: conversation,
                body: request.text,
                isInternal: false,
                expectedSequence: nil
            )
            recordUndoable(message, withdrawal: request.ids.withdrawal, to: request.guest.name)
            jump = Jump(conversation: conversation, sequence: nil)
            return startUndoTime(of: message.id) + [.thread(.readConversation(conversation))] + inbox.reread(at: now)
        }
    }
}
