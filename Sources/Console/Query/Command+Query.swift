import Screen

extension Command {
    /// The filter written as text.
    package enum Query: String, CommandArea {
        case write = "write-query"
    }
}

extension Command.Query {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.query(.write), .browsing, in: .reading, keys: [.character("/")], footer: 32)
    ]

    package var english: CommandWords {
        switch self {
        case .write: ("filter", "write a filter: zone:marrakech_* priority:>=high")
        }
    }

    package var french: CommandWords {
        switch self {
        case .write: ("filtrer", "écrire un filtre : zone:marrakech_* priority:>=high")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Query) -> [Effect] {
        switch command {
        case .write: editFilter()
        }
    }
}
