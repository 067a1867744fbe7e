/// Where a moving command leads in a list or a thread.
enum Movement {
    /// To the beginning, or the end.
    case first, last
    /// So many rows or lines further; negative for back.
    case lines(Int)
    /// So many screens further; negative for back.
    case screens(Int)
    /// So many halves of a screen further; negative for back.
    case halfScreens(Int)

    /// Nil for commands that don't move.
    init?(_ command: Command) {
        switch command {
        case .moveDown: self = .lines(1)
        case .moveUp: self = .lines(-1)
        case .moveFirst: self = .first
        case .moveLast: self = .last
        case .pageDown: self = .screens(1)
        case .pageUp: self = .screens(-1)
        case .halfPageDown: self = .halfScreens(1)
        case .halfPageUp: self = .halfScreens(-1)
        case .takeNext, .transfer, .assign, .mark, .markRange, .markAll, .merge, .undo, .showSkipped, .open, .back,
            .nextPane,
            .previousPane, .nextConversation, .previousConversation, .nextUnread,
            .showMine, .showUnassigned, .showOpen, .showFinished, .filter, .chooseZones, .writeQuery, .searchMessages,
            .cycleOrder, .chooseViews, .lastView, .earlierView, .laterView, .answerTimes, .showAudit, .people, .account,
            .reply, .note,
            .claim, .release, .changeState, .changePriority, .changeTags, .send, .sendAndWait, .insertReply,
            .switchKind, .switchChannel,
            .editExternally,
            .discardDraft, .keepDraft, .togglePanel, .manageReplies, .editDetails, .refresh, .redraw, .help, .palette,
            .suspend,
            .quit:
            return nil
        }
    }
}

extension State {
    mutating func move(_ movement: Movement) -> [Effect] {
        focus == .inbox ? moveInInbox(movement) : moveInThread(movement)
    }

    private mutating func moveInInbox(_ movement: Movement) -> [Effect] {
        // One row stays on the screen, to go on reading from.
        let page = max(1, inbox.height - 1)
        let effect =
            switch movement {
            case .first: inbox.moveToFirst()
            case .last: inbox.moveToLast()
            case .lines(let count): inbox.move(to: inbox.selectedIndex + count)
            case .screens(let count): inbox.move(to: inbox.selectedIndex + count * page)
            case .halfScreens(let count): inbox.move(to: inbox.selectedIndex + count * max(1, page / 2))
            }
        return [effect].compactMap { $0 }
    }

    private mutating func moveInThread(_ movement: Movement) -> [Effect] {
        let page = max(1, panes.thread.size.rows - 1)
        switch movement {
        case .first: scrollThread(by: thread?.lines.count ?? 0)
        case .last: return showLatest()
        case .lines(let count): scrollThread(by: -count)
        case .screens(let count): scrollThread(by: -count * page)
        case .halfScreens(let count): scrollThread(by: -count * max(1, page / 2))
        }
        return readThreadNeighbours()
    }

    /// Shows the thread's end; asks for it where it isn't in the window.
    mutating func showLatest() -> [Effect] {
        scrollThread(by: -(thread?.offset ?? 0))
        guard thread?.hasAfter == true else { return readThreadNeighbours() }
        return [thread?.readLast()].compactMap { $0 }
    }

    /// What scrolling a thread leads to: more of it, and word to the server of how far it has been read.
    mutating func readThreadNeighbours() -> [Effect] {
        let height = max(1, panes.thread.size.rows)
        return [thread?.readNeighbours(height: height), markRead()].compactMap { $0 }
    }
}
