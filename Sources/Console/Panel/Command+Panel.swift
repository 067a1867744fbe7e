import Screen

extension Command {
    /// The details beside the thread.
    package enum Panel: String, CommandArea {
        case toggle = "toggle-panel"
    }
}

extension Command.Panel {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.panel(.toggle), .browsing, in: .reading, keys: [.character("b")])
    ]

    package var english: CommandWords {
        switch self {
        case .toggle: ("details", "show or hide guest, stay and property")
        }
    }

    package var french: CommandWords {
        switch self {
        case .toggle: ("détails", "montrer ou cacher client, séjour et logement")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Panel) -> [Effect] {
        switch command {
        case .toggle: togglePanel()
        }
    }

    private mutating func togglePanel() -> [Effect] {
        showsPanel.toggle()
        layOutThread()
        return readLatestDeliveries()
    }
}
