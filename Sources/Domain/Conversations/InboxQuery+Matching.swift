extension InboxQuery {
    /// Whether it shows a conversation that the user sees, which lies in that zone: 0 is the common queue, nil a zone that
    /// nobody knows. What it is narrowed by isn't on a conversation's row, and isn't asked.
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
