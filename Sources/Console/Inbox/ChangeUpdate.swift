import Domain

/// What the server made of a change that a person asked for.
extension State {
    /// Says what became of it. What was changed is known at once, before the rows are read again: the next key may
    /// depend on it, as tags on a conversation that was just claimed.
    mutating func takeChange(
        _ change: Change,
        on id: Identifier<Conversation>,
        _ result: Result<Void, Failure>
    ) -> [Effect] {
        switch result {
        case .failure(let failure):
            say(OutcomePhrase.failed(failure), .warning)
        case .success:
            say(change.outcome)
            note(change, on: id)
        }
        let thread: [Effect] = self.thread?.conversation.id == id ? [.readConversation(id)] : []
        return thread + refreshList()
    }

    private mutating func note(_ change: Change, on id: Identifier<Conversation>) {
        if let open = thread?.conversation, open.id == id {
            thread?.row = ConversationRow(open.after(change, by: reader))
        }
        guard let index = inbox.rows.firstIndex(where: { $0.conversation.id == id }) else { return }
        inbox.rows[index] = ConversationRow(inbox.rows[index].conversation.after(change, by: reader))
    }
}

extension Conversation {
    /// The conversation as a change leaves it.
    fileprivate func after(_ change: Change, by reader: Reader?) -> Conversation {
        var changed = self
        switch change {
        case .claim:
            changed.assignee = reader?.id
            changed.assigneeName = reader?.name
        case .release:
            changed.assignee = nil
            changed.assigneeName = nil
        case .state(let state): changed.state = state
        case .priority(let priority): changed.priority = priority
        case .tags(let tags): changed.tags = tags.map { UntrustedText($0) }
        }
        return changed
    }
}

extension Change {
    /// What to say when it was made.
    var outcome: OutcomePhrase {
        switch self {
        case .claim: .claimed
        case .release: .released
        case .state(let state): .stateChanged(state)
        case .priority(let priority): .priorityChanged(priority)
        case .tags: .tagsChanged
        }
    }
}
