import Domain
import Text

/// What the console knows of steering the desk.
package struct AssignmentState: Sendable {
    /// What is marked in the list.
    package var marks = Marks()
    /// Which agent of a zone is suggested.
    package var rule = SuggestionRule.leastLoaded
    /// What came of the last change of many, or of undoing it; nil before there was one.
    package var lastOutcome: BulkOutcome?
    /// A merging that can be taken back; nil where the last change was another.
    var undoableMerge: UndoableMerge?
    /// Whether one is being taken back.
    var isUndoingMerge = false
    /// How many changes, undoing included, have no answer yet. What can be undone isn't sure until they have.
    var pendingChangeCount = 0
    /// Whether a conversation of the queue was asked for and isn't here yet.
    var isClaimingNext = false
    /// The conversation that was just taken from the queue and is about to be opened.
    var openingClaimed: Identifier<Conversation>?
}

/// What came of a change, for the last line and for those who ask why.
package struct BulkOutcome: Sendable {
    /// What was to be done.
    package let request: BulkChangeRequest
    /// What was.
    package let report: BulkReport
    /// Whether it was the undoing of that.
    package let isUndoing: Bool
    /// Until when it can be undone, by this machine's clock; nil where it can't.
    package var undoUntil: Timestamp?
    /// The guests of those that were left as they are, as far as the list knew them.
    let guests: [Identifier<Conversation>: SafeText]

    /// How many were left as they are.
    var skipped: Int64 { report.skipped.reduce(0) { $0 + $1.count } }

    /// Whether there is more to say than the last line has room for.
    var hasDetails: Bool { skipped > 0 || report.shares.count > 1 }
}
