import Screen

extension Command {
    /// Who answers conversations, and what the last bulk change did.
    package enum Assignment: String, CommandArea {
        case takeNext = "take-next"
        case claim
        case release
        case transfer
        case assign
        case undo
        case showSkipped = "show-skipped"
    }
}

extension Command.Assignment {
    /// The entry of claiming from the queue.
    static let queue: [CommandEntry] = [
        CommandEntry(
            .assignment(.takeNext),
            .conversation,
            in: .reading,
            keys: [.character("n")],
            needs: .claim,
            footer: 31
        )
    ]

    /// The entries of assigning the focused or marked conversations.
    static let assigning: [CommandEntry] = [
        CommandEntry(
            .assignment(.claim),
            .conversation,
            in: .reading,
            keys: [.character("c")],
            needs: .claim,
            onConversation: true,
            whenMarked: .refused,
            footer: 30
        ),
        CommandEntry(
            .assignment(.release),
            .conversation,
            in: .reading,
            keys: [.character("x")],
            needs: .release,
            onConversation: true,
            whenMarked: .refused
        ),
        CommandEntry(
            .assignment(.transfer),
            .conversation,
            in: .reading,
            keys: [.character("T")],
            needs: .transfer,
            onConversation: true,
            whenMarked: .refused
        ),
        CommandEntry(
            .assignment(.assign),
            .conversation,
            in: .reading,
            keys: [.character("a")],
            needs: .assign,
            onConversation: true,
            whenMarked: .actsOnAll,
            footer: 33
        ),
    ]

    /// The entries of what was last done.
    static let outcome: [CommandEntry] = [
        CommandEntry(.assignment(.undo), .conversation, in: .reading, keys: [.character("z")]),
        CommandEntry(.assignment(.showSkipped), .bulk, in: .reading, keys: [.character("y")], needs: .actInBulk),
    ]

    package var english: CommandWords {
        switch self {
        case .takeNext: ("take next", "claim and open the most urgent conversation")
        case .claim: ("claim", "claim the conversation")
        case .release: ("release", "return the conversation to the queue")
        case .transfer: ("transfer", "hand the conversation over, with a reason")
        case .assign: ("assign", "assign the conversation, or all marked ones")
        case .undo: ("undo", "take back what you did last, for a few seconds")
        case .showSkipped: ("skipped", "what the last change skipped, and why")
        }
    }

    package var french: CommandWords {
        switch self {
        case .takeNext: ("suivante à prendre", "prendre et ouvrir la conversation la plus urgente")
        case .claim: ("prendre", "prendre la conversation")
        case .release: ("rendre", "remettre la conversation dans la file")
        case .transfer: ("transférer", "transmettre la conversation, avec un motif")
        case .assign: ("attribuer", "attribuer la conversation, ou toutes les marquées")
        case .undo: ("annuler", "annuler ce que vous venez de faire, pendant quelques secondes")
        case .showSkipped: ("ignorées", "ce que le dernier changement a ignoré, et pourquoi")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Assignment) -> [Effect] {
        switch command {
        case .takeNext: assignment.claimNext(zones: inbox.query.zones)
        case .claim: requestChange(.claim)
        case .release: requestChange(.release)
        case .transfer: chooseTransfer()
        case .assign: chooseAssignee()
        case .undo: undoLast()
        case .showSkipped: present(SkippedPage())
        }
    }

    /// Returns why a command isn't available; nil if nothing but the user's rights may stand against it.
    func disabledReason(for command: Command.Assignment, on row: ConversationRow?) -> OutcomePhrase? {
        switch command {
        case .takeNext, .release: nil
        case .claim: row.flatMap { disabledReasonForClaiming($0) }
        case .transfer, .assign: row?.isArchived == true ? .archivedIsReadOnly : nil
        case .undo: undoDisabledReason
        case .showSkipped: assignment.lastOutcome?.hasDetails == true ? nil : .nothingSkipped
        }
    }

    private func disabledReasonForClaiming(_ row: ConversationRow) -> OutcomePhrase? {
        if row.isArchived { return .archivedIsReadOnly }
        guard let assignee = row.conversation.assignee else { return nil }
        return assignee == user?.id ? .alreadyYours : .alreadyAssigned(row.assignee)
    }
}
