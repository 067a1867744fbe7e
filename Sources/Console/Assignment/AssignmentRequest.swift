import Domain
import Text

/// Request about assignments or bulk changes.
package enum AssignmentRequest: Sendable, Hashable {
    /// Read the colleagues whom conversations can be assigned to.
    case readColleagues
    /// Read a conversation's assignment history.
    case readAssignmentHistory(Identifier<Conversation>)
    /// Claim the most urgent waiting conversation in these zones; in all zones if empty.
    case claimNext(zones: [Int16])
    /// Transfer a conversation.
    case transfer(TransferRequest)
    /// Change one or many conversations.
    case change(BulkChangeRequest)
    /// Undo such a change.
    case undo(Identifier<Batch>, of: BulkChangeRequest)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> AssignmentEvent {
        switch self {
        case .readColleagues: .colleaguesRead(.failure(failure))
        case .readAssignmentHistory(let id): .assignmentHistoryRead(id, .failure(failure))
        case .claimNext: .nextClaimed(.failure(failure))
        case .transfer(let order): .transferred(order, .failure(failure))
        case .change(let order): .changed(order, .failure(failure))
        case .undo(_, let order): .undone(order, .failure(failure))
        }
    }
}

/// Response to an `AssignmentRequest`.
package enum AssignmentEvent: Sendable {
    /// The colleagues whom conversations can be assigned to, by name.
    case colleaguesRead(Result<[Colleague], Failure>)
    /// A conversation's assignment history, newest first.
    case assignmentHistoryRead(Identifier<Conversation>, Result<[AssignmentEntry], Failure>)
    /// The claimed conversation; nil if none is waiting.
    case nextClaimed(Result<Identifier<Conversation>?, Failure>)
    /// A transfer succeeded or failed.
    case transferred(TransferRequest, Result<Void, Failure>)
    /// The result of a change.
    case changed(BulkChangeRequest, Result<BulkReport, Failure>)
    /// The result of an undo.
    case undone(BulkChangeRequest, Result<BulkReport, Failure>)
}

/// Transfer of a conversation, as the user saw it.
package struct TransferRequest: Sendable, Hashable {
    /// The conversation.
    package var conversation: Identifier<Conversation>
    /// The new assignee: a person or a role.
    package var target: TransferTarget
    /// The target's name, for the notice.
    package var name: SafeText
    /// The reason; 1 to 500 characters.
    package var reason: String
    /// The assignment version that the user saw.
    package var assignVersion: Int32
    /// The assignee that the user saw; nil if unassigned.
    package var assignee: Identifier<Person>?
}

/// Change of one or many conversations.
package struct BulkChangeRequest: Sendable, Hashable {
    /// The conversations to change.
    package enum Target: Sendable, Hashable {
        /// On these.
        case items([BulkItem])
        /// Everything that matches and has no message after this moment.
        case allMatching(InboxQuery, upTo: Timestamp)
    }

    /// The change.
    package var change: BulkChange
    /// The conversations to change.
    package var target: Target
    /// The reason, for the history; nil if none was given.
    package var reason: String?
    /// The new assignee's name; empty for other changes.
    package var name: SafeText = .empty
    /// Whether the change was requested for the focused conversation alone.
    package var isSingle = false
}
