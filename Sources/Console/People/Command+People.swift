import Screen

extension Command {
    /// The staff, and the current user.
    package enum People: String, CommandArea {
        case people
        case account
    }
}

extension Command.People {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.people(.people), .browsing, in: .reading, keys: [.character("P")], needs: .giveRoles),
        CommandEntry(.people(.account), .everywhere, in: .reading, keys: [.character("M")]),
    ]

    package var english: CommandWords {
        switch self {
        case .people: ("people", "who works here: roles, logins, sessions")
        case .account: ("me", "your name, telephone, password and rights")
        }
    }

    package var french: CommandWords {
        switch self {
        case .people: ("personnes", "qui travaille ici : rôles, accès, connexions")
        case .account: ("moi", "vos nom, téléphone, mot de passe, et vos droits")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.People, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch command {
        case .people: showPeople(using: &generator)
        case .account: showOwnAccount()
        }
    }
}
