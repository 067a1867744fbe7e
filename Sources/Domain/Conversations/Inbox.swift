/// The sort order of the inbox.
package enum InboxOrder: String, Sendable, Hashable, CaseIterable {
    /// By priority; within one, the latest message first.
    case priority
    /// Latest message first.
    case activity
    /// Most urgent first, the default: those that owe an answer by their deadline, so that late ones come first; then open
    /// ones that owe none, by priority and then the one without a message for longest; then finished ones, latest
    /// message first.
    case deadline
}

/// A filter on the assignee.
package enum InboxAssignment: String, Sendable, Hashable, CaseIterable {
    /// Any assignee or none.
    case anyone
    /// Assigned to the current user.
    case mine
    /// Unassigned.
    case unassigned = "nobody"
}

/// The filter and sort order of the inbox.
package struct InboxQuery: Sendable, Hashable {
    /// The states to include; never empty.
    package var states: [ConversationState]
    /// The priorities to include; empty for all.
    package var priorities: [Priority]
    /// The zone numbers to include; empty for all.
    package var zones: [Int16]
    /// The assignee filter.
    package var assignment: InboxAssignment
    /// Further filters; the counters and unfiltered pages don't support them.
    package var filters: InboxFilters
    /// The sort order.
    package var order: InboxOrder

    /// Creates a query from its parts.
    package init(
        states: [ConversationState] = ConversationState.open,
        priorities: [Priority] = [],
        zones: [Int16] = [],
        assignment: InboxAssignment = .anyone,
        filters: InboxFilters = InboxFilters(),
        order: InboxOrder = .deadline
    ) {
        self.states = states
        self.priorities = priorities
        self.zones = zones
        self.assignment = assignment
        self.filters = filters
        self.order = order
    }
}

/// A keyset cursor: the sort values of a row of the inbox.
package struct InboxCursor: Sendable, Hashable {
    /// The row's priority.
    package var priority: Priority
    /// The time of its last message.
    package var lastMessageAt: Timestamp
    /// Its deadline; nil if none.
    package var answerDueAt: Timestamp?
    /// Whether the row's conversation is open.
    package var isOpen: Bool
    /// The row's conversation.
    package var id: Identifier<Conversation>

    /// Creates the cursor of a row.
    package init(_ conversation: Conversation) {
        priority = conversation.priority
        isOpen = conversation.state.isOpen
        lastMessageAt = conversation.lastMessageAt
        answerDueAt = conversation.replyDueAt
        id = conversation.id
    }
}

/// A page of the inbox.
package enum InboxPosition: Sendable, Hashable {
    /// The first page.
    case first
    /// The page after a cursor.
    case after(InboxCursor)
    /// The page before a cursor, in the inbox's order.
    case before(InboxCursor)
    /// The last page, in the inbox's order.
    case last
}

extension InboxOrder {
    /// Whether `left` sorts before `right`. Matches the database's order, so that rows can be merged on the client.
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
            case (nil, nil) where left.state.isOpen != right.state.isOpen: left.state.isOpen
            case (nil, nil) where !left.state.isOpen:
                (left.lastMessageAt, left.id) > (right.lastMessageAt, right.id)
            case (nil, nil) where left.priority != right.priority: left.priority > right.priority
            case (nil, nil): (left.lastMessageAt, left.id) < (right.lastMessageAt, right.id)
            }
        }
    }
}

extension Timestamp {
    /// Later than any event.
    package static let endOfTime = Self(microseconds: .max)
    /// Earlier than any event.
    package static let beginningOfTime = Self(microseconds: .min)
}

/// A page of a thread.
package enum ThreadPosition: Sendable, Hashable {
    /// The last page.
    case last
    /// The messages before a sequence number.
    case before(Int64)
    /// The messages after a sequence number.
    case after(Int64)
}
