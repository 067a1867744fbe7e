import Domain

/// An open thread that was merged with others, or taken apart, while somebody reads it.
extension State {
    /// The conversation shows otherwise than before: its messages have other numbers now. What was being read is looked up
    /// and stays on the screen; a draft stays with the conversation that it was begun for.
    mutating func reloadAfterMerge(_ conversation: Conversation) -> [Effect] {
        guard var open = thread else { return [] }
        let place = lastVisibleMessage(in: open, of: conversation)
        let isTail = open.showsEnd
        open.resetAfterMerge(conversation)
        let tail = isTail || place == nil ? open.readLast() : nil
        thread = open
        if let tail {
            return [tail, .readPanel(conversation.id), .assignment(.readAssignmentHistory(conversation.id))]
        }
        return place.map { [.merging(.readSequence(of: $0)), .readPanel(conversation.id)] } ?? []
    }

    /// The message at the lower edge of the screen that the thread still has; nil where it has none of those read.
    private func lastVisibleMessage(in open: ThreadState, of conversation: Conversation) -> Identifier<Message>? {
        let last = max(0, open.lines.count - 1 - open.offset)
        let number = open.lines.prefix(last + 1).last { $0.sequence > 0 }?.sequence ?? 0
        return open.entries.last { entry in
            entry.message.sequence <= number && entry.message.conversation.map { conversation.contains($0) } != false
        }?.message.id
    }

    mutating func handleSequence(of message: Identifier<Message>, _ result: Result<Int64?, Failure>) -> [Effect] {
        guard thread?.needsReload == true, thread?.reading == nil else { return [] }
        if case .success(let number?) = result, let read = thread?.readAround(number) { return [read] }
        return [thread?.readLast()].compactMap { $0 }
    }
}

extension ThreadState {
    /// Becomes another putting together of itself; what was read stays on the screen until it has been read again.
    fileprivate mutating func resetAfterMerge(_ conversation: Conversation) {
        let missed = unseen
        let grew = conversation.lastSequence > self.conversation.lastSequence
        row = ConversationRow(conversation)
        seenUpTo = grew ? min(seenUpTo, conversation.lastSequence) : max(0, conversation.lastSequence - missed)
        reportedReadUpTo = conversation.lastSequence - conversation.unread
        (target, isTargetPending, reading) = (nil, false, nil)
        needsReload = true
    }
}
