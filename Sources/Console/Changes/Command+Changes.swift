import Screen

extension Command {
    /// Changing the focused conversation or the marked ones.
    package enum Changes: String, CommandArea {
        case state = "change-state"
        case priority = "change-priority"
        case tags = "change-tags"
    }
}

extension Command.Changes {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(
            .changes(.state),
            .conversation,
            in: .reading,
            keys: [.character("s")],
            needs: .changeState,
            onConversation: true,
            whenMarked: .actsOnAll,
            footer: 35
        ),
        CommandEntry(
            .changes(.priority),
            .conversation,
            in: .reading,
            keys: [.character("p")],
            needs: .changePriority,
            onConversation: true,
            whenMarked: .actsOnAll
        ),
        CommandEntry(
            .changes(.tags),
            .conversation,
            in: .reading,
            keys: [.character("t")],
            needs: .changeTags,
            onConversation: true,
            whenMarked: .actsOnAll
        ),
    ]

    package var english: CommandWords {
        switch self {
        case .state: ("state", "change the state")
        case .priority: ("priority", "change the priority")
        case .tags: ("tags", "change the tags")
        }
    }

    package var french: CommandWords {
        switch self {
        case .state: ("état", "changer l’état")
        case .priority: ("priorité", "changer la priorité")
        case .tags: ("étiquettes", "changer les étiquettes")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Changes) -> [Effect] {
        switch command {
        case .state: chooseState()
        case .priority: choosePriority()
        case .tags: editTags()
        }
    }

    /// Returns why a command isn't available; nil if nothing but the user's rights may stand against it.
    func disabledReason(for command: Command.Changes, on row: ConversationRow?) -> OutcomePhrase? {
        switch command {
        case .state, .priority, .tags: row?.isArchived == true ? .archivedIsReadOnly : nil
        }
    }
}
