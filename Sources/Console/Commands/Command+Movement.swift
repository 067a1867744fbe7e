import Screen

extension Command {
    /// Moving in the list or the thread.
    package enum Movement: String, CommandArea {
        case down = "move-down"
        case up = "move-up"
        case first = "move-first"
        case last = "move-last"
        case pageDown = "page-down"
        case pageUp = "page-up"
        case halfPageDown = "half-page-down"
        case halfPageUp = "half-page-up"
    }
}

extension Command.Movement {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.movement(.down), .moving, in: .reading, keys: [.character("j"), .down], isInPalette: false),
        CommandEntry(.movement(.up), .moving, in: .reading, keys: [.character("k"), .up], isInPalette: false),
        CommandEntry(.movement(.first), .moving, in: .reading, keys: [.character("g"), .home], isInPalette: false),
        CommandEntry(.movement(.last), .moving, in: .reading, keys: [.character("G"), .end], isInPalette: false),
        CommandEntry(.movement(.halfPageDown), .moving, in: .reading, keys: [.control("D")], isInPalette: false),
        CommandEntry(.movement(.halfPageUp), .moving, in: .reading, keys: [.control("U")], isInPalette: false),
        CommandEntry(
            .movement(.pageDown),
            .moving,
            in: .reading,
            keys: [.pageDown, .control("F")],
            isInPalette: false
        ),
        CommandEntry(.movement(.pageUp), .moving, in: .reading, keys: [.pageUp, .control("B")], isInPalette: false),
    ]

    package var english: CommandWords {
        switch self {
        case .down: ("down", "one row or line down")
        case .up: ("up", "one row or line up")
        case .first: ("first", "to the first row, or the thread's beginning")
        case .last: ("last", "to the last row, or the latest message")
        case .pageDown: ("page down", "one screen down")
        case .pageUp: ("page up", "one screen up")
        case .halfPageDown: ("half down", "half a screen down")
        case .halfPageUp: ("half up", "half a screen up")
        }
    }

    package var french: CommandWords {
        switch self {
        case .down: ("bas", "une ligne plus bas")
        case .up: ("haut", "une ligne plus haut")
        case .first: ("début", "à la première ligne, ou au début du fil")
        case .last: ("fin", "à la dernière ligne, ou au dernier message")
        case .pageDown: ("page suivante", "un écran plus bas")
        case .pageUp: ("page précédente", "un écran plus haut")
        case .halfPageDown: ("demi-page bas", "un demi-écran plus bas")
        case .halfPageUp: ("demi-page haut", "un demi-écran plus haut")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Movement) -> [Effect] {
        switch command {
        case .down: move(.lines(1))
        case .up: move(.lines(-1))
        case .first: move(.first)
        case .last: move(.last)
        case .pageDown: move(.screens(1))
        case .pageUp: move(.screens(-1))
        case .halfPageDown: move(.halfScreens(1))
        case .halfPageUp: move(.halfScreens(-1))
        }
    }
}
