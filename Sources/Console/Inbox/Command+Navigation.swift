import Screen

extension Command {
    /// Going from the list to a conversation, and from one to another.
    package enum Navigation: String, CommandArea {
        case open
        case back
        case nextPane = "next-pane"
        case previousPane = "previous-pane"
        case nextConversation = "next-conversation"
        case previousConversation = "previous-conversation"
        case nextUnread = "next-unread"
    }
}

extension Command.Navigation {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(
            .navigation(.open),
            .moving,
            in: [.inbox],
            keys: [.enter, .right],
            onConversation: true,
            footer: 10
        ),
        CommandEntry(.navigation(.back), .moving, in: .reading, keys: [.escape, .character("q"), .left], footer: 60),
        CommandEntry(.navigation(.nextPane), .moving, in: .reading, keys: [.tab]),
        CommandEntry(.navigation(.previousPane), .moving, in: .reading, keys: [.backtab]),
        CommandEntry(.navigation(.nextConversation), .moving, in: [.thread], keys: [.character("J")], footer: 50),
        CommandEntry(.navigation(.previousConversation), .moving, in: [.thread], keys: [.character("K")]),
        CommandEntry(.navigation(.nextUnread), .moving, in: .reading, keys: [.character("u")]),
    ]

    package var english: CommandWords {
        switch self {
        case .open: ("open", "open the selected conversation")
        case .back: ("back", "unmark; back to the list; from there, ask to leave")
        case .nextPane: ("next pane", "focus the next pane")
        case .previousPane: ("previous pane", "focus the previous pane")
        case .nextConversation: ("next", "open the next conversation of the list")
        case .previousConversation: ("previous", "open the previous conversation of the list")
        case .nextUnread: ("next unread", "to the next conversation with unread messages")
        }
    }

    package var french: CommandWords {
        switch self {
        case .open: ("ouvrir", "ouvrir la conversation choisie")
        case .back: ("retour", "démarquer ; retour à la liste ; de là, proposer de quitter")
        case .nextPane: ("volet suivant", "passer au volet suivant")
        case .previousPane: ("volet précédent", "revenir au volet précédent")
        case .nextConversation: ("suivante", "ouvrir la conversation suivante de la liste")
        case .previousConversation: ("précédente", "ouvrir la conversation précédente de la liste")
        case .nextUnread: ("non lue", "à la prochaine conversation non lue")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Navigation) -> [Effect] {
        switch command {
        case .open: openSelected()
        case .back: goBack()
        case .nextPane, .previousPane: switchPane()
        case .nextConversation: openNeighbour(1)
        case .previousConversation: openNeighbour(-1)
        case .nextUnread: selectNextUnread()
        }
    }
}
