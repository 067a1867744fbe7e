import Domain

/// What the console asks the server for in merging conversations.
package enum MergingRequest: Sendable, Hashable {
    /// All conversations of a guest.
    case readGuestConversations(of: Identifier<Guest>)
    /// Showing conversations in the thread of another.
    case merge([Identifier<Conversation>], into: Identifier<Conversation>)
    /// Letting them show by themselves again.
    case unmerge([Identifier<Conversation>], from: Identifier<Conversation>)
    /// Which number a message has in its thread by now.
    case readSequence(of: Identifier<Message>)

    /// The answer where it couldn't be done.
    package func response(for failure: Failure) -> MergingResponse {
        switch self {
        case .readGuestConversations(let guest): .guestConversationsRead(of: guest, .failure(failure))
        case .merge(let members, let head): .merged(members, into: head, .failure(failure))
        case .unmerge(let members, let head): .unmerged(members, from: head, .failure(failure))
        case .readSequence(let message): .sequenceRead(of: message, .failure(failure))
        }
    }
}

/// What the server answered.
package enum MergingResponse: Sendable {
    /// All conversations of a guest, newest first.
    case guestConversationsRead(of: Identifier<Guest>, Result<[GuestConversation], Failure>)
    /// Conversations were merged, or weren't.
    case merged([Identifier<Conversation>], into: Identifier<Conversation>, Result<Void, Failure>)
    /// They were taken out again, or weren't.
    case unmerged([Identifier<Conversation>], from: Identifier<Conversation>, Result<Void, Failure>)
    /// The number of a message; nil where it is out of sight.
    case sequenceRead(of: Identifier<Message>, Result<Int64?, Failure>)
}

/// A merging, or a taking apart, that a key takes back for some seconds.
package struct UndoableMerge: Sendable, Hashable {
    /// What takes it back.
    var request: MergingRequest
    /// Until when, by this machine's clock.
    var undoUntil: Timestamp
    /// What was done.
    var summary: MergingPhrase
}
