import Domain
import Screen
import Text

/// Where a guest can be written to: Enter opens the conversation there, or begins one; a failed reply can be sent again
/// there.
package struct ChannelsPage: Overlay {
    /// The guest.
    let guest: GuestName
    /// The conversation that it was opened from.
    let origin: Identifier<Conversation>
    /// The ids of the message to write.
    let ids: NewMessageIDs
    /// The channels; nil until read.
    var channels: [GuestChannel]?
    /// Index of the channel under the cursor.
    var index = 0

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard let channels, channels.indices.contains(index) else { return [] }
        switch key {
        case .enter: return open(channels[index], resending: nil, in: &state)
        case .character("F"):
            guard let failed = state.failedMessage else {
                state.showNotice(OutcomePhrase.nothingFailed)
                return []
            }
            return resend(failed, on: channels[index], in: &state)
        default:
            var page = self
            page.index = max(0, min(index + key.step, channels.count - 1))
            return state.present(page)
        }
    }

    /// Opens the conversation on a channel, or the form that begins one.
    private func open(_ channel: GuestChannel, resending failed: Message?, in state: inout State) -> [Effect] {
        if let conversation = channel.conversation {
            state.overlay = nil
            guard state.thread?.conversation.contains(conversation) != true else { return [] }
            state.jump = Jump(conversation: conversation, sequence: nil)
            return [.thread(.readConversation(conversation))]
        }
        guard channel.channel == .whatsapp else {
            return state.present(StartForm(to: channel, from: self, resending: failed, state.language))
        }
        let recipient = TemplateRecipient.channel(channel, of: guest)
        let picker = TemplatePicker(
            parent: self,
            recipient: recipient,
            guest: guest.name,
            ids: ids,
            resends: failed?.id
        )
        return state.present(picker) + [.outreach(.readTemplates(recipient))]
    }

    /// Sends a failed reply again on a channel: in the conversation there, or as the first message of one.
    private func resend(_ failed: Message, on channel: GuestChannel, in state: inout State) -> [Effect] {
        guard let conversation = channel.conversation else { return open(channel, resending: failed, in: &state) }
        state.overlay = nil
        return state.resend(failed, in: conversation, ids: ids)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let inside = drawBox(
            language.safe(OutreachPhrase.writeTo(guest.name)),
            language.safe(state.failedMessage == nil ? OutreachPhrase.channelsHint : .channelsHintResending),
            columns: 70,
            rows: min(max(1, channels?.count ?? 1), 12),
            on: &canvas
        )
        guard let channels, !channels.isEmpty else {
            let phrase: any Phrase = channels == nil ? ChromePhrase.loading : OutreachPhrase.noChannels
            return drawPlaceholder(language.safe(phrase), in: inside, on: &canvas)
        }
        drawList(channels, cursor: index, in: inside, on: &canvas) { channel, rect, ground, canvas in
            var line = LineWriter(rect, ground: ground)
            let state = channel.conversation == nil ? OutreachPhrase.none : .openConversation
            line.addRight(language.safe(state), .overlayDisabled, gap: 2, on: &canvas)
            if !channel.isVerified {
                line.addRight(language.safe(PanelPhrase.unverified), .warning, gap: 2, on: &canvas)
            }
            line.skipRight(2)
            line.add(language.safe(ConversationPhrase.channel(channel.channel)), .overlayTitle, width: 10, on: &canvas)
            line.skip(max(0, rect.origin.column + 11 - line.left))
            line.add(SafeText(channel.address), .overlay, on: &canvas)
            line.add(SafeText(channel.account), .overlayDisabled, gap: 2, on: &canvas)
        }
    }
}
