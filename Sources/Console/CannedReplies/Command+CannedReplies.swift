import Screen

extension Command {
    /// Using and managing canned replies.
    package enum CannedReplies: String, CommandArea {
        case insert = "insert-reply"
        case manage = "manage-replies"
    }
}

extension Command.CannedReplies {
    /// The entry of inserting a reply into the text.
    static let inserting: [CommandEntry] = [
        CommandEntry(.cannedReplies(.insert), .writing, in: [.composer], keys: [.control("R")], footer: 25)
    ]

    /// The entry of managing the replies.
    static let managing: [CommandEntry] = [
        CommandEntry(.cannedReplies(.manage), .everywhere, in: .reading, keys: [.character("R")])
    ]

    package var english: CommandWords {
        switch self {
        case .insert: ("canned replies", "insert a canned reply, filled in for this guest")
        case .manage: ("canned replies", "add, change and delete canned replies")
        }
    }

    package var french: CommandWords {
        switch self {
        case .insert: ("réponses types", "insérer une réponse type, remplie pour ce voyageur")
        case .manage: ("réponses types", "ajouter, modifier et supprimer des réponses types")
        }
    }
}

extension State {
    mutating func perform(
        _ command: Command.CannedReplies,
        using generator: inout some RandomNumberGenerator
    ) -> [Effect] {
        switch command {
        case .insert: needsTemplate ? chooseTemplate(using: &generator) : chooseCannedReply()
        case .manage: manageCannedReplies()
        }
    }
}
