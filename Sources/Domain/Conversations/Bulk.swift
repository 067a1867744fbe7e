/// A change of many conversations with one report; it exists only as an identifier, by which it is undone.
package enum Batch {}

/// What is done to many conversations at once.
package enum BulkChange: Sendable, Hashable {
    /// They become that person's, with everybody else's hands off them.
    case assign(Identifier<Person>)
    /// They are spread over the agents of their zones, each to whom the rule suggests; none stays with who has it.
    case distribute(SuggestionRule)
    /// They go back to the queue.
    case release
    /// They press that much.
    case priority(Priority)
    /// These tags are put on them, beside those they have.
    case addTags([String])
    /// These tags are taken off them.
    case removeTags([String])
    /// They get that state, by hand.
    case state(ConversationState)
}

/// A conversation among many, as the person who marked it saw it.
package struct BulkItem: Sendable, Hashable {
    /// Which.
    package var id: Identifier<Conversation>
    /// Its count of assignments then. Assigning, releasing and changing the state leave alone what moved since.
    package var assignVersion: Int32
    /// The number of its last message then. What finishes conversations leaves alone those where the guest wrote since.
    package var lastSequence: Int64

    /// A marked conversation; without a last message nobody asks what the guest wrote since.
    package init(id: Identifier<Conversation>, assignVersion: Int32, lastSequence: Int64 = .max) {
        self.id = id
        self.assignVersion = assignVersion
        self.lastSequence = lastSequence
    }

    /// A row of the inbox.
    package init(_ conversation: Conversation) {
        self.init(
            id: conversation.id,
            assignVersion: conversation.assignVersion,
            lastSequence: conversation.lastSequence
        )
    }
}

/// Why a conversation was left as it is.
package enum BulkSkipReason: String, Sendable, Hashable, CaseIterable {
    /// Somebody else changed it in the meantime.
    case changedMeanwhile = "moved"
    /// The guest wrote in the meantime, and the change would finish it.
    case guestWrote = "guest_wrote"
    /// Its state doesn't allow it, or it would have too many tags.
    case illegalTransition = "illegal"
    /// It is archived, and so read-only.
    case archived
    /// It isn't there, or not for the user.
    case notFound = "not_found"
    /// It is so already.
    case unchanged = "already"
    /// The person may not take it.
    case notAllowed = "not_allowed"
    /// Its zone has no agent but the one who has it.
    case noAgent = "no_agent"
}

/// A conversation that was left as it is.
package struct SkippedConversation: Sendable, Hashable {
    /// Which.
    package var id: Identifier<Conversation>
    /// Whose it is now; nil for nobody's.
    package var assignee: Identifier<Person>?
    /// Their name; nil where nobody's or unknown.
    package var assigneeName: UntrustedText?

    /// A conversation from its columns.
    package init(id: Identifier<Conversation>, assignee: Identifier<Person>?, assigneeName: UntrustedText?) {
        self.id = id
        self.assignee = assignee
        self.assigneeName = assigneeName
    }
}

/// Conversations that were left as they are for one reason.
package struct BulkSkip: Sendable, Hashable {
    /// Why.
    package var reason: BulkSkipReason
    /// How many.
    package var count: Int64
    /// The first 200 of them, by id.
    package var conversations: [SkippedConversation]

    /// Skipped conversations of one reason.
    package init(reason: BulkSkipReason, count: Int64, conversations: [SkippedConversation]) {
        self.reason = reason
        self.count = count
        self.conversations = conversations
    }
}

/// What somebody got of conversations that were spread.
package struct BulkShare: Sendable, Hashable {
    /// Who.
    package var person: Identifier<Person>
    /// Their name; nil where the profile has none.
    package var name: UntrustedText?
    /// How many.
    package var count: Int64

    /// A share from its columns.
    package init(person: Identifier<Person>, name: UntrustedText?, count: Int64) {
        self.person = person
        self.name = name
        self.count = count
    }
}

/// What came of a change of many conversations, or of undoing one.
package struct BulkReport: Sendable, Hashable {
    /// By which the change is undone.
    package var batch: Identifier<Batch>
    /// How many were changed.
    package var changedCount: Int64
    /// Those that were not, by reason; empty where all were.
    package var skipped: [BulkSkip]
    /// How many more match the filter, beyond the limit; 0 for chosen ones.
    package var remainingCount: Int64
    /// Until when it can be undone, by the server's clock; nil where nothing was changed, and for an undoing.
    package var undoUntil: Timestamp?
    /// Who got how many of what was spread, the most first; empty for every other change.
    package var shares: [BulkShare]

    /// A report from its parts.
    package init(
        batch: Identifier<Batch>,
        done: Int64,
        skipped: [BulkSkip],
        beyondLimit: Int64,
        undoUntil: Timestamp?,
        shares: [BulkShare] = []
    ) {
        self.shares = shares
        self.batch = batch
        self.changedCount = done
        self.skipped = skipped
        self.remainingCount = beyondLimit
        self.undoUntil = undoUntil
    }
}
