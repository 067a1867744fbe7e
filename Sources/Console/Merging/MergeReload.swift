import Domain

/// Reloading an open thread after a merge or unmerge.
extension State {
    /// Reloads the thread: its messages have new sequence numbers. The message at the screen's lower edge is looked up
    /// and stays in view; a draft stays with the conversation it was begun for.
    mutating func reloadAfterMerge(_ conversation: Conversation) -> [Effect] {
        guard var open = thread else { return [] }
        let place = open.lastVisibleMessage(of: conversation)
        let isTail = open.showsEnd
        open.resetAfterMerge(conversation)
        let tail = isTail || place == nil ? open.readLast() : nil
        let changes = [open.timeline.readLatest(of: conversation.id)]
        thread = open
        if let tail {
            return [tail, .thread(.readPanel(conversation.id)), .assignment(.readAssignmentHistory(conversation.id))]
                + changes
        }
        return place.map { [.merging(.readSequence(of: $0)), .thread(.readPanel(conversation.id))] + changes } ?? []
    }

    mutating func handleSequence(of message: Identifier<Message>, _ result: Result<Int64?, Failure>) -> [Effect] {
        guard thread?.needsReload == true, thread?.reading == nil else { return [] }
        if case .success(let number?) = result, let read = thread?.readAround(number) { return [read] }
        return [thread?.readLast()].compactMap { $0 }
    }
}

extension ThreadState {
    /// Switches to the merged or unmerged conversation; the messages read stay on screen until reread.
    fileprivate mutating func resetAfterMerge(_ conversation: Conversation) {
        let missed = unseen
        appeared = []
        let grew = conversation.lastSequence > self.conversation.lastSequence
        row = ConversationRow(conversation)
        seenUpTo = grew ? min(seenUpTo, conversation.lastSequence) : max(0, conversation.lastSequence - missed)
        reportedReadUpTo = conversation.lastSequence - conversation.unread
        (target, isTargetPending, reading) = (nil, false, nil)
        timeline = Timeline()
        // The numbers are others now.
        unreadAfter = conversation.unread > 0 ? reportedReadUpTo : nil
        needsReload = true
    }

    /// The message at the screen's lower edge, or the nearest one above it that is still in the conversation's thread;
    /// nil if none of those read is.
    fileprivate func lastVisibleMessage(of conversation: Conversation) -> Identifier<Message>? {
        let last = max(0, lines.count - 1 - offset)
        let number = lines.prefix(last + 1).last { $0.sequence > 0 }?.sequence ?? 0
        return entries.last { entry in
            entry.message.sequence <= number && entry.message.conversation.map { conversation.contains($0) } != false
        }?.message.id
    }
}
