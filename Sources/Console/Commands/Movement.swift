import Domain

/// Movement in a list or a thread.
enum Movement {
    /// To the first or last item.
    case first, last
    /// By a number of rows or lines; negative moves back.
    case lines(Int)
    /// By a number of screens; negative moves back.
    case screens(Int)
    /// By a number of half screens; negative moves back.
    case halfScreens(Int)
}

extension InboxState {
    /// Moves the selection.
    fileprivate mutating func move(_ movement: Movement) -> Effect? {
        // One row stays visible, for orientation.
        let page = max(1, height - 1)
        return switch movement {
        case .first: moveToFirst()
        case .last: moveToLast()
        case .lines(let count): move(to: start(of: count) + count)
        case .screens(let count): move(to: selectedIndex + count * page)
        case .halfScreens(let count): move(to: selectedIndex + count * max(1, page / 2))
        }
    }
}

extension InboxState {
    /// Where a movement by lines begins: if no row is selected, one row before the place where one was, so that moving
    /// down selects the row that is there now.
    private func start(of count: Int) -> Int { selectedIndex - (isUnselected && count > 0 ? 1 : 0) }
}

extension State {
    mutating func move(_ movement: Movement) -> [Effect] {
        focus == .inbox ? [inbox.move(movement)].compactMap { $0 } : moveInThread(movement)
    }

    private mutating func moveInThread(_ movement: Movement) -> [Effect] {
        let page = max(1, panes.thread.size.rows - 1)
        switch movement {
        case .first: return showBeginning()
        case .last: return showLatest()
        case .lines(let count): scrollThread(by: -count)
        case .screens(let count): scrollThread(by: -count * page)
        case .halfScreens(let count): scrollThread(by: -count * max(1, page / 2))
        }
        return readThreadNeighbours()
    }

    /// Scrolls to the thread's end; requests it if it isn't loaded.
    mutating func showLatest() -> [Effect] {
        thread?.isBeginningPending = false
        scrollThread(by: -(thread?.offset ?? 0))
        guard thread?.hasAfter == true else { return readThreadNeighbours() }
        return [thread?.readLast()].compactMap { $0 }
    }

    /// Scrolls to the thread's beginning; requests it if it isn't loaded.
    private mutating func showBeginning() -> [Effect] {
        scrollThread(by: thread?.lines.count ?? 0)
        guard thread?.hasBefore == true else { return readThreadNeighbours() }
        return [thread?.readFirst()].compactMap { $0 }
    }

    /// Returns the effects of scrolling a thread: reading more of it, and reporting how far it has been read.
    mutating func readThreadNeighbours() -> [Effect] {
        let height = max(1, panes.thread.size.rows)
        return [thread?.readNeighbours(height: height), readEarlierChanges(), markRead()].compactMap { $0 }
    }

    private mutating func readEarlierChanges() -> Effect? {
        guard let open = thread else { return nil }
        // At the thread's beginning everything before is wanted too.
        let first = open.hasBefore ? open.entries.first?.message.createdAt : Timestamp(seconds: 0)
        return thread?.timeline.readEarlier(of: open.conversation.id, reaching: open.isLoaded ? first : nil)
    }
}
