import Screen

extension Command {
    /// The audit trail.
    package enum Audit: String, CommandArea {
        case show = "show-audit"
    }
}

extension Command.Audit {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.audit(.show), .browsing, in: .reading, keys: [.character("L")], needs: .readAudit)
    ]

    package var english: CommandWords {
        switch self {
        case .show: ("audit trail", "who changed what and when, of the open conversation or of everything")
        }
    }

    package var french: CommandWords {
        switch self {
        case .show: ("journal", "qui a changé quoi et quand, dans la conversation ouverte ou partout")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Audit) -> [Effect] {
        switch command {
        case .show: showAudit()
        }
    }
}
