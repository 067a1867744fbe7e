extension InboxQuery {
    /// Whether the query matches a conversation in a zone (0 for the common queue, nil if unknown). Ignores `filters`,
    /// whose values aren't part of the row.
    package func matches(_ conversation: Conversation, in zone: Int16?, for user: Identifier<Person>?) -> Bool {
        states.contains(conversation.state) && (priorities.isEmpty || priorities.contains(conversation.priority))
            && (zones.isEmpty || zone.map { zones.contains($0) } ?? false) && assignment.shows(conversation, to: user)
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
