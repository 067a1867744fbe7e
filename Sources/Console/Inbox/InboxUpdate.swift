import Domain

/// Choosing what the list shows, and opening what it holds.
extension State {
    mutating func cycleOrder() -> [Effect] {
        var query = inbox.query
        query.order = query.order.next
        return showInbox(query)
    }

    /// Shows another part of the inbox, or another order. The rows stay, marked, until the new ones are here.
    mutating func showInbox(_ query: InboxQuery) -> [Effect] {
        if !query.showsSame(as: inbox.query) { views.history.push(visit) }
        return restoreVisit(ViewVisit(query: query, bookmark: nil))
    }

    /// Shows what the list showed once, at the place where it was left.
    mutating func restoreVisit(_ visit: ViewVisit) -> [Effect] {
        // An action must never reach a row that the person can't have in mind: marks hold for what they were made on.
        if !visit.query.showsSame(as: inbox.query) { assignment.marks = Marks() }
        // Other rows will stand between its ends.
        assignment.marks.endRange()
        inbox.query = visit.query
        inbox.isLoaded = false
        return [inbox.read(at: visit.bookmark)]
    }

    mutating func openSelected() -> [Effect] {
        guard let row = inbox.selected else { return [] }
        return openConversation(row)
    }

    /// Opens a conversation; the row says at once whose it is, its messages follow.
    mutating func openConversation(_ row: ConversationRow) -> [Effect] {
        focus = .thread
        jump = nil
        let id = row.conversation.id
        if thread?.conversation.id == id {
            return [markRead()].compactMap { $0 }
        }
        composer = nil
        var opened = ThreadState(row)
        let read = opened.readLast()
        thread = opened
        if let draft = draft(in: row.conversation), !draft.text.isEmpty { loadDraft(draft) }
        layOutThread()
        return [read, .readPanel(id), .assignment(.readAssignmentHistory(id)), .setTitle(row.guest)]
    }

    /// Opens the conversation before or after the open one.
    mutating func openNeighbour(_ step: Int) -> [Effect] {
        // Where the open one has left the list, the next one stands in its place already.
        let isListed = inbox.selected?.conversation.id == thread?.conversation.id
        let index = inbox.selectedIndex + (step > 0 && !isListed ? step - 1 : step)
        guard inbox.rows.indices.contains(index) else { return [] }
        let neighbours = [inbox.move(to: index)].compactMap { $0 }
        return openSelected() + neighbours
    }

    mutating func selectNextUnread() -> [Effect] {
        let below = inbox.rows.indices.dropFirst(inbox.selectedIndex + 1)
        guard let index = below.first(where: { inbox.rows[$0].conversation.unread > 0 }) else {
            showNotice(OutcomePhrase.noUnread)
            return []
        }
        let neighbours = [inbox.move(to: index)].compactMap { $0 }
        return focus == .thread ? openSelected() + neighbours : neighbours
    }

    mutating func goBack() -> [Effect] {
        if focus == .inbox, clearMarks() { return [] }
        guard thread != nil else { return present(.quit) }
        closeThread()
        return [.setTitle(.empty)]
    }

    /// Closes the thread. What was being written stays a draft.
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
    /// The order after this one, round and round.
    var next: Self {
        switch self {
        case .priority: .activity
        case .activity: .deadline
        case .deadline: .priority
        }
    }
}
