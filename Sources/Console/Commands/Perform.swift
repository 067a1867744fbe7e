import Domain

/// What each command does.
extension State {
    /// Does a command, or says why it can't be done now.
    mutating func perform(_ command: Command, using generator: inout some RandomNumberGenerator) -> [Effect] {
        if let entry = CommandTable.entry(of: command), let obstacle = obstacle(to: entry) {
            say(obstacle, .warning)
            if command == .reply || command == .note { refusedWriting.begin(at: now) }
            return []
        }
        return carryOut(command, using: &generator)
    }

    private mutating func carryOut(_ command: Command, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch command {
        case .moveDown, .moveUp, .moveFirst, .moveLast, .pageDown, .pageUp, .halfPageDown, .halfPageUp:
            return Movement(command).map { move($0) } ?? []
        case .open: return openSelected()
        case .back: return goBack()
        case .nextPane, .previousPane: return switchPane()
        case .nextConversation: return openNeighbour(1)
        case .previousConversation: return openNeighbour(-1)
        case .nextUnread: return selectNextUnread()
        case .showMine: return show(.mine)
        case .showUnassigned: return show(.unassigned)
        case .showOpen: return show(.open)
        case .showFinished: return show(.finished)
        case .cycleOrder: return cycleOrder()
        case .filter: return cover(with: .filter(FilterForm(inbox.query)))
        case .chooseZones: return chooseZones()
        case .writeQuery: return writeQuery()
        case .chooseViews: return chooseViews()
        case .lastView: return showLastView()
        case .earlierView: return showEarlierView()
        case .laterView: return showLaterView()
        case .takeNext: return takeNext()
        case .showAudit: return showAudit()
        case .answerTimes: return showAnswerTimes(using: &generator)
        case .people: return showPeople(using: &generator)
        case .account: return showOwnAccount()
        case .searchMessages: return searchMessages()
        case .reply: return write(.reply)
        case .note: return write(.note)
        case .claim: return ask(.claim)
        case .release: return ask(.release)
        case .transfer: return chooseTransfer()
        case .assign: return chooseAssignee()
        case .changeState: return chooseState()
        case .changePriority: return choosePriority()
        case .changeTags: return editTags()
        case .mark: return toggleMark()
        case .markRange: return toggleRange()
        case .markAll: return markAll()
        case .merge: return mergeConversations()
        case .undo: return undo()
        case .showSkipped: return cover(with: .skipped(from: 0))
        case .send, .sendAndWait: return send(andWait: command == .sendAndWait, using: &generator)
        case .insertReply: return chooseReply()
        case .switchKind: return switchKind()
        case .switchChannel: return switchChannel()
        case .editExternally: return editExternally()
        case .discardDraft: return askToDiscard()
        case .keepDraft: return leaveComposer()
        case .togglePanel: return togglePanel()
        case .manageReplies: return manageReplies()
        case .editDetails: return openRecords()
        case .refresh:
            inbox.countersAreStale = true
            return connection == .live ? catchUp() : [.reconnect]
        case .redraw: return [.redraw]
        case .help: return cover(with: .help(CommandSearch()))
        case .palette: return cover(with: .palette(CommandSearch()))
        case .suspend: return [.suspend]
        case .quit: return cover(with: .quit)
        }
    }

    /// Lays something over the panes.
    mutating func cover(with overlay: Overlay) -> [Effect] {
        self.overlay = overlay
        return []
    }

    private mutating func togglePanel() -> [Effect] {
        showsPanel.toggle()
        layOutThread()
        return []
    }
}
