import Domain
import Text

/// What the console asks the server for in steering the desk.
package enum SteeringRequest: Sendable, Hashable {
    /// Whom conversations can be given to.
    case readColleagues
    /// Whose a conversation was.
    case readHistory(Identifier<Conversation>)
    /// Whatever waits most urgently, of these zones or of all.
    case takeNext(zones: [Int16])
    /// Passing a conversation on.
    case transfer(TransferOrder)
    /// Changing one or many.
    case change(BulkOrder)
    /// Taking such a change back.
    case undo(Identifier<Batch>, of: BulkOrder)

    /// The answer where it couldn't be done.
    package func failed(_ failure: Failure) -> SteeringAnswer {
        switch self {
        case .readColleagues: .colleaguesRead(.failure(failure))
        case .readHistory(let id): .historyRead(id, .failure(failure))
        case .takeNext: .nextTaken(.failure(failure))
        case .transfer(let order): .transferred(order, .failure(failure))
        case .change(let order): .changed(order, .failure(failure))
        case .undo(_, let order): .undone(order, .failure(failure))
        }
    }
}

/// What the server answered.
package enum SteeringAnswer: Sendable {
    /// Whom conversations can be given to, by name.
    case colleaguesRead(Result<[Colleague], Failure>)
    /// Whose a conversation was, newest first.
    case historyRead(Identifier<Conversation>, Result<[AssignmentEntry], Failure>)
    /// The conversation that was taken; nil where nothing waits.
    case nextTaken(Result<Identifier<Conversation>?, Failure>)
    /// A conversation was passed on, or wasn't.
    case transferred(TransferOrder, Result<Void, Failure>)
    /// What came of a change.
    case changed(BulkOrder, Result<BulkReport, Failure>)
    /// What came of taking it back.
    case undone(BulkOrder, Result<BulkReport, Failure>)
}

/// A conversation to be passed on, as the person saw it.
package struct TransferOrder: Sendable, Hashable {
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
package struct BulkOrder: Sendable, Hashable {
    /// On which it is made.
    package enum Target: Sendable, Hashable {
        /// On these.
        case these([BulkItem])
        /// On everything that matches and has no message after that moment.
        case everything(InboxQuery, upTo: Timestamp)
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
