import Domain

/// Request to send messages and keep drafts.
package enum ComposerRequest: Sendable, Hashable {
    /// Append a message to the send queue on disk, and send it once connected.
    case enqueue(OutgoingMessage)
    /// Save a draft to disk.
    case saveDraft(Draft)
    /// Delete a draft from disk.
    case deleteDraft(Identifier<Conversation>)
    /// Open a draft in the user's external editor.
    case editExternally(Draft)
}

extension ComposerEvent {
    /// The conversation that a message was stored in or withdrawn from; nil for other events.
    package var changedConversation: Identifier<Conversation>? {
        switch self {
        case .messageStored(let message, _), .messageWithdrawn(let message): message.conversation
        case .messageRefused, .withdrawalRefused, .restored, .editorClosed, .draftSaveFailed: nil
        }
    }
}

/// What happened to messages and drafts.
package enum ComposerEvent: Sendable {
    /// A queued message was stored.
    case messageStored(OutgoingMessage, MessageReceipt)
    /// A queued message was permanently refused and has left the queue.
    case messageRefused(OutgoingMessage, Failure)
    /// A message was taken back: it never left.
    case messageWithdrawn(OutgoingMessage)
    /// A message couldn't be taken back.
    case withdrawalRefused(OutgoingMessage, Failure)
    /// Drafts and queued messages left by an earlier run.
    case restored(drafts: [Draft], queue: [OutgoingMessage])
    /// The external editor returned this text; nil if it failed or changed nothing.
    case editorClosed(Draft?)
    /// A draft or message couldn't be saved to disk, with the system's reason.
    case draftSaveFailed(String)
}
