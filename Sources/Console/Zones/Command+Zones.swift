import Screen

extension Command {
    /// The filter by zones.
    package enum Zones: String, CommandArea {
        case choose = "choose-zones"
    }
}

extension Command.Zones {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.zones(.choose), .browsing, in: .reading, keys: [.character("w")], footer: 43)
    ]

    package var english: CommandWords {
        switch self {
        case .choose: ("zones", "choose zones by workload")
        }
    }

    package var french: CommandWords {
        switch self {
        case .choose: ("zones", "choisir les zones selon leur charge")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Zones) -> [Effect] {
        switch command {
        case .choose: chooseZones()
        }
    }
}
