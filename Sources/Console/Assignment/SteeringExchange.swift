import Domain
import Text

/// What the console asks the server for in steering the desk.
package enum AssignmentRequest: Sendable, Hashable {
    /// Whom conversations can be given to.
    case readColleagues
    /// Whose a conversation was.
    case readAssignmentHistory(Identifier<Conversation>)
    /// Whatever waits most urgently, of these zones or of all.
    case claimNext(zones: [Int16])
    /// Passing a conversation on.
    case transfer(TransferRequest)
    /// Changing one or many.
    case change(BulkChangeRequest)
    /// Taking such a change back.
    case undo(Identifier<Batch>, of: BulkChangeRequest)

    /// The answer where it couldn't be done.
    package func response(for failure: Failure) -> AssignmentResponse {
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

/// What the server answered.
package enum AssignmentResponse: Sendable {
    /// Whom conversations can be given to, by name.
    case colleaguesRead(Result<[Colleague], Failure>)
    /// Whose a conversation was, newest first.
    case assignmentHistoryRead(Identifier<Conversation>, Result<[AssignmentEntry], Failure>)
    /// The conversation that was taken; nil where nothing waits.
    case nextClaimed(Result<Identifier<Conversation>?, Failure>)
    /// A conversation was passed on, or wasn't.
    case transferred(TransferRequest, Result<Void, Failure>)
    /// What came of a change.
    case changed(BulkChangeRequest, Result<BulkReport, Failure>)
    /// What came of taking it back.
    case undone(BulkChangeRequest, Result<BulkReport, Failure>)
}

/// A conversation to be passed on, as the person saw it.
package struct TransferRequest: Sendable, Hashable {
    /// Which.
    package var conversation: Identifier<Conversation>
    /// To whom.
    package var target: TransferTarget
    /// Their name, for the outcome.
    package var name: SafeText
    /// Why; 1 to 500 characters.
    package var reason: String
    /// Its count of assignments then.
    package var assignVersion: Int32
    /// Whose it was then; nil for nobody's.
    package var assignee: Identifier<Person>?
}

/// A change of one or many conversations.
package struct BulkChangeRequest: Sendable, Hashable {
    /// On which it is made.
    package enum Target: Sendable, Hashable {
        /// On these.
        case items([BulkItem])
        /// On everything that matches and has no message after that moment.
        case allMatching(InboxQuery, upTo: Timestamp)
    }

    /// What is changed.
    package var change: BulkChange
    /// On which.
    package var target: Target
    /// Why, for the history; nil where nobody said.
    package var reason: String?
    /// The new assignee's name; empty for other changes.
    package var name: SafeText = .empty
    /// Whether it was asked for on the one conversation that had the focus.
    package var isSingle = false
}
