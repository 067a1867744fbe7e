import Screen

extension Command {
    /// The house's settings.
    package enum Settings: String, CommandArea {
        case show = "settings"
    }
}

extension Command.Settings {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.settings(.show), .browsing, in: .reading, keys: [.character(",")], needs: .manageSettings)
    ]

    package var english: CommandWords {
        switch self {
        case .show: ("settings", "the house's settings")
        }
    }

    package var french: CommandWords {
        switch self {
        case .show: ("réglages", "les réglages de la maison")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Settings) -> [Effect] {
        switch command {
        case .show: present(SettingsPage()) + [.settings(.read)]
        }
    }
}
