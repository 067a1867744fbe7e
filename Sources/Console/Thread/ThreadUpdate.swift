import Domain

/// Reading the open conversation, and reporting how far it has been read.
extension State {
    mutating func handle(_ event: ThreadEvent) -> [Effect] {
        switch event {
        case .conversationRead(let id, let result): return handleConversation(id, result)
        case .pageRead(let read, let result): return handleThreadPage(result, for: read)
        case .panelRead(let id, let result):
            return handlePanel(id, result)
        case .staysRead(let id, let result):
            guard thread?.conversation.id == id, case .success(let stays) = result else { return [] }
            thread?.stays = stays.map { StayListing($0) }
            layOutThread()
            return []
        case .timelineRead(let id, let entry, let result): return handleTimeline(result, of: id, before: entry)
        }
    }

    private mutating func handlePanel(_ id: Identifier<Conversation>, _ result: Result<ConversationDetails, Failure>)
        -> [Effect]
    {
        guard thread?.conversation.id == id, case .success(let details) = result else { return [] }
        thread?.panel = PanelState(details)
        guard let guest = details.guest?.id else { return [] }
        // Messages of before may be about stays of before.
        let from = CalendarDay(days: clock.wallTime(at: now).day.days - 400)
        return [.thread(.readStays(guest, of: id, from: from))]
    }

    private mutating func handleConversation(
        _ id: Identifier<Conversation>,
        _ result: Result<Conversation?, Failure>
    ) -> [Effect] {
        if assignment.openingClaimed == id {
            assignment.openingClaimed = nil
            if case .success(let taken?) = result { return openClaimed(taken) }
        }
        if let jump, jump.conversation == id { return completeJump(jump, with: result) }
        guard thread?.conversation.id == id, case .success(let conversation) = result else { return [] }
        guard let conversation else { return handleUnavailableThread() }
        thread?.isUnavailable = false
        if thread?.conversation.id != conversation.id
            || thread?.conversation.threadVersion != conversation.threadVersion
        {
            return reloadAfterMerge(conversation)
        }
        let isAboutAnother = thread.map { !$0.conversation.isAboutSameStay(as: conversation) } ?? false
        let before = thread?.conversation
        let isGivenAnew = before?.assignVersion != conversation.assignVersion
        let isChanged = isGivenAnew || before?.state != conversation.state || before?.priority != conversation.priority
        thread?.update(with: conversation)
        return [
            isGivenAnew ? .assignment(.readAssignmentHistory(id)) : nil,
            isAboutAnother ? .thread(.readPanel(id)) : nil,
            isChanged ? thread?.timeline.readLatest(of: id) : nil,
            markRead(),
        ].compactMap { $0 }
    }

    /// Closes the open conversation because it is no longer visible. While the user writes or has an overlay open it
    /// stays open, emptied: otherwise the next key would act on another conversation.
    private mutating func handleUnavailableThread() -> [Effect] {
        if thread?.isUnavailable != true { showNotice(OutcomePhrase.failed(.refused(.notFound)), severity: .warning) }
        guard overlay != nil || focus == .composer else {
            closeThread()
            return []
        }
        thread?.clearContent()
        layOutThread()
        return []
    }

    private mutating func handleThreadPage(_ result: Result<[Message], Failure>, for read: ThreadPageRequest)
        -> [Effect]
    {
        guard thread?.conversation.id == read.conversation else { return [] }
        switch result {
        case .success(let page):
            thread?.mergePage(page, for: read)
            layOutThread()
            let height = panes.thread.size.rows
            thread?.scrollToTarget(height: height, at: now)
            thread?.scrollToBeginning(height: height, at: now)
            return [thread?.refreshIfNotified()].compactMap { $0 } + readThreadNeighbours()
        case .failure(let failure):
            if thread?.reading == read.position { thread?.reading = nil }
            if failure == .refused(.mergeChanged) { return [.thread(.readConversation(read.conversation))] }
            if failure != .offline { showNotice(OutcomePhrase.failed(failure), severity: .warning) }
            return []
        }
    }

    /// Reports the messages on the screen as read while the thread has the focus; nil if there is nothing new to
    /// report.
    mutating func markRead() -> Effect? {
        guard focus != .inbox, let report = thread?.markRead() else { return nil }
        if let id = thread?.conversation.id { inbox.change(id) { $0.unread = 0 } }
        return report
    }
}

extension ThreadState {
    /// Sets the conversation as read, which is the same one and not merged since.
    fileprivate mutating func update(with conversation: Conversation) {
        if self.conversation != conversation { row = ConversationRow(conversation) }
        // If a read report was lost with the connection, the server's unread count shows it.
        reportedReadUpTo = min(reportedReadUpTo, conversation.lastSequence - conversation.unread)
    }

    /// Refreshes the window if a notification came while a page was being read, which the page may not reflect.
    fileprivate mutating func refreshIfNotified() -> Effect? {
        guard hasPendingNotification, reading == nil else { return nil }
        hasPendingNotification = false
        return refresh()
    }

    /// Reports all messages as read if the end is on the screen; nil if there is nothing new to report.
    fileprivate mutating func markRead() -> Effect? {
        guard showsEnd, !needsReload, lastSequence > reportedReadUpTo else { return nil }
        reportedReadUpTo = lastSequence
        return .thread(.markRead(conversation.id, upTo: lastSequence, version: conversation.threadVersion))
    }
}

extension Conversation {
    /// Whether guest, stay and property, as far as rows tell, are those of an earlier reading.
    fileprivate func isAboutSameStay(as other: Conversation) -> Bool {
        guest == other.guest && propertyName == other.propertyName && zone == other.zone && checkIn == other.checkIn
            && checkOut == other.checkOut && latestPart.id == other.latestPart.id
    }
}
