/// What a person can take back for some seconds, by its label in the database.
package enum UndoableAction: String, Sendable, Hashable, CaseIterable {
    /// A reply to the guest.
    case reply
    /// An internal note.
    case note
    /// A change of the state.
    case state
    /// A change of the priority.
    case priority
    /// A change of the tags.
    case tags
    /// Claiming a conversation.
    case claim
    /// Claiming the most urgent conversation.
    case takeNext = "take_next"
    /// Releasing a conversation.
    case release
    /// Transferring a conversation.
    case transfer
}
