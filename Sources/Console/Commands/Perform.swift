import Domain

/// What each command does.
extension State {
    /// Performs a command, or shows why it isn't available.
    mutating func perform(_ command: Command, using generator: inout some RandomNumberGenerator) -> [Effect] {
        if let entry = CommandTable.entry(of: command), let obstacle = disabledReason(for: entry) {
            showNotice(obstacle, severity: .warning)
            if command == .reply || command == .note { typeAheadGuard.arm(at: now) }
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
        case .showMine: return showBuiltInView(.mine)
        case .showUnassigned: return showBuiltInView(.unassigned)
        case .showOpen: return showBuiltInView(.open)
        case .showFinished: return showBuiltInView(.finished)
        case .cycleOrder: return cycleOrder()
        case .filter: return present(StateFilterForm(inbox.query))
        case .chooseZones: return chooseZones()
        case .writeQuery: return editFilter()
        case .chooseViews: return chooseViews()
        case .lastView: return showAlternateView()
        case .earlierView: return showPreviousView()
        case .laterView: return showNextView()
        case .takeNext: return claimNext()
        case .showAudit: return showAudit()
        case .answerTimes: return showSLA(using: &generator)
        case .people: return showPeople(using: &generator)
        case .account: return showOwnAccount()
        case .searchMessages: return searchMessages()
        case .reply: return startWriting(.reply)
        case .note: return startWriting(.note)
        case .claim: return requestChange(.claim)
        case .release: return requestChange(.release)
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
        case .showSkipped: return present(SkippedPage())
        case .send, .sendAndWait: return enqueueMessage(waitingForGuest: command == .sendAndWait, using: &generator)
        case .insertReply: return chooseCannedReply()
        case .switchKind: return toggleNote()
        case .switchChannel: return switchChannel()
        case .editExternally: return editExternally()
        case .discardDraft: return confirmDiscard()
        case .keepDraft: return closeComposer()
        case .togglePanel: return togglePanel()
        case .manageReplies: return manageCannedReplies()
        case .editDetails: return openRecords()
        case .refresh:
            inbox.countersAreStale = true
            return connection == .live ? refreshAll() : [.reconnect]
        case .redraw: return [.redraw]
        case .help: return present(HelpPage())
        case .palette: return present(CommandPalette())
        case .suspend: return [.suspend]
        case .quit: return present(QuitQuestion())
        }
    }

    private mutating func togglePanel() -> [Effect] {
        showsPanel.toggle()
        layOutThread()
        return []
    }
}
