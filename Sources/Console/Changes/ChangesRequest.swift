import Domain

/// Request to change one conversation.
package enum ChangesRequest: Sendable, Hashable {
    /// Make a change. `assignee` is the assignee that the user saw, nil if unassigned; `seen` is the number of the last
    /// message that the user saw.
    case change(Change, on: Identifier<Conversation>, assignee: Identifier<Person>?, seen: Int64)
    /// Take back a change.
    case undo(UndoStep)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> ChangesEvent {
        switch self {
        case .change(let change, let id, _, _): .completed(change, on: id, .failure(failure))
        case .undo(let step): .undone(step, .failure(failure))
        }
    }
}

/// Result of changing one conversation.
package enum ChangesEvent: Sendable {
    /// A change succeeded or failed.
    case completed(Change, on: Identifier<Conversation>, Result<Void, Failure>)
    /// A change was taken back, or couldn't be.
    case undone(UndoStep, Result<Void, Failure>)
}

/// Change of a conversation that the user requests.
package enum Change: Sendable, Hashable {
    case claim
    case release
    case state(ConversationState)
    case priority(Priority)
    case tags([String])
}
