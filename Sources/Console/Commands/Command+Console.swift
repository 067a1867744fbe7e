import Screen

extension Command {
    /// The console itself.
    package enum Console: String, CommandArea {
        case help
        case palette
        case refresh
        case redraw
        case suspend
        case quit
    }
}

extension Command.Console {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.console(.help), .everywhere, in: .reading, keys: [.character("?"), Key(.function(1))]),
        CommandEntry(
            .console(.palette),
            .everywhere,
            in: .reading,
            keys: [.character(":"), .control("K")],
            isInPalette: false
        ),
        CommandEntry(.console(.refresh), .everywhere, in: .reading, keys: [.control("R")]),
        CommandEntry(.console(.redraw), .everywhere, in: .all, keys: [.control("L")]),
        CommandEntry(.console(.suspend), .everywhere, in: .all, keys: [.control("Z")]),
        CommandEntry(.console(.quit), .everywhere, in: .all, keys: [.control("Q"), .control("C")]),
    ]

    package var english: CommandWords {
        switch self {
        case .help: ("help", "all keys")
        case .palette: ("command", "find a command by name")
        case .refresh: ("refresh", "reload the screen; if offline, reconnect now")
        case .redraw: ("redraw", "redraw the screen")
        case .suspend: ("suspend", "back to the shell; fg returns")
        case .quit: ("quit", "leave riad")
        }
    }

    package var french: CommandWords {
        switch self {
        case .help: ("aide", "toutes les touches")
        case .palette: ("commande", "trouver une commande par son nom")
        case .refresh: ("relire", "recharger l’écran ; hors ligne, se reconnecter")
        case .redraw: ("redessiner", "redessiner l’écran")
        case .suspend: ("suspendre", "retour au shell ; fg revient")
        case .quit: ("quitter", "quitter riad")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Console) -> [Effect] {
        switch command {
        case .help: present(HelpPage())
        case .palette: present(CommandPalette())
        case .refresh: refreshOrReconnect()
        case .redraw: [.redraw]
        case .suspend: [.suspend]
        case .quit: present(QuitQuestion())
        }
    }

    private mutating func refreshOrReconnect() -> [Effect] {
        inbox.countersAreStale = true
        return connection == .live ? refreshAll() : [.reconnect]
    }
}
