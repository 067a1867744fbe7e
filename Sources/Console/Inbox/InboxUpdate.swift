import Domain

/// Choosing what the list shows, and opening conversations from it.
extension State {
    mutating func cycleOrder() -> [Effect] {
        var query = inbox.query
        query.order = query.order.next
        return showInbox(query)
    }

    /// Shows another query or order. The old rows stay until the new ones arrive; meanwhile the header says that they
    /// are loading.
    mutating func showInbox(_ query: InboxQuery) -> [Effect] {
        if !query.showsSame(as: inbox.query) { views.history.push(visit) }
        return restoreVisit(ViewVisit(query: query, bookmark: nil))
    }

    /// Shows an earlier query again, at its former scroll position.
    mutating func restoreVisit(_ visit: ViewVisit) -> [Effect] {
        // Marks apply only to the list they were made on: an action must never reach a row the current user no longer
        // sees.
        if !visit.query.showsSame(as: inbox.query) { assignment.marks = Marks() }
        // Other rows will lie between the range's ends.
        assignment.marks.endRange()
        inbox.query = visit.query
        inbox.isLoaded = false
        return showList() + [inbox.read(at: visit.bookmark)]
    }

    /// Moves the focus from an open conversation to the list; where there is room for only one, the conversation closes.
    private mutating func showList() -> [Effect] {
        guard focus == .thread else { return [] }
        guard !panes.isSplit else {
            focus = .inbox
            return []
        }
        closeThread()
        return [.setTitle(.empty)]
    }

    mutating func openSelected() -> [Effect] {
        guard let row = inbox.selected else { return [] }
        return openConversation(row)
    }

    /// Opens a conversation: the header shows the row's data at once, the messages follow.
    mutating func openConversation(_ row: ConversationRow) -> [Effect] {
        focus = .thread
        jump = nil
        inbox.select(row.conversation)
        let id = row.conversation.id
        if thread?.conversation.id == id {
            return [markRead()].compactMap { $0 }
        }
        composer = nil
        var opened = ThreadState(row)
        let read = opened.readLast()
        let changes = opened.timeline.readLatest(of: id)
        thread = opened
        if let draft = drafts.draft(in: row.conversation), !draft.text.isEmpty { loadDraft(draft) }
        layOutThread()
        let details: [Effect] = [.thread(.readPanel(id)), .assignment(.readAssignmentHistory(id))]
        return [read, changes] + details + readLatestDeliveries() + [.setTitle(row.guest)]
    }

    /// Opens the conversation above or below the open one.
    mutating func openNeighbour(_ step: Int) -> [Effect] {
        // If the open conversation has left the list, the next one already has its index.
        let isListed = inbox.selected?.conversation.id == thread?.conversation.id
        let index = inbox.selectedIndex + (step > 0 && !isListed ? step - 1 : step)
        guard inbox.rows.indices.contains(index) else { return [] }
        let neighbours = [inbox.move(to: index)].compactMap { $0 }
        return openSelected() + neighbours
    }

    mutating func selectNextUnread() -> [Effect] {
        guard let index = inbox.nextUnread else {
            showNotice(OutcomePhrase.noUnread)
            return []
        }
        let neighbours = [inbox.move(to: index)].compactMap { $0 }
        return focus == .thread ? openSelected() + neighbours : neighbours
    }

    mutating func goBack() -> [Effect] {
        if focus == .inbox, clearMarks() { return [] }
        guard thread != nil else { return present(QuitQuestion()) }
        closeThread()
        return [.setTitle(.empty)]
    }

    /// Closes the thread. An unfinished reply stays a draft.
    mutating func closeThread() {
        thread = nil
        composer = nil
        focus = .inbox
    }

    mutating func switchPane() -> [Effect] {
        switch focus {
        case .inbox:
            guard thread != nil else { return openSelected() }
            focus = composer == nil ? .thread : .composer
            return [markRead()].compactMap { $0 }
        case .thread, .composer:
            guard panes.isSplit else { return goBack() }
            focus = .inbox
            return []
        }
    }
}

extension InboxOrder {
    /// The next order, cyclically.
    var next: Self {
        switch self {
        case .priority: .activity
        case .activity: .deadline
        case .deadline: .priority
        }
    }
}
