import Domain
import Text

extension State {
    /// Returns why a command isn't available for the focused row; nil if it is.
    func disabledReason(for entry: CommandEntry) -> OutcomePhrase? { disabledReason(for: entry, on: focusedRow) }

    /// Returns why a command isn't available for a row, nil if no row has the focus; returns nil if it is available.
    func disabledReason(for entry: CommandEntry, on row: ConversationRow?) -> OutcomePhrase? {
        if let capability = entry.capability, !isPermitted(entry) { return .notYourRole(capability) }
        if entry.command == .undo { return undoDisabledReason }
        if let obstacle = views.history.disabledReason(for: entry.command) { return obstacle }
        if entry.command == .showSkipped { return assignment.lastOutcome?.hasDetails == true ? nil : .nothingSkipped }
        if entry.command == .switchChannel { return thread?.conversation.isMerged == true ? nil : .oneChannel }
        guard entry.needsConversation else { return nil }
        if entry.command == .merge { return mergeDisabledReason(row) }
        if entry.command.takesMarks, marked != nil {
            return user.map { $0.can(.actInBulk) } == false ? .notYourRole(.actInBulk) : nil
        }
        if entry.command.isRefusedForMarks, marked != nil { return .oneAtATime }
        guard let row else { return .nothingSelected }
        if let obstacle = disabledReason(for: entry.command, on: row) { return obstacle }
        guard let capability = entry.capability, let user else { return nil }
        return user.may(capability, onAssignedTo: row.conversation.assignee)
            ? nil : .assigneeOnly(assignee: row.assignee)
    }

    /// Returns whether the user's role allows a command on any conversation at all; true if it needs no right, or the
    /// user isn't known yet.
    func isPermitted(_ entry: CommandEntry) -> Bool {
        guard let capability = entry.capability, let user else { return true }
        return user.can(capability)
    }

    private func disabledReason(for command: Command, on row: ConversationRow) -> OutcomePhrase? {
        let isFinal = row.conversation.state == .archivee
        switch command {
        case .reply, .note, .transfer, .assign, .changeState, .changePriority, .changeTags:
            return isFinal ? .archivedIsReadOnly : nil
        case .claim:
            if isFinal { return .archivedIsReadOnly }
            guard let assignee = row.conversation.assignee else { return nil }
            return assignee == user?.id ? .alreadyYours : .alreadyAssigned(row.assignee)
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
    /// Whether it acts on all marked conversations, if there are any.
    var takesMarks: Bool { Self.forMarks.contains(self) }

    /// Whether it is refused while conversations are marked: the user would expect it to act on all of them, and it
    /// can't.
    var isRefusedForMarks: Bool {
        [.claim, .release, .transfer].contains(self)
    }

    /// The commands that act on marked conversations, in footer order.
    static let forMarks: [Self] = [.assign, .changeState, .changePriority, .changeTags]
}
