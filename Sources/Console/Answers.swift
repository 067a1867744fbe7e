import Domain

/// What the server answered, and hints that it has news.
extension State {
    mutating func takeAnswer(_ event: Event) -> [Effect] {
        switch event {
        case .inboxRead(let read, let result):
            return takeInbox(result, of: read)
        case .countersRead(let result):
            inbox.isCounting = false
            if let asked = inbox.countedAt { inbox.countingTook = now - asked }
            if case .success(let counters) = result { take(counters) }
            return []
        case .tagsRead(let result):
            if case .success(let tags) = result { tagsInUse = tags }
            return []
        case .messagesFound(let read, let result):
            takeFound(result, to: read)
            return []
        case .conversationRead(let id, let result):
            return takeConversation(id, result)
        case .threadRead(let read, let result):
            return takeThread(result, of: read)
        case .panelRead(let id, .success(let panel)):
            if thread?.conversation.id == id { thread?.panel = PanelState(panel) }
            return []
        case .conversationsRead(let asked, let result):
            return takeAnnounced(asked, result)
        case .conversationsAnnounced, .panelRead, .input, .clockTicked, .catchUpFell, .connectionChanged, .identified,
            .identityMissing, .presence, .recordsAnswered, .auditRead, .messageStored, .messageRefused,
            .changeAnswered, .steered, .repliesAnswered, .answerTimesAnswered, .viewsAnswered, .peopleAnswered,
            .mergingAnswered, .restored, .editorClosed, .keepingFailed, .noticed:
            return []
        }
    }

    /// The header, the zones and the marks draw from them; the views say theirs.
    private mutating func take(_ counters: InboxCounters) {
        inbox.counters = counters
        countMarked()
        recountViews()
    }

    private mutating func takeInbox(_ result: Result<[Conversation], Failure>, of read: InboxRead) -> [Effect] {
        switch result {
        case .success(let page):
            let before = inbox.rows
            inbox.take(page, of: read)
            // Where nobody announced what changed, the page tells.
            if read.purpose == .refresh, inbox.rows != before { inbox.countersAreStale = true }
            return [inbox.readNeighbours(), inbox.isCountingDue(at: now) ? readCounters() : nil].compactMap { $0 }
        case .failure(let failure):
            guard read.ticket == inbox.ticket else { return [] }
            inbox.reading = nil
            if failure != .offline { say(OutcomePhrase.failed(failure), .warning) }
            return []
        }
    }

    private mutating func takeConversation(
        _ id: Identifier<Conversation>,
        _ result: Result<Conversation?, Failure>
    ) -> [Effect] {
        if steering.opening == id {
            steering.opening = nil
            if case .success(let taken?) = result { return openTaken(taken) }
        }
        if let jump, jump.conversation == id { return take(jump, result) }
        guard thread?.conversation.id == id, case .success(let conversation) = result else { return [] }
        guard let conversation else { return loseThread() }
        thread?.isGone = false
        if thread?.conversation.id != conversation.id
            || thread?.conversation.threadVersion != conversation.threadVersion
        {
            return renumber(conversation)
        }
        let isGivenAnew = thread?.conversation.assignVersion != conversation.assignVersion
        if thread?.conversation != conversation { thread?.row = ConversationRow(conversation) }
        // Where word of what was read got lost with the line, the server's count says so.
        let read = conversation.lastSequence - conversation.unread
        if let marked = thread?.markedUpTo { thread?.markedUpTo = min(marked, read) }
        return [isGivenAnew ? .steer(.readHistory(id)) : nil, markRead()].compactMap { $0 }
    }

    /// The open conversation is out of sight. Where the person writes or chooses it stays open, emptied: the next key
    /// would otherwise mean something else, and of another conversation.
    private mutating func loseThread() -> [Effect] {
        if thread?.isGone != true { say(OutcomePhrase.failed(.refused(.notFound)), .warning) }
        guard overlay != nil || focus == .composer else {
            closeThread()
            return []
        }
        thread?.forget()
        layOutThread()
        return []
    }

    private mutating func takeThread(_ result: Result<[Message], Failure>, of read: ThreadRead) -> [Effect] {
        guard thread?.conversation.id == read.conversation else { return [] }
        switch result {
        case .success(let page):
            thread?.take(page, of: read)
            layOutThread()
            showTarget()
            return readStale() + readThreadNeighbours()
        case .failure(let failure):
            if thread?.reading == read.position { thread?.reading = nil }
            if failure == .refused(.mergedAnew) { return [.readConversation(read.conversation)] }
            if failure != .offline { say(OutcomePhrase.failed(failure), .warning) }
            return []
        }
    }

    /// What was announced while a page was being read may not be in it.
    private mutating func readStale() -> [Effect] {
        guard let open = thread, open.isStale, open.reading == nil else { return [] }
        thread?.isStale = false
        return [thread?.catchUp()].compactMap { $0 }
    }

    /// Tells the server how far the person has read: what is on the screen, while the thread has the focus.
    mutating func markRead() -> Effect? {
        guard let open = thread, focus != .inbox, open.showsEnd, !open.isRenumbered else { return nil }
        guard open.lastSequence > open.markedUpTo else { return nil }
        thread?.markedUpTo = open.lastSequence
        inbox.change(open.conversation.id) { $0.unread = 0 }
        return .markRead(
            open.conversation.id,
            upTo: open.lastSequence,
            version: open.conversation.threadVersion
        )
    }
}
