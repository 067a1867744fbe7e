import Screen

extension Command {
    /// Writing to a guest elsewhere than in the open conversation.
    package enum Outreach: String, CommandArea {
        case writeElsewhere = "write-elsewhere"
    }
}

extension Command.Outreach {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(
            .outreach(.writeElsewhere),
            .conversation,
            in: .reading,
            keys: [.character("C")],
            needs: .writeGuests,
            onConversation: true
        )
    ]

    package var english: CommandWords {
        switch self {
        case .writeElsewhere: ("write elsewhere", "write to the guest on another channel, or first")
        }
    }

    package var french: CommandWords {
        switch self {
        case .writeElsewhere: ("écrire ailleurs", "écrire au client sur un autre canal, ou en premier")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Outreach, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch command {
        case .writeElsewhere: chooseChannel(using: &generator)
        }
    }

    /// Returns why a command isn't available; nil if nothing but the user's rights may stand against it.
    func disabledReason(for command: Command.Outreach, on row: ConversationRow?) -> OutcomePhrase? {
        switch command {
        case .writeElsewhere: row != nil && row?.conversation.guest == nil ? .noGuestToWriteTo : nil
        }
    }
}
