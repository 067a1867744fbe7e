import Domain
import Text

/// Sending a failed reply again.
extension State {
    /// The last reply of the open thread that failed; nil if there is none, or something was sent since.
    var failedMessage: Message? { failedEntry?.message }

    /// That reply as the thread shows it.
    var failedEntry: ThreadEntry? {
        guard thread?.conversation.failedSince != nil else { return nil }
        return thread?.entries.last { $0.message.delivery == .failed }
    }

    /// Sends the last failed reply again, on its own channel; it can be taken back like any reply.
    mutating func resendFailed(using generator: inout some RandomNumberGenerator) -> [Effect] {
        guard let failed = failedMessage, let open = thread else {
            showNotice(OutcomePhrase.nothingFailed, about: thread?.conversation)
            return []
        }
        let ids = NewMessageIDs(using: &generator)
        return resend(failed, in: failed.conversation ?? open.conversation.id, ids: ids)
    }

    /// Puts a failed reply into the send queue again, for one of the guest's conversations.
    mutating func resend(
        _ failed: Message,
        in conversation: Identifier<Conversation>,
        ids: NewMessageIDs
    ) -> [Effect] {
        guard !queue.contains(where: { $0.resends == failed.id }) else { return [] }
        let message = OutgoingMessage(
            id: ids.message,
            conversation: conversation,
            body: failed.content.original,
            isInternal: false,
            expectedSequence: nil,
            resends: failed.id
        )
        queue.append(message)
        recordUndoable(message, withdrawal: ids.withdrawal)
        thread?.offset = 0
        layOutThread()
        return [.composer(.enqueue(message))]
    }
}
