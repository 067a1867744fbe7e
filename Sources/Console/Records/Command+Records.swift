import Screen

extension Command {
    /// Guest, reservation and property of the open conversation.
    package enum Records: String, CommandArea {
        case edit = "edit-details"
    }
}

extension Command.Records {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(
            .records(.edit),
            .conversation,
            in: [.thread],
            keys: [.character("e")],
            needs: .readGuests,
            onConversation: true,
            footer: 37
        )
    ]

    package var english: CommandWords {
        switch self {
        case .edit: ("details", "edit guest, stay, property; all the guest's conversations")
        }
    }

    package var french: CommandWords {
        switch self {
        case .edit: ("fiches", "modifier voyageur, séjour, logement ; toutes ses conversations")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Records) -> [Effect] {
        switch command {
        case .edit: openRecords()
        }
    }
}
