import Domain
import Text

/// State of marks, assignments and bulk changes.
package struct AssignmentState: Sendable {
    /// The conversations marked in the list.
    package var marks = Marks()
    /// The rule that picks the suggested agent of a zone.
    package var rule = SuggestionRule.leastLoaded
    /// The outcome of the last bulk change or its undo; nil before the first.
    package var lastOutcome: BulkOutcome?
    /// The last merge, if it can be undone; nil if the last change was another one.
    var undoableMerge: UndoableMerge?
    /// Whether the undo of a merge is pending.
    var isUndoingMerge = false
    /// Changes and undos without a response; until they have one, what can be undone is unknown.
    var pendingChangeCount = 0
    /// Whether claiming the next conversation is pending.
    var isClaimingNext = false
    /// The conversation just claimed from the queue, to be opened once its row is read.
    var openingClaimed: Identifier<Conversation>?
}

/// Outcome of a bulk change, for the footer and the list of skipped conversations.
package struct BulkOutcome: Sendable {
    /// The request.
    package let request: BulkChangeRequest
    /// The server's report.
    package let report: BulkReport
    /// Whether this is the outcome of undoing the request.
    package let isUndoing: Bool
    /// The local time until which it can be undone; nil if it can't.
    package var undoUntil: Timestamp?
    /// Names of the guests of skipped conversations, and of the only one, as far as they were loaded.
    let guests: [Identifier<Conversation>: SafeText]

    /// How many conversations were skipped.
    var skipped: Int64 { report.skipped.reduce(0) { $0 + $1.count } }

    /// Whether there are details that don't fit in the footer.
    var hasDetails: Bool { skipped > 0 || report.shares.count > 1 }
}
