import Domain
import Text

/// Merging conversations of one guest, and undoing that.
extension State {
    /// How long a merge can be undone; the outside is notified only later.
    private static let undoWindow = Duration.seconds(9)

    /// Merges the marked conversations, or lists the guest's other conversations.
    mutating func mergeConversations() -> [Effect] {
        if case .marked(let talks, _) = marked, talks.count > 1, let head = head(among: talks) {
            assignment.pendingChangeCount += 1
            return [.merging(.merge(talks.map(\.id).filter { $0 != head }, into: head))]
        }
        guard let open = focusedConversation, let guest = open.guest else { return [] }
        return present(MergePage(head: open)) + [.merging(.readGuestConversations(of: guest))]
    }

    /// The head for a merge: one that is already merged, else the selected one, else the one with the latest message.
    private func head(among talks: [Conversation]) -> Identifier<Conversation>? {
        let selected = inbox.selected?.conversation.id
        return
            (talks.first(where: \.isMerged) ?? talks.first { $0.id == selected }
            ?? talks.max { $0.lastMessageAt < $1.lastMessageAt })?.id
    }

    /// Why the marked conversations, or the guest's, can't be merged; nil if they can.
    func mergeDisabledReason(_ row: ConversationRow?) -> OutcomePhrase? {
        if let marked {
            guard case .marked(let talks, _) = marked, talks.count <= 20 else { return .oneAtATime }
            guard talks.count == 1 || talks[0].guest != nil && Set(talks.map(\.guest)).count == 1 else {
                return .notOneGuest
            }
            return talks.contains { $0.state == .archivee } ? .archivedIsReadOnly : nil
        }
        guard let row else { return .nothingSelected }
        if row.conversation.state == .archivee { return .archivedIsReadOnly }
        return row.conversation.guest == nil ? .noGuestKnown : nil
    }

    mutating func handle(_ event: MergingEvent) -> [Effect] {
        switch event {
        case .guestConversationsRead(let guest, let result): return handleGuestConversations(result, of: guest)
        case .merged(let members, let head, let result):
            let isUndoing = finishPendingMerge(of: members)
            let undo = MergingRequest.unmerge(members, from: head)
            return finishMerge(result, into: head, undo: isUndoing ? nil : undo, summary: .merged(members.count + 1))
        case .unmerged(let members, let head, let result):
            let isUndoing = finishPendingMerge(of: members)
            let undo = MergingRequest.merge(members, into: head)
            return finishMerge(result, into: head, undo: isUndoing ? nil : undo, summary: .unmerged(members.count))
        case .sequenceRead(let message, let result): return handleSequence(of: message, result)
        }
    }

    private mutating func handleGuestConversations(
        _ result: Result<[GuestConversation], Failure>,
        of guest: Identifier<Guest>
    )
        -> [Effect]
    {
        guard var page = overlay(of: MergePage.self), page.head.guest == guest else { return [] }
        switch result {
        case .success(let talks):
            page.conversations = talks
            page.index = talks.firstIndex { $0.id != page.head.id } ?? 0
            overlay = page
        case .failure(let failure):
            dismiss(page)
            showNotice(MergingPhrase.failed(failure), severity: .warning)
        }
        return []
    }

    /// Closes the page once its request is answered. Returns whether the request was an undo.
    private mutating func finishPendingMerge(of members: [Identifier<Conversation>]) -> Bool {
        if let page = overlay(of: MergePage.self), page.isSubmitting { dismiss(page) }
        assignment.pendingChangeCount = max(0, assignment.pendingChangeCount - 1)
        assignment.marks.remove(members)
        defer { assignment.isUndoingMerge = false }
        return assignment.isUndoingMerge
    }

    private mutating func finishMerge(
        _ result: Result<Void, Failure>,
        into head: Identifier<Conversation>,
        undo: MergingRequest?,
        summary said: MergingPhrase
    )
        -> [Effect]
    {
        switch result {
        case .failure(let failure):
            showNotice(MergingPhrase.failed(failure), about: known(head), severity: .warning)
        case .success:
            assignment.lastOutcome = nil
            assignment.marks = Marks()
            assignment.undoableMerge = undo.map {
                UndoableMerge(
                    request: $0,
                    undoUntil: now + Self.undoWindow,
                    guest: known(head)?.guestLabel(in: language, cells: 24),
                    summary: said
                )
            }
            notice = nil
            if undo == nil { showNotice(MergingPhrase.undone, about: known(head)) }
        }
        let open = thread.map { [Effect.thread(.readConversation($0.conversation.id))] } ?? []
        return open + inbox.reread(at: now) + assignment.countdownTick(at: now)
    }

    /// Switches the reply to the thread's next channel.
    mutating func switchChannel() -> [Effect] {
        guard let parts = thread?.conversation.threadParts, let writing = composer else { return [] }
        guard let next = parts.next(after: writing.conversation) else { return [] }
        drafts[writing.conversation] = nil
        composer?.conversation = next.id
        return [.composer(.deleteDraft(writing.conversation))] + composerChanged()
    }
}

extension [ThreadPart] {
    /// The part after a conversation's, cyclically; nil if there is no other.
    func next(after id: Identifier<Conversation>) -> ThreadPart? {
        guard count > 1, let place = firstIndex(where: { $0.id == id }) else { return nil }
        return self[(place + 1) % count]
    }
}
