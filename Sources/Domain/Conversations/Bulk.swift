/// A bulk change; exists only as the type of the identifier that undoes it.
package enum Batch {}

/// A change to many conversations at once.
package enum BulkChange: Sendable, Hashable {
    /// Assigns them to a person, in place of any current assignee.
    case assign(Identifier<Person>)
    /// Distributes them over the agents of their zones by the suggestion rule; none stays with its current assignee.
    case distribute(SuggestionRule)
    /// Releases them to the queue.
    case release
    /// Sets their priority.
    case priority(Priority)
    /// Adds these tags.
    case addTags([String])
    /// Removes these tags.
    case removeTags([String])
    /// Sets their state manually.
    case state(ConversationState)
}

/// A marked conversation, as the current user saw it.
package struct BulkItem: Sendable, Hashable {
    /// The conversation's id.
    package var id: Identifier<Conversation>
    /// The assignment version seen. Assigning, releasing and state changes skip conversations whose version differs.
    package var assignVersion: Int32
    /// The sequence number of the last message seen. A change that finishes a conversation skips it if the guest has
    /// written since.
    package var lastSequence: Int64

    /// Creates an item; the default `lastSequence` disables the check for newer guest messages.
    package init(id: Identifier<Conversation>, assignVersion: Int32, lastSequence: Int64 = .max) {
        self.id = id
        self.assignVersion = assignVersion
        self.lastSequence = lastSequence
    }

    /// Creates an item from an inbox row.
    package init(_ conversation: Conversation) {
        self.init(
            id: conversation.id,
            assignVersion: conversation.assignVersion,
            lastSequence: conversation.lastSequence
        )
    }
}

/// Why a conversation was skipped.
package enum BulkSkipReason: String, Sendable, Hashable, CaseIterable {
    /// Someone else changed it in the meantime.
    case changedMeanwhile = "moved"
    /// The guest has written in the meantime, and the change would finish the conversation.
    case guestWrote = "guest_wrote"
    /// Its state doesn't allow the change, or it would exceed the tag limit.
    case illegalTransition = "illegal"
    /// It is archived, and so read-only.
    case archived
    /// It doesn't exist or isn't visible to the current user.
    case notFound = "not_found"
    /// It already has the requested value.
    case unchanged = "already"
    /// The target person may not be assigned it.
    case notAllowed = "not_allowed"
    /// Its zone has no agent other than the current assignee.
    case noAgent = "no_agent"
}

/// A skipped conversation.
package struct SkippedConversation: Sendable, Hashable {
    /// The conversation's id.
    package var id: Identifier<Conversation>
    /// The current assignee; nil if unassigned.
    package var assignee: Identifier<Person>?
    /// The assignee's name; nil if unassigned or unknown.
    package var assigneeName: UntrustedText?

    /// Creates a conversation from its columns.
    package init(id: Identifier<Conversation>, assignee: Identifier<Person>?, assigneeName: UntrustedText?) {
        self.id = id
        self.assignee = assignee
        self.assigneeName = assigneeName
    }
}

/// The conversations skipped for one reason.
package struct BulkSkip: Sendable, Hashable {
    /// The reason.
    package var reason: BulkSkipReason
    /// The number of skipped conversations.
    package var count: Int64
    /// The first 200 of them, by id.
    package var conversations: [SkippedConversation]

    /// Creates the skips of one reason.
    package init(reason: BulkSkipReason, count: Int64, conversations: [SkippedConversation]) {
        self.reason = reason
        self.count = count
        self.conversations = conversations
    }
}

/// One person's share of a distribution.
package struct BulkShare: Sendable, Hashable {
    /// The person's id.
    package var person: Identifier<Person>
    /// Their name; nil if the profile has none.
    package var name: UntrustedText?
    /// The number of conversations assigned to them.
    package var count: Int64

    /// Creates a share from its columns.
    package init(person: Identifier<Person>, name: UntrustedText?, count: Int64) {
        self.person = person
        self.name = name
        self.count = count
    }
}

/// The result of a bulk change or of its undo.
package struct BulkReport: Sendable, Hashable {
    /// The id that undoes the change.
    package var batch: Identifier<Batch>
    /// The number of conversations changed.
    package var changedCount: Int64
    /// The conversations skipped, by reason; empty if all were changed.
    package var skipped: [BulkSkip]
    /// The number of further matches beyond the limit; 0 for an explicit selection.
    package var remainingCount: Int64
    /// The undo deadline by the server's clock; nil if nothing changed, and for an undo.
    package var undoUntil: Timestamp?
    /// The shares of a distribution, largest first; empty for any other change.
    package var shares: [BulkShare]

    /// Creates a report from its parts.
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
