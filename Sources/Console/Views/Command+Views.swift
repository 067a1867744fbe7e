import Screen

extension Command {
    /// Showing views, and going back and forth between them.
    package enum Views: String, CommandArea {
        case showOwnZones = "show-own-zones"
        case showMine = "show-mine"
        case showUnassigned = "show-unassigned"
        case showOpen = "show-open"
        case showFinished = "show-finished"
        case showFifthView = "show-fifth-view"
        case showSixthView = "show-sixth-view"
        case showSeventhView = "show-seventh-view"
        case showEighthView = "show-eighth-view"
        case showNinthView = "show-ninth-view"
        case choose = "choose-views"
        case last = "last-view"
        case earlier = "earlier-view"
        case later = "later-view"
    }
}

extension Command.Views {
    /// The entries of the built-in views.
    static let builtIn: [CommandEntry] = [
        CommandEntry(.views(.showOwnZones), .browsing, in: .reading, keys: [.character("0")]),
        CommandEntry(.views(.showMine), .browsing, in: .reading, keys: [.character("1")]),
        CommandEntry(.views(.showUnassigned), .browsing, in: .reading, keys: [.character("2")]),
        CommandEntry(.views(.showOpen), .browsing, in: .reading, keys: [.character("3")]),
        CommandEntry(.views(.showFinished), .browsing, in: .reading, keys: [.character("4")]),
    ]

    /// The entries of the saved views that have a digit.
    static let saved: [CommandEntry] = numbered.map { command, digit in
        CommandEntry(.views(command), .browsing, in: .reading, keys: [.character(digit)], isInPalette: false)
    }

    private static let numbered: [(Self, Character)] = [
        (.showFifthView, "5"), (.showSixthView, "6"), (.showSeventhView, "7"), (.showEighthView, "8"),
        (.showNinthView, "9"),
    ]

    /// The digit of a saved view's command; nil for the others.
    fileprivate var digit: Character? { Self.numbered.first { $0.0 == self }?.1 }

    /// The entries of the saved views and of the history.
    static let history: [CommandEntry] = [
        CommandEntry(.views(.choose), .browsing, in: .reading, keys: [.character("V")], footer: 44),
        CommandEntry(.views(.last), .browsing, in: .reading, keys: [.character("-")]),
        CommandEntry(.views(.earlier), .browsing, in: .reading, keys: [.character("[")]),
        CommandEntry(.views(.later), .browsing, in: .reading, keys: [.character("]")]),
    ]

    package var english: CommandWords {
        switch self {
        case .showOwnZones: ("my zones", "open conversations of your zones and the common queue")
        case .showMine: ("mine", "my open conversations")
        case .showUnassigned: ("unassigned", "open unassigned conversations")
        case .showOpen: ("open", "all open conversations")
        case .showFinished: ("finished", "resolved and closed conversations")
        case .showFifthView, .showSixthView, .showSeventhView, .showEighthView, .showNinthView:
            ("view \(digit ?? "5")", "the saved view of this number")
        case .choose: ("views", "open, save, change or remove a saved view")
        case .last: ("last view", "switch between the last two views")
        case .earlier: ("earlier view", "back in the view history")
        case .later: ("later view", "forward in the view history")
        }
    }

    package var french: CommandWords {
        switch self {
        case .showOwnZones: ("mes zones", "les conversations ouvertes de vos zones et de la file commune")
        case .showMine: ("à moi", "mes conversations ouvertes")
        case .showUnassigned: ("à prendre", "les conversations ouvertes non attribuées")
        case .showOpen: ("ouvertes", "toutes les conversations ouvertes")
        case .showFinished: ("finies", "les conversations résolues et closes")
        case .showFifthView, .showSixthView, .showSeventhView, .showEighthView, .showNinthView:
            ("vue \(digit ?? "5")", "la vue gardée de ce numéro")
        case .choose: ("vues", "ouvrir, garder, modifier ou retirer une vue")
        case .last: ("dernière vue", "alterner entre les deux dernières vues")
        case .earlier: ("vue précédente", "reculer dans l’historique des vues")
        case .later: ("vue suivante", "avancer dans l’historique des vues")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Views) -> [Effect] {
        switch command {
        case .showOwnZones: showBuiltInView(.ownZones)
        case .showMine: showBuiltInView(.mine)
        case .showUnassigned: showBuiltInView(.unassigned)
        case .showOpen: showBuiltInView(.open)
        case .showFinished: showBuiltInView(.finished)
        case .showFifthView, .showSixthView, .showSeventhView, .showEighthView, .showNinthView:
            showNumberedView(command.digit)
        case .choose: chooseViews()
        case .last: showAlternateView()
        case .earlier: showPreviousView()
        case .later: showNextView()
        }
    }

    /// Shows the saved view of a digit, or says that there is none.
    private mutating func showNumberedView(_ digit: Character?) -> [Effect] {
        guard let number = digit?.wholeNumberValue else { return [] }
        guard let view = views.item(at: number) else {
            showNotice(OutcomePhrase.noView(number, key: keys(of: .views(.choose), in: .inbox)))
            return []
        }
        return showView(view)
    }
}
