import Domain

/// Changing a conversation, and the server's response.
extension State {
    /// Requests a change to the focused conversation.
    func requestChange(_ change: Change) -> [Effect] {
        focusedConversation.map { requestChange(change, on: $0) } ?? []
    }

    func requestChange(_ change: Change, on conversation: Conversation) -> [Effect] {
        [
            .changes(
                .change(change, on: conversation.id, assignee: conversation.assignee, seen: conversation.lastSequence)
            )
        ]
    }

    mutating func handle(_ event: ChangesEvent) -> [Effect] {
        switch event {
        case .completed(let change, let id, let result): handleChangeResult(change, on: id, result)
        case .undone(let step, let result): handleUndone(step, result)
        }
    }

    /// Shows the outcome and applies the change locally at once, ahead of the reread: the next key may depend on it,
    /// such as tagging a conversation just claimed.
    private mutating func handleChangeResult(
        _ change: Change,
        on id: Identifier<Conversation>,
        _ result: Result<Void, Failure>
    ) -> [Effect] {
        if case .state = change, case .failure(.refused(.outdated)) = result { return showNewGuestMessage(in: id) }
        var undo: [Effect] = []
        switch result {
        case .failure(let failure):
            showNotice(OutcomePhrase.failed(failure), about: known(id), severity: .warning)
        case .success:
            showNotice(change.outcome, about: known(id))
            undo = recordUndoable(change.undoable, in: id, summary: change.outcome)
            applyLocally(change, to: id)
        }
        let thread: [Effect] = self.thread?.conversation.id == id ? [.thread(.readConversation(id))] : []
        return undo + thread + readTimeline(after: change, of: id) + inbox.reread(at: now)
    }

    /// Rereads the timeline of the open conversation, whose row already has the change.
    private mutating func readTimeline(after change: Change, of id: Identifier<Conversation>) -> [Effect] {
        guard thread?.conversation.id == id else { return [] }
        switch change {
        case .state, .priority: return [thread?.timeline.readLatest(of: id)].compactMap { $0 }
        case .claim, .release, .tags: return []
        }
    }

    /// Handles a change refused because the guest has written since: shows the new message if the thread is open, and
    /// rereads the list in any case.
    private mutating func showNewGuestMessage(in id: Identifier<Conversation>) -> [Effect] {
        showNotice(OutcomePhrase.guestWrote, about: known(id), severity: .warning)
        guard thread?.conversation.id == id else { return inbox.reread(at: now) }
        return showLatest() + [.thread(.readConversation(id))] + inbox.reread(at: now)
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
    /// Applies a change made by the user given.
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
    /// The notice shown once the change is made.
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
