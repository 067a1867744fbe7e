import Domain

/// From the composer to the queue, and what the server made of it.
extension State {
    /// Puts the text on the queue; it shows in the thread at once, as on its way.
    mutating func send(andWait waits: Bool, using generator: inout some RandomNumberGenerator) -> [Effect] {
        guard let writing = composer, let open = thread else { return [] }
        guard !writing.editor.isBlank else {
            say(ComposerPhrase.nothingToSend)
            return []
        }
        if writing.kind == .reply, let obstacle = CommandTable.entry(of: .reply).flatMap({ obstacle(to: $0) }) {
            say(obstacle, .warning)
            return []
        }
        // What is on the screen has been seen; what came while the writer was scrolled up has not.
        let seen = open.offset == 0 ? max(writing.seenUpTo, open.lastSequence) : writing.seenUpTo
        guard seen >= open.lastSequence else {
            composer?.movedBy = open.lastSequence - seen
            composer?.seenUpTo = open.lastSequence
            scrollThread(by: -open.offset)
            return []
        }
        let message = OutgoingMessage(
            id: Identifier(using: &generator),
            conversation: writing.conversation,
            body: writing.editor.text,
            isInternal: writing.kind == .note,
            expectedSequence: seen,
            waitsForGuest: waits && writing.kind == .reply
        )
        queue.append(message)
        drafts[writing.conversation] = nil
        composer = nil
        focus = .thread
        thread?.offset = 0
        layOutThread()
        if connection != .live { say(OutcomePhrase.willBeSent) }
        return [.enqueue(message), .dropDraft(writing.conversation)]
    }

    mutating func takeOutcome(_ event: Event) -> [Effect] {
        switch event {
        case .messageStored(let message, _):
            return settle(message)
        case .messageRefused(let message, let failure):
            return takeBack(message, failure)
        case .changeAnswered(let change, let id, let result):
            return takeChange(change, on: id, result)
        case .input, .clockTicked, .catchUpFell, .connectionChanged, .identified, .identityMissing, .inboxRead,
            .countersRead, .conversationRead, .threadRead, .panelRead, .conversationAnnounced, .restored,
            .editorClosed, .keepingFailed, .noticed:
            return []
        }
    }

    /// The message is stored. It leaves the queue when the thread has read it, so that it never flickers away.
    private mutating func settle(_ message: OutgoingMessage) -> [Effect] {
        queue.removeAll { $0.id == message.id }
        // "It goes out when the line is back" is no longer true.
        if queue.isEmpty, notice?.weight == .news { notice = nil }
        guard thread?.conversation.id == message.conversation else { return refreshList() }
        thread?.reading = nil
        return [thread?.readLast(), .readConversation(message.conversation)].compactMap { $0 } + refreshList()
    }

    /// The text goes back to where it can be changed: into the draft, before anything written since.
    private mutating func takeBack(_ message: OutgoingMessage, _ failure: Failure) -> [Effect] {
        queue.removeAll { $0.id == message.id }
        var draft = Draft(
            conversation: message.conversation,
            kind: message.isInternal ? .note : .reply,
            text: message.body
        )
        if let written = drafts[message.conversation], !written.text.isEmpty { draft.text += "\n\n" + written.text }
        drafts[message.conversation] = draft
        say(OutcomePhrase.messageCameBack(failure), .warning)
        var effects: [Effect] = [.keepDraft(draft)]
        if thread?.conversation.id == message.conversation {
            resume(draft)
            focus = .composer
            layOutThread()
            effects += [thread?.catchUp(), .readConversation(message.conversation)].compactMap { $0 }
        }
        return effects
    }

    private mutating func refreshList() -> [Effect] {
        [inbox.refresh(), readCounters()].compactMap { $0 }
    }

    private mutating func takeChange(
        _ change: Change,
        on id: Identifier<Conversation>,
        _ result: Result<Void, Failure>
    ) -> [Effect] {
        switch result {
        case .failure(let failure): say(OutcomePhrase.failed(failure), .warning)
        case .success: say(change.outcome)
        }
        let thread: [Effect] = self.thread?.conversation.id == id ? [.readConversation(id)] : []
        return thread + refreshList()
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
