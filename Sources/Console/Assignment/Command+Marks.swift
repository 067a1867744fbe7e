import Screen

extension Command {
    /// Marking conversations for a bulk change.
    package enum Marks: String, CommandArea {
        case mark
        case range = "mark-range"
        case all = "mark-all"
    }
}

extension Command.Marks {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.marks(.mark), .bulk, in: [.inbox], keys: [.space], needs: .actInBulk, onConversation: true),
        CommandEntry(
            .marks(.range),
            .bulk,
            in: [.inbox],
            keys: [.character("v")],
            needs: .actInBulk,
            onConversation: true
        ),
        CommandEntry(.marks(.all), .bulk, in: [.inbox], keys: [.character("*")], needs: .actInBulk),
    ]

    package var english: CommandWords {
        switch self {
        case .mark: ("mark", "mark or unmark, and move on; a s p t then act on all marked")
        case .range: ("range", "begin or end a range of marks")
        case .all: ("mark all matches", "mark everything that matches the filter")
        }
    }

    package var french: CommandWords {
        switch self {
        case .mark: ("marquer", "marquer ou démarquer, puis suivante ; a s p t valent pour toutes")
        case .range: ("plage", "commencer ou finir une plage de marques")
        case .all: ("tout marquer", "marquer tout ce qui correspond au filtre")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Marks) -> [Effect] {
        switch command {
        case .mark: toggleMark()
        case .range: toggleRange()
        case .all: markAll()
        }
    }
}
