/// Something that happened to a conversation beside its messages.
package struct TimelineEntry: Sendable, Hashable {
    /// What happened.
    package enum Event: Sendable, Hashable {
        /// It was assigned, claimed, released or transferred; the state and priority that this changed too.
        case assignment(AssignmentAction, from: Assignee, to: Assignee, reason: UntrustedText?, ConversationStep)
        /// Its state or priority changed.
        case change(ConversationStep)
        /// A conversation on this channel was merged with it, or taken out again.
        case merge(Channel), unmerge(Channel)
        /// An answer was due, and came later or has not come.
        case late
    }

    /// When it happened.
    package var at: Timestamp
    /// Tells it from other entries of the same moment, and orders them.
    package var key: String
    /// What happened.
    package var event: Event
    /// Who did it; nil if no person did.
    package var actor: Identifier<Person>?
    /// Their name; nil if the current user may not see it.
    package var actorName: UntrustedText?

    /// Creates an entry from its columns.
    package init(
        at: Timestamp,
        key: String,
        event: Event,
        actor: Identifier<Person>? = nil,
        actorName: UntrustedText? = nil
    ) {
        self.at = at
        self.key = key
        self.event = event
        self.actor = actor
        self.actorName = actorName
    }
}

/// A step of a conversation from one state or priority to another.
package struct ConversationStep: Sendable, Hashable {
    /// A value before and after.
    package struct Values<Value: Sendable & Hashable>: Sendable, Hashable {
        /// The value before.
        package var from: Value
        /// The value after.
        package var to: Value

        /// Creates a pair; nil if either value is.
        package init?(from: Value?, to: Value?) {
            guard let from, let to else { return nil }
            self.from = from
            self.to = to
        }
    }

    /// The state before and after; nil if it stayed.
    package var state: Values<ConversationState>?
    /// The priority before and after; nil if it stayed.
    package var priority: Values<Priority>?

    /// Creates a step.
    package init(state: Values<ConversationState>? = nil, priority: Values<Priority>? = nil) {
        self.state = state
        self.priority = priority
    }
}
