import Domain

/// What the server made of a change that a person asked for.
extension State {
    /// Says what became of it. What was changed is known at once, before the rows are read again: the next key may
    /// depend on it, as tags on a conversation that was just claimed.
    mutating func handleChangeResult(
        _ change: Change,
        on id: Identifier<Conversation>,
        _ result: Result<Void, Failure>
    ) -> [Effect] {
        if case .state = change, case .failure(.refused(.outdated)) = result { return showNewGuestMessage(in: id) }
        switch result {
        case .failure(let failure):
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
        case .success:
            showNotice(change.outcome)
            applyLocally(change, to: id)
        }
        let thread: [Effect] = self.thread?.conversation.id == id ? [.readConversation(id)] : []
        return thread + refreshList()
    }

    /// The guest wrote since: that is shown where the thread is open, and read wherever it is.
    private mutating func showNewGuestMessage(in id: Identifier<Conversation>) -> [Effect] {
        showNotice(OutcomePhrase.guestWrote, severity: .warning)
        guard thread?.conversation.id == id else { return refreshList() }
        return showLatest() + [.readConversation(id)] + refreshList()
    }

    private mutating func applyLocally(_ change: Change, to id: Identifier<Conversation>) {
        if var open = thread?.conversation, open.id == id {
            open.apply(change, by: user)
            thread?.row = ConversationRow(open)
        }
        inbox.change(id) { $0.apply(change, by: user) }
    }
}

extension Conversation {
    /// Makes it what a change leaves.
    fileprivate mutating func apply(_ change: Change, by user: CurrentUser?) {
        switch change {
        case .claim:
            assignee = user?.id
            assigneeName = user?.name
        case .release:
            assignee = nil
            assigneeName = nil
        case .state(let state): self.state = state
        case .priority(let priority): self.priority = priority
        case .tags(let tags): self.tags = tags.map { UntrustedText($0) }
        }
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
