import Screen

extension Command {
    /// What the list shows, and in which order.
    package enum Inbox: String, CommandArea {
        case filter
        case cycleOrder = "cycle-order"
    }
}

extension Command.Inbox {
    /// The entry of the filter by states and priorities.
    static let filtering: [CommandEntry] = [
        CommandEntry(.inbox(.filter), .browsing, in: .reading, keys: [.character("f")], footer: 42)
    ]

    /// The entry of the order.
    static let ordering: [CommandEntry] = [
        CommandEntry(.inbox(.cycleOrder), .browsing, in: .reading, keys: [.character("o")], footer: 45)
    ]

    package var english: CommandWords {
        switch self {
        case .filter: ("states", "choose states and priorities")
        case .cycleOrder: ("order", "most urgent first, by priority or by activity")
        }
    }

    package var french: CommandWords {
        switch self {
        case .filter: ("états", "choisir états et priorités")
        case .cycleOrder: ("ordre", "la plus urgente d’abord, par priorité ou par activité")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Inbox) -> [Effect] {
        switch command {
        case .filter: present(StateFilterForm(inbox.query))
        case .cycleOrder: cycleOrder()
        }
    }
}
