extension InboxQuery {
    /// Whether the query matches a conversation in a zone (0 for the common queue, nil if unknown). Of `filters`, compares only
    /// what the row itself tells.
    package func matches(_ conversation: Conversation, in zone: Int16?, for user: Identifier<Person>?) -> Bool {
        states.contains(conversation.state) && (priorities.isEmpty || priorities.contains(conversation.priority))
            && (zones.isEmpty || zone.map { zones.contains($0) } ?? false) && assignment.shows(conversation, to: user)
            && filters.conditions.allSatisfy { $0.holds(for: conversation) ?? true }
    }
}

extension InboxFilters {
    /// Whether a conversation's row alone tells whether it matches.
    package var isDecidedByRow: Bool {
        var others = self
        others.conditions = []
        return others.isEmpty && conditions.allSatisfy(\.isDecidedByRow)
    }
}

extension QueryCondition {
    /// Whether a conversation's row alone tells whether the condition holds.
    fileprivate var isDecidedByRow: Bool { field == .channel || field == .phase }

    /// Whether it holds for a row; nil if the row doesn't tell.
    fileprivate func holds(for row: Conversation) -> Bool? {
        switch field {
        case .channel: values.contains(row.channel.label) != isNegated
        case .phase: values.contains(row.journeyPhase) != isNegated
        case .assignee, .unread, .late, .due, .language, .role, .after, .before, .guest, .property: nil
        }
    }
}

extension InboxAssignment {
    fileprivate func shows(_ conversation: Conversation, to user: Identifier<Person>?) -> Bool {
        switch self {
        case .anyone: true
        case .mine: conversation.assignee != nil && conversation.assignee == user
        case .unassigned: conversation.assignee == nil
        }
    }
}
