import Domain
import Text

/// The requests of merging conversations.
package enum MergingRequest: Sendable, Hashable {
    /// Reads all conversations of a guest.
    case readGuestConversations(of: Identifier<Guest>)
    /// Merges conversations into the thread of another.
    case merge([Identifier<Conversation>], into: Identifier<Conversation>)
    /// Unmerges conversations from a thread.
    case unmerge([Identifier<Conversation>], from: Identifier<Conversation>)
    /// Reads a message's current sequence number in its thread.
    case readSequence(of: Identifier<Message>)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> MergingEvent {
        switch self {
        case .readGuestConversations(let guest): .guestConversationsRead(of: guest, .failure(failure))
        case .merge(let members, let head): .merged(members, into: head, .failure(failure))
        case .unmerge(let members, let head): .unmerged(members, from: head, .failure(failure))
        case .readSequence(let message): .sequenceRead(of: message, .failure(failure))
        }
    }
}

/// The responses to `MergingRequest`.
package enum MergingEvent: Sendable {
    /// All conversations of a guest, newest first.
    case guestConversationsRead(of: Identifier<Guest>, Result<[GuestConversation], Failure>)
    /// The result of merging conversations.
    case merged([Identifier<Conversation>], into: Identifier<Conversation>, Result<Void, Failure>)
    /// The result of unmerging conversations.
    case unmerged([Identifier<Conversation>], from: Identifier<Conversation>, Result<Void, Failure>)
    /// A message's sequence number in its thread; nil if the message isn't visible.
    case sequenceRead(of: Identifier<Message>, Result<Int64?, Failure>)
}

/// A merge or unmerge that can still be undone.
package struct UndoableMerge: Sendable, Hashable {
    /// The request that undoes it.
    var request: MergingRequest
    /// When the undo expires, by this machine's clock.
    var undoUntil: Timestamp
    /// Whose conversations they are; nil if unknown here.
    var guest: SafeText?
    /// What was done.
    var summary: MergingPhrase
}
