import Screen

extension Command {
    /// Targets of answer times, and calendars.
    package enum SLA: String, CommandArea {
        case show = "answer-times"
    }
}

extension Command.SLA {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.sla(.show), .browsing, in: .reading, keys: [.character("A")], needs: .manageShared)
    ]

    package var english: CommandWords {
        switch self {
        case .show: ("answer times", "answer time targets, and the calendars they count by")
        }
    }

    package var french: CommandWords {
        switch self {
        case .show: ("délais", "délais de réponse et leurs calendriers")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.SLA, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch command {
        case .show: showSLA(using: &generator)
        }
    }
}
