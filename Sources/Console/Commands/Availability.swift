import Domain
import Text

extension State {
    /// Why a command can't be used now; nil where it can.
    func obstacle(to entry: CommandEntry) -> OutcomePhrase? { obstacle(to: entry, on: focusedRow) }

    /// The same for a conversation that has the focus; nil where none has.
    func obstacle(to entry: CommandEntry, on row: ConversationRow?) -> OutcomePhrase? {
        if let capability = entry.capability, !allows(entry) { return .notYourRole(capability) }
        if entry.command == .undo { return obstacleToUndo }
        if let obstacle = views.history.obstacle(to: entry.command) { return obstacle }
        if entry.command == .showSkipped { return steering.report?.hasDetails == true ? nil : .nothingSkipped }
        if entry.command == .switchChannel { return thread?.conversation.isMerged == true ? nil : .oneChannel }
        guard entry.needsConversation else { return nil }
        if entry.command == .merge { return obstacleToMerging(row) }
        if entry.command.takesMarks, marked != nil {
            return reader.map { $0.may(.actInBulk) } == false ? .notYourRole(.actInBulk) : nil
        }
        if entry.command.isRefusedForMarks, marked != nil { return .oneAtATime }
        guard let row else { return .nothingSelected }
        if let obstacle = obstacle(to: entry.command, on: row) { return obstacle }
        guard let capability = entry.capability, let reader else { return nil }
        return reader.may(capability, onAssignedTo: row.conversation.assignee)
            ? nil : .notYourConversation(assignee: row.assignee)
    }

    /// Whether the reader's role allows a command at all, on some conversation at least.
    func allows(_ entry: CommandEntry) -> Bool {
        guard let capability = entry.capability, let reader else { return true }
        return reader.may(capability)
    }

    private func obstacle(to command: Command, on row: ConversationRow) -> OutcomePhrase? {
        let isFinal = row.conversation.state == .archivee
        switch command {
        case .reply, .note, .transfer, .assign, .changeState, .changePriority, .changeTags:
            return isFinal ? .archivedIsReadOnly : nil
        case .claim:
            if isFinal { return .archivedIsReadOnly }
            guard let assignee = row.conversation.assignee else { return nil }
            return assignee == reader?.id ? .alreadyYours : .alreadySomebodys(row.assignee)
        case .takeNext, .mark, .markRange, .markAll, .merge, .undo, .showSkipped, .moveDown, .moveUp, .moveFirst,
            .moveLast,
            .pageDown, .pageUp, .halfPageDown, .halfPageUp, .open, .back,
            .nextPane, .previousPane, .nextConversation, .previousConversation, .nextUnread, .showMine,
            .showUnassigned, .showOpen, .showFinished, .filter, .chooseZones, .writeQuery, .searchMessages, .cycleOrder,
            .chooseViews, .lastView, .earlierView, .laterView, .answerTimes, .showAudit, .people, .account,
            .release, .send,
            .sendAndWait, .insertReply,
            .switchKind, .switchChannel, .editExternally, .discardDraft, .keepDraft, .togglePanel, .manageReplies,
            .editDetails,
            .refresh, .redraw,
            .help, .palette,
            .suspend, .quit:
            return nil
        }
    }
}

extension Command {
    /// Whether it acts on all that are marked, where some are.
    var takesMarks: Bool { Self.forMarks.contains(self) }

    /// Whether a person who marked some would expect it to act on them, and it can't.
    var isRefusedForMarks: Bool {
        [.claim, .release, .transfer].contains(self)
    }

    /// Those that do, in the order in which the footer shows them.
    static let forMarks: [Self] = [.assign, .changeState, .changePriority, .changeTags]
}
