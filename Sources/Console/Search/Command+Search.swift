import Screen

extension Command {
    /// The search among messages.
    package enum Search: String, CommandArea {
        case searchMessages = "search-messages"
    }
}

extension Command.Search {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.search(.searchMessages), .browsing, in: .reading, keys: [.character("S")], footer: 47)
    ]

    package var english: CommandWords {
        switch self {
        case .searchMessages: ("search", "search the text of messages")
        }
    }

    package var french: CommandWords {
        switch self {
        case .searchMessages: ("chercher", "chercher dans le texte des messages")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Search) -> [Effect] {
        switch command {
        case .searchMessages: searchMessages()
        }
    }
}
