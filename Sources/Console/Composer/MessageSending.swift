import Domain
import Text

/// From the composer to the queue, and what the server made of it.
extension State {
    /// Puts the text on the queue; it shows in the thread at once, as on its way.
    mutating func enqueueMessage(waitingForGuest waits: Bool, using generator: inout some RandomNumberGenerator)
        -> [Effect]
    {
        guard let writing = composer, let open = thread else { return [] }
        guard !writing.editor.isBlank else {
            showNotice(ComposerPhrase.nothingToSend)
            return []
        }
        let command: Command = writing.kind == .reply ? .reply : .note
        if let obstacle = CommandTable.entry(of: command).flatMap({ disabledReason(for: $0) }) {
            showNotice(obstacle, severity: .warning)
            return []
        }
        let missing = writing.kind == .reply ? ReplyTemplate(writing.editor.text).places : []
        guard missing.isEmpty else {
            showNotice(
                CannedReplyPhrase.stillToFillIn(
                    missing.map { SafeText(UntrustedText($0)).plain }.joined(separator: " ")
                ),
                severity: .warning
            )
            return []
        }
        guard open.unseen == 0 else { return warnUnseenMessages(open.unseen) }
        let message = OutgoingMessage(
            id: Identifier(using: &generator),
            conversation: writing.conversation,
            body: writing.editor.text,
            isInternal: writing.kind == .note,
            // Those that are on their way come before it.
            expectedSequence: open.seenUpTo + Int64(queuedMessages(to: open).count),
            waitsForGuest: waits && writing.kind == .reply
        )
        queue.append(message)
        thread?.offset = 0
        clearDraft(of: writing.conversation)
        layOutThread()
        if connection != .live { showNotice(OutcomePhrase.willBeSent) }
        return [.enqueue(message), .deleteDraft(writing.conversation)]
    }

    /// The thread moved since the writer last saw it: its end is shown, and sending again sends.
    private mutating func warnUnseenMessages(_ unseen: Int64) -> [Effect] {
        showNotice(ComposerPhrase.threadMoved(unseen), severity: .warning)
        let effects = showLatest()
        if let open = thread { thread?.seenUpTo += open.unseen }
        return effects
    }

    mutating func handleOutcome(_ event: Event) -> [Effect] {
        switch event {
        case .messageStored(let message, let receipt):
            return handleStored(message, receipt)
        case .messageRefused(let message, let failure):
            return returnToDraft(message, after: failure)
        case .changeCompleted(let change, let id, let result):
            return handleChangeResult(change, on: id, result)
        case .input, .clockTicked, .refreshTimerFired, .connectionChanged, .signedIn, .signInWithoutUser, .inboxRead,
            .presenceResponse, .countersRead, .tagsRead, .messagesFound, .conversationRead, .threadRead, .panelRead,
            .recordsResponse, .auditRead, .conversationsChanged, .conversationsRead, .assignmentResponse,
            .cannedRepliesResponse,
            .slaResponse, .viewsResponse, .peopleResponse, .mergingResponse, .restored, .editorClosed,
            .draftSaveFailed, .noticed:
            return []
        }
    }

    /// The message is stored. It stays on the screen until the thread has read it, so that it never flickers away.
    private mutating func handleStored(_ message: OutgoingMessage, _ receipt: MessageReceipt) -> [Effect] {
        queue.removeAll { $0.id == message.id }
        // "It goes out when the line is back" is no longer true.
        if queue.isEmpty, notice?.severity == .info { notice = nil }
        guard let open = thread, open.conversation.contains(message.conversation) else { return refreshList() }
        thread?.storedPending.append(message)
        if receipt.sequence == open.seenUpTo + 1 { thread?.seenUpTo = receipt.sequence }
        return [thread?.readLast(), .readConversation(open.conversation.id)].compactMap { $0 } + refreshList()
    }

    /// The text goes back to where it can be changed: into the draft, behind what came back before it and in front of
    /// anything written since. In its thread one can go on writing at once; in the list no key may end in the text.
    private mutating func returnToDraft(_ message: OutgoingMessage, after failure: Failure) -> [Effect] {
        queue.removeAll { $0.id == message.id }
        let draft = draft(withReturned: message)
        drafts[message.conversation] = draft
        showNotice(OutcomePhrase.messageReturned(failure), severity: .warning)
        guard let open = thread?.conversation, open.contains(message.conversation) else { return [.saveDraft(draft)] }
        if case .discard = overlay { overlay = nil }
        loadDraft(draft)
        if focus == .thread { focus = .composer }
        layOutThread()
        return [.saveDraft(draft)] + [thread?.refresh(), .readConversation(open.id)].compactMap { $0 }
    }

    /// The draft of a conversation with a message that came back.
    private mutating func draft(withReturned message: OutgoingMessage) -> Draft {
        let id = message.conversation
        var kept = Draft(conversation: id, kind: message.isInternal ? .note : .reply, text: message.body)
        guard let written = drafts[id] else {
            returnedTexts[id] = kept.text
            return kept
        }
        var since = written
        if let earlier = returnedTexts[id], written.text.hasPrefix(earlier) {
            kept = Draft(conversation: id, kind: written.kind, text: earlier).appending(kept)
            since.text = String(written.text.dropFirst(earlier.count).drop { $0 == "\n" })
        }
        returnedTexts[id] = kept.text
        return kept.appending(since)
    }

    mutating func refreshList() -> [Effect] {
        [inbox.refresh(), readCounters()].compactMap { $0 }
    }
}
