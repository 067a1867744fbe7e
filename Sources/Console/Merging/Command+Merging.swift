import Screen

extension Command {
    /// Merging conversations of one guest, and writing in merged ones.
    package enum Merging: String, CommandArea {
        case merge
        case switchChannel = "switch-channel"
    }
}

extension Command.Merging {
    /// The entry of merging.
    static let merging: [CommandEntry] = [
        CommandEntry(.merging(.merge), .bulk, in: .reading, keys: [.character("m")], needs: .actInBulk)
    ]

    /// The entry of the channel a reply goes to.
    static let channels: [CommandEntry] = [
        CommandEntry(.merging(.switchChannel), .writing, in: [.composer], keys: [.control("V")])
    ]

    package var english: CommandWords {
        switch self {
        case .merge: ("merge", "merge the marked ones, or list the guest's conversations to merge or unmerge")
        case .switchChannel: ("channel", "reply on the next channel of a merged thread")
        }
    }

    package var french: CommandWords {
        switch self {
        case .merge: ("fusionner", "réunir les marquées, ou voir celles du client à fusionner ou séparer")
        case .switchChannel: ("canal", "répondre sur le canal suivant d’un fil fusionné")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Merging) -> [Effect] {
        switch command {
        case .merge: mergeConversations()
        case .switchChannel: switchChannel()
        }
    }

    /// Returns why a command isn't available; nil if nothing but the user's rights may stand against it.
    func disabledReason(for command: Command.Merging, on row: ConversationRow?) -> OutcomePhrase? {
        switch command {
        case .merge: mergeDisabledReason(row)
        case .switchChannel: thread?.conversation.isMerged == true ? nil : .oneChannel
        }
    }
}
