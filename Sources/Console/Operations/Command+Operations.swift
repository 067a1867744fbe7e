import Screen

extension Command {
    /// How the house does, and what became of a conversation's events.
    package enum Operations: String, CommandArea {
        case open = "operations"
        case deliveries = "show-deliveries"
    }
}

extension Command.Operations {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.operations(.open), .browsing, in: .reading, keys: [.character("H")], needs: .readMetrics),
        CommandEntry(
            .operations(.deliveries),
            .browsing,
            in: .reading,
            keys: [.character("D")],
            needs: .readConversations,
            onConversation: true
        ),
    ]

    package var english: CommandWords {
        switch self {
        case .open: ("operations", "incidents, workflows, webhooks, deliveries, jobs")
        case .deliveries: ("deliveries", "what became of the conversation's events")
        }
    }

    package var french: CommandWords {
        switch self {
        case .open: ("exploitation", "incidents, workflows, webhooks, envois, tâches")
        case .deliveries: ("envois", "ce que sont devenus les événements de la conversation")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Operations) -> [Effect] {
        switch command {
        case .open: showOperations()
        case .deliveries: showConversationDeliveries()
        }
    }
}
