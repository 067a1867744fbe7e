import Domain
import Text

/// From the composer to the queue, and what the server made of it.
extension State {
    /// Puts the text on the queue; it shows in the thread at once, as on its way.
    mutating func send(andWait waits: Bool, using generator: inout some RandomNumberGenerator) -> [Effect] {
        guard let writing = composer, let open = thread else { return [] }
        guard !writing.editor.isBlank else {
            say(ComposerPhrase.nothingToSend)
            return []
        }
        let command: Command = writing.kind == .reply ? .reply : .note
        if let obstacle = CommandTable.entry(of: command).flatMap({ obstacle(to: $0) }) {
            say(obstacle, .warning)
            return []
        }
        let missing = writing.kind == .reply ? ReplyTemplate(writing.editor.text).places : []
        guard missing.isEmpty else {
            say(
                ReplyPhrase.stillToFillIn(missing.map { SafeText(UntrustedText($0)).plain }.joined(separator: " ")),
                .warning
            )
            return []
        }
        guard open.unseen == 0 else { return stopSending(before: open.unseen) }
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
        forgetDraft(of: writing.conversation)
        layOutThread()
        if connection != .live { say(OutcomePhrase.willBeSent) }
        return [.enqueue(message), .dropDraft(writing.conversation)]
    }

    /// The thread moved since the writer last saw it: its end is shown, and sending again sends.
    private mutating func stopSending(before unseen: Int64) -> [Effect] {
        say(ComposerPhrase.threadMoved(unseen), .warning)
        let effects = showLatest()
        if let open = thread { thread?.seenUpTo += open.unseen }
        return effects
    }

    mutating func takeOutcome(_ event: Event) -> [Effect] {
        switch event {
        case .messageStored(let message, let receipt):
            return settle(message, receipt)
        case .messageRefused(let message, let failure):
            return takeBack(message, failure)
        case .changeAnswered(let change, let id, let result):
            return takeChange(change, on: id, result)
        case .input, .clockTicked, .catchUpFell, .connectionChanged, .identified, .identityMissing, .inboxRead,
            .presence, .countersRead, .tagsRead, .messagesFound, .conversationRead, .threadRead, .panelRead,
            .recordsAnswered, .auditRead, .conversationsAnnounced, .conversationsRead, .steered, .repliesAnswered,
            .answerTimesAnswered, .viewsAnswered, .peopleAnswered, .mergingAnswered, .restored, .editorClosed,
            .keepingFailed, .noticed:
            return []
        }
    }

    /// The message is stored. It stays on the screen until the thread has read it, so that it never flickers away.
    private mutating func settle(_ message: OutgoingMessage, _ receipt: MessageReceipt) -> [Effect] {
        queue.removeAll { $0.id == message.id }
        // "It goes out when the line is back" is no longer true.
        if queue.isEmpty, notice?.weight == .news { notice = nil }
        guard let open = thread, open.conversation.shows(message.conversation) else { return refreshList() }
        thread?.settling.append(message)
        if receipt.sequence == open.seenUpTo + 1 { thread?.seenUpTo = receipt.sequence }
        return [thread?.readLast(), .readConversation(open.conversation.id)].compactMap { $0 } + refreshList()
    }

    /// The text goes back to where it can be changed: into the draft, behind what came back before it and in front of
    /// anything written since. In its thread one can go on writing at once; in the list no key may end in the text.
    private mutating func takeBack(_ message: OutgoingMessage, _ failure: Failure) -> [Effect] {
        queue.removeAll { $0.id == message.id }
        let draft = merge(message)
        drafts[message.conversation] = draft
        say(OutcomePhrase.messageCameBack(failure), .warning)
        guard let open = thread?.conversation, open.shows(message.conversation) else { return [.keepDraft(draft)] }
        if case .discard = overlay { overlay = nil }
        resume(draft)
        if focus == .thread { focus = .composer }
        layOutThread()
        return [.keepDraft(draft)] + [thread?.catchUp(), .readConversation(open.id)].compactMap { $0 }
    }

    /// The draft of a conversation with a message that came back.
    private mutating func merge(_ message: OutgoingMessage) -> Draft {
        let id = message.conversation
        var kept = Draft(conversation: id, kind: message.isInternal ? .note : .reply, text: message.body)
        guard let written = drafts[id] else {
            cameBack[id] = kept.text
            return kept
        }
        var since = written
        if let earlier = cameBack[id], written.text.hasPrefix(earlier) {
            kept = Draft(conversation: id, kind: written.kind, text: earlier).followed(by: kept)
            since.text = String(written.text.dropFirst(earlier.count).drop { $0 == "\n" })
        }
        cameBack[id] = kept.text
        return kept.followed(by: since)
    }

    mutating func refreshList() -> [Effect] {
        [inbox.refresh(), readCounters()].compactMap { $0 }
    }
}
