import Domain

/// Choosing what the list shows, and opening what it holds.
extension State {
    mutating func look(_ command: Command) -> [Effect] {
        var query = inbox.query
        switch command {
        case .showMine: query = InboxQuery(assignment: .mine, order: query.order)
        case .showUnassigned: query = InboxQuery(assignment: .nobody, order: query.order)
        case .showOpen: query = InboxQuery(order: query.order)
        case .showFinished: query = InboxQuery(states: [.resolue, .cloturee], order: .activity)
        case .cycleOrder: query.order = query.order.next
        default:
            overlay = .filter(FilterForm(query))
            return []
        }
        return show(query)
    }

    /// Shows another part of the inbox, or another order. The rows stay, marked, until the new ones are here.
    mutating func show(_ query: InboxQuery) -> [Effect] {
        inbox.query = query
        inbox.isLoaded = false
        return [inbox.readFirst()]
    }

    mutating func openSelected() -> [Effect] {
        guard let row = inbox.selected else { return [] }
        return open(row)
    }

    /// Opens a conversation; the row says at once whose it is, its messages follow.
    mutating func open(_ row: ConversationRow) -> [Effect] {
        focus = .thread
        let id = row.conversation.id
        if thread?.conversation.id == id {
            return [markRead()].compactMap { $0 }
        }
        composer = nil
        var opened = ThreadState(row)
        let read = opened.readLast()
        thread = opened
        inbox.scroll(toShowSelectedIn: listCapacity)
        if let draft = drafts[id], !draft.text.isEmpty { resume(draft) }
        layOutThread()
        return [read, .readPanel(id), .setTitle(row.guest)]
    }

    mutating func openNeighbour(_ step: Int) -> [Effect] {
        let index = inbox.selectedIndex + step
        guard inbox.rows.indices.contains(index) else { return [] }
        inbox.select(index)
        inbox.scroll(toShowSelectedIn: listCapacity)
        let neighbours = [inbox.readNeighbours()].compactMap { $0 }
        return openSelected() + neighbours
    }

    mutating func selectNextUnread() -> [Effect] {
        let below = inbox.rows.indices.dropFirst(inbox.selectedIndex + 1)
        guard let index = below.first(where: { inbox.rows[$0].conversation.unread > 0 }) else {
            say(OutcomePhrase.noUnread)
            return []
        }
        inbox.select(index)
        inbox.scroll(toShowSelectedIn: listCapacity)
        let neighbours = [inbox.readNeighbours()].compactMap { $0 }
        return focus == .thread ? openSelected() + neighbours : neighbours
    }

    mutating func goBack() -> [Effect] {
        guard focus == .inbox else {
            closeThread()
            return [.setTitle(.empty)]
        }
        guard thread == nil else {
            closeThread()
            return [.setTitle(.empty)]
        }
        overlay = .quit
        return []
    }

    mutating func closeThread() {
        thread = nil
        composer = nil
        focus = .inbox
        inbox.scroll(toShowSelectedIn: listCapacity)
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
