/// The order of the inbox.
package enum InboxOrder: String, Sendable, Hashable, CaseIterable {
    /// Most urgent first, within a priority the latest first.
    case priority
    /// The latest message first.
    case activity
    /// The answer that is due next first; then those that owe none, the latest message first.
    case deadline
}

/// Whose conversations the inbox shows.
package enum InboxAssignment: String, Sendable, Hashable, CaseIterable {
    /// Everybody's and nobody's.
    case anyone
    /// The user's own.
    case mine
    /// Nobody's.
    case unassigned = "nobody"
}

/// Which conversations the inbox shows, and in which order.
package struct InboxQuery: Sendable, Hashable {
    /// The states chosen; never empty.
    package var states: [ConversationState]
    /// The priorities chosen; empty for all.
    package var priorities: [Priority]
    /// The numbers of the zones chosen; empty for all.
    package var zones: [Int16]
    /// Whose.
    package var assignment: InboxAssignment
    /// What else is asked of them; counters and the plain pages know nothing of it.
    package var filters: InboxFilters
    /// In which order.
    package var order: InboxOrder

    /// A query from its parts.
    package init(
        states: [ConversationState] = ConversationState.open,
        priorities: [Priority] = [],
        zones: [Int16] = [],
        assignment: InboxAssignment = .anyone,
        narrowing: InboxFilters = InboxFilters(),
        order: InboxOrder = .priority
    ) {
        self.states = states
        self.priorities = priorities
        self.zones = zones
        self.assignment = assignment
        self.filters = narrowing
        self.order = order
    }
}

/// A place between two rows of the inbox, by the values that order it.
package struct InboxCursor: Sendable, Hashable {
    /// The priority of the row at the place.
    package var priority: Priority
    /// Its last activity.
    package var lastMessageAt: Timestamp
    /// When its answer is due; nil for never.
    package var answerDueAt: Timestamp?
    /// The row itself.
    package var id: Identifier<Conversation>

    /// The place of a row.
    package init(_ conversation: Conversation) {
        priority = conversation.priority
        lastMessageAt = conversation.lastMessageAt
        answerDueAt = conversation.replyDueAt
        id = conversation.id
    }
}

/// Which page of the inbox to read.
package enum InboxPosition: Sendable, Hashable {
    /// The first rows.
    case first
    /// The rows that follow a place.
    case after(InboxCursor)
    /// The rows before a place, still in the inbox's order.
    case before(InboxCursor)
    /// The last rows, still in the inbox's order.
    case last
}

extension InboxOrder {
    /// Whether `left` stands before `right`; the database's order, so that rows can be merged here.
    package func precedes(_ left: Conversation, _ right: Conversation) -> Bool {
        switch self {
        case .priority:
            (left.priority, left.lastMessageAt, left.id) > (right.priority, right.lastMessageAt, right.id)
        case .activity:
            (left.lastMessageAt, left.id) > (right.lastMessageAt, right.id)
        case .deadline:
            switch (left.replyDueAt, right.replyDueAt) {
            case (let left?, let right?) where left != right: left < right
            case (_?, _?): left.id < right.id
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): (left.lastMessageAt, left.id) > (right.lastMessageAt, right.id)
            }
        }
    }
}

extension Timestamp {
    /// Later than anything that happens.
    package static let endOfTime = Self(microseconds: .max)
    /// Earlier than anything that happens.
    package static let beginningOfTime = Self(microseconds: .min)
}

/// Which part of a thread to read.
package enum ThreadPosition: Sendable, Hashable {
    /// The last messages.
    case last
    /// The messages before a number.
    case before(Int64)
    /// The messages after a number.
    case after(Int64)
}
