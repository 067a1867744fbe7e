import Domain
import Text

extension State {
    /// Why a command can't be used now; nil where it can.
    func obstacle(to entry: CommandEntry) -> OutcomePhrase? {
        if let capability = entry.capability, let reader, !reader.may(capability) {
            return .notYourRole(capability)
        }
        guard entry.needsConversation else { return nil }
        guard let conversation = focusedConversation else { return .nothingSelected }
        if let obstacle = obstacle(to: entry.command, on: conversation) { return obstacle }
        guard let capability = entry.capability, let reader else { return nil }
        return reader.may(capability, onAssignedTo: conversation.assignee)
            ? nil : .notYourConversation(assignee: conversation.assigneeName.map { SafeText($0).plain } ?? "")
    }

    private func obstacle(to command: Command, on conversation: Conversation) -> OutcomePhrase? {
        let isFinal = conversation.state == .archivee
        switch command {
        case .reply, .note, .changeState, .changePriority, .changeTags:
            return isFinal ? .archivedIsReadOnly : nil
        case .claim:
            if conversation.assignee == reader?.id { return .alreadyYours }
            return isFinal ? .archivedIsReadOnly : nil
        case .moveDown, .moveUp, .moveFirst, .moveLast, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .open, .back,
            .nextPane, .previousPane, .nextConversation, .previousConversation, .nextUnread, .showMine,
            .showUnassigned, .showOpen, .showFinished, .filter, .chooseZones, .writeQuery, .cycleOrder, .release, .send,
            .sendAndWait,
            .switchKind, .editExternally, .discardDraft, .keepDraft, .togglePanel, .refresh, .redraw, .help, .palette,
            .suspend, .quit:
            return nil
        }
    }
}
