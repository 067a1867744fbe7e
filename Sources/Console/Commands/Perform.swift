import Domain
import Screen

/// What each command does.
extension State {
    /// Does a command, or says why it can't be done now.
    mutating func perform(_ command: Command, using generator: inout some RandomNumberGenerator) -> [Effect] {
        if let entry = CommandTable.entry(of: command), let obstacle = obstacle(to: entry) {
            say(obstacle, .warning)
            return []
        }
        switch command {
        case .moveDown, .moveUp, .moveFirst, .moveLast, .pageDown, .pageUp, .halfPageDown, .halfPageUp:
            return move(command)
        case .open: return openSelected()
        case .back: return goBack()
        case .nextPane, .previousPane: return switchPane()
        case .nextConversation: return openNeighbour(1)
        case .previousConversation: return openNeighbour(-1)
        case .nextUnread: return selectNextUnread()
        case .showMine, .showUnassigned, .showOpen, .showFinished, .cycleOrder, .filter: return look(command)
        case .writeQuery: return writeQuery()
        case .reply: return write(.reply)
        case .note: return write(.note)
        case .claim, .release, .changeState, .changePriority, .changeTags: return change(command)
        case .send: return send(andWait: false, using: &generator)
        case .sendAndWait: return send(andWait: true, using: &generator)
        case .switchKind, .editExternally, .discardDraft, .keepDraft: return tendDraft(command)
        case .togglePanel:
            showsPanel.toggle()
            layOutThread()
            return []
        case .refresh: return connection == .live ? catchUp() : [.reconnect]
        case .redraw: return [.redraw]
        case .help:
            overlay = .help(CommandSearch())
            return []
        case .palette:
            overlay = .palette(CommandSearch())
            return []
        case .suspend: return [.suspend]
        case .quit:
            overlay = .quit
            return []
        }
    }

    private mutating func move(_ command: Command) -> [Effect] {
        focus == .inbox ? moveInInbox(command) : moveInThread(command)
    }

    private mutating func moveInInbox(_ command: Command) -> [Effect] {
        let page = max(1, listCapacity - 1)
        switch command {
        case .moveFirst where inbox.hasBefore: return [inbox.readFirst()]
        case .moveLast where inbox.hasAfter: return [inbox.readLast()]
        case .moveFirst: inbox.select(0)
        case .moveLast: inbox.select(inbox.rows.count - 1)
        default: inbox.select(inbox.selectedIndex + steps(command, page: page))
        }
        inbox.scroll(toShowSelectedIn: listCapacity)
        return [inbox.readNeighbours()].compactMap { $0 }
    }

    private mutating func moveInThread(_ command: Command) -> [Effect] {
        let height = max(1, panes.thread.size.rows)
        switch command {
        case .moveLast where thread?.hasAfter == true:
            thread?.offset = 0
            thread?.newBelow = 0
            return [thread?.readLast()].compactMap { $0 }
        case .moveLast: scrollThread(by: -(thread?.lines.count ?? 0))
        case .moveFirst: scrollThread(by: thread?.lines.count ?? 0)
        default: scrollThread(by: -steps(command, page: max(1, height - 1)))
        }
        return [thread?.readNeighbours(height: height), markRead()].compactMap { $0 }
    }

    private func steps(_ command: Command, page: Int) -> Int {
        switch command {
        case .moveDown: 1
        case .moveUp: -1
        case .pageDown: page
        case .pageUp: -page
        case .halfPageDown: max(1, page / 2)
        case .halfPageUp: -max(1, page / 2)
        default: 0
        }
    }
}
