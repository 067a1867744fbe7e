import Domain
import Text

/// Sending: from the composer to the send queue, and the server's response.
extension State {
    /// Appends the text to the send queue; the thread shows it at once as being sent.
    mutating func enqueueMessage(waitingForGuest waits: Bool, using generator: inout some RandomNumberGenerator)
        -> [Effect]
    {
        guard let writing = composer, let open = thread else { return [] }
        guard !writing.editor.isBlank else {
            showNotice(ComposerPhrase.nothingToSend)
            return []
        }
        let command: Command = .composer(writing.kind == .reply ? .reply : .note)
        if let obstacle = CommandTable.entry(of: command).flatMap({ disabledReason(for: $0) }) {
            showNotice(obstacle, about: open.conversation, severity: .warning)
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
            // Messages queued earlier are numbered before it.
            expectedSequence: open.seenUpTo + Int64(queuedMessages(to: open).count),
            waitsForGuest: waits && writing.kind == .reply
        )
        let withdrawal: Identifier<Message> = Identifier(using: &generator)
        if let colleague = presence.typing[open.conversation.id] {
            return present(
                SendQuestion(message: message, withdrawal: withdrawal, colleague: colleague, guest: open.row.guest)
            )
        }
        return commit(message, withdrawal: withdrawal)
    }

    /// Puts the text into the send queue and closes the composer.
    mutating func commit(_ message: OutgoingMessage, withdrawal: Identifier<Message>) -> [Effect] {
        queue.append(message)
        recordUndoable(message, withdrawal: withdrawal)
        thread?.offset = 0
        clearDraft(of: message.conversation)
        layOutThread()
        if connection != .live { showNotice(OutcomePhrase.willBeSent, about: thread?.conversation) }
        return [.composer(.enqueue(message)), .composer(.deleteDraft(message.conversation))]
    }

    /// Refuses to send because messages arrived that the user hasn't seen: shows the thread's end, and lets an attempt
    /// pass once they could be read.
    private mutating func warnUnseenMessages(_ unseen: Int64) -> [Effect] {
        showNotice(ComposerPhrase.threadMoved(unseen), severity: .warning)
        let effects = showLatest()
        if let seen = thread?.seenUpTo { thread?.noteAppeared(upTo: seen + unseen, at: now) }
        return effects
    }

    mutating func handle(_ event: ComposerEvent) -> [Effect] {
        switch event {
        case .messageStored(let message, let receipt): return handleStored(message, receipt)
        case .messageRefused(let message, let failure): return returnToDraft(message, after: failure)
        case .messageWithdrawn(let message): return handleWithdrawn(message)
        case .withdrawalRefused(_, let failure): return handleWithdrawalRefused(failure)
        case .restored(let drafts, let queue):
            self.queue = queue.filter { $0.withdraws == nil } + self.queue
            return restore(drafts)
        case .editorClosed(let draft): return handleEditedDraft(draft)
        case .draftSaveFailed(let reason):
            showNotice(OutcomePhrase.notSavedToDisk(reason), severity: .warning)
            return []
        }
    }

    /// Handles a stored message. It stays in the thread until a page brings it, so that it never flickers away.
    private mutating func handleStored(_ message: OutgoingMessage, _ receipt: MessageReceipt) -> [Effect] {
        queue.removeAll { $0.id == message.id }
        let undo = startUndoTime(of: message.id)
        // Clears "it goes out when the line is back", which is no longer true.
        if queue.isEmpty, notice?.severity == .info { notice = nil }
        guard let open = thread, open.conversation.contains(message.conversation) else {
            return undo + inbox.reread(at: now)
        }
        thread?.storedPending.append(message)
        if receipt.sequence == open.seenUpTo + 1 { thread?.seenUpTo = receipt.sequence }
        return undo + [thread?.readLast(), .thread(.readConversation(open.conversation.id))].compactMap { $0 }
            + inbox.reread(at: now)
    }

    /// Returns a refused message to the conversation's draft, after texts returned earlier and before anything written
    /// since. The composer shows it if its thread is open; the focus stays where it is, lest keys meant as commands end
    /// up in the text.
    private mutating func returnToDraft(_ message: OutgoingMessage, after failure: Failure) -> [Effect] {
        queue.removeAll { $0.id == message.id }
        undoSteps.remove(message: message.id)
        let draft = drafts.add(message)
        showNotice(OutcomePhrase.messageReturned(failure), about: known(message.conversation), severity: .warning)
        guard let open = thread?.conversation, open.contains(message.conversation) else {
            return [.composer(.saveDraft(draft))]
        }
        if overlay is DiscardQuestion { overlay = nil }
        loadDraft(draft)
        layOutThread()
        return [.composer(.saveDraft(draft))]
            + [thread?.refresh(), .thread(.readConversation(open.id))].compactMap { $0 }
    }
}
