import Screen

extension Command {
    /// Showing views, and going back and forth between them.
    package enum Views: String, CommandArea {
        case showMine = "show-mine"
        case showUnassigned = "show-unassigned"
        case showOpen = "show-open"
        case showFinished = "show-finished"
        case choose = "choose-views"
        case last = "last-view"
        case earlier = "earlier-view"
        case later = "later-view"
    }
}

extension Command.Views {
    /// The entries of the built-in views.
    static let builtIn: [CommandEntry] = [
        CommandEntry(.views(.showMine), .browsing, in: .reading, keys: [.character("1")]),
        CommandEntry(.views(.showUnassigned), .browsing, in: .reading, keys: [.character("2")]),
        CommandEntry(.views(.showOpen), .browsing, in: .reading, keys: [.character("3")]),
        CommandEntry(.views(.showFinished), .browsing, in: .reading, keys: [.character("4")]),
    ]

    /// The entries of the saved views and of the history.
    static let history: [CommandEntry] = [
        CommandEntry(.views(.choose), .browsing, in: .reading, keys: [.character("V")], footer: 44),
        CommandEntry(.views(.last), .browsing, in: .reading, keys: [.character("-")]),
        CommandEntry(.views(.earlier), .browsing, in: .reading, keys: [.character("[")]),
        CommandEntry(.views(.later), .browsing, in: .reading, keys: [.character("]")]),
    ]

    package var english: CommandWords {
        switch self {
        case .showMine: ("mine", "my open conversations")
        case .showUnassigned: ("unassigned", "open unassigned conversations")
        case .showOpen: ("open", "all open conversations")
        case .showFinished: ("finished", "resolved and closed conversations")
        case .choose: ("views", "open, save, change or remove a saved view")
        case .last: ("last view", "switch between the last two views")
        case .earlier: ("earlier view", "back in the view history")
        case .later: ("later view", "forward in the view history")
        }
    }

    package var french: CommandWords {
        switch self {
        case .showMine: ("à moi", "mes conversations ouvertes")
        case .showUnassigned: ("à prendre", "les conversations ouvertes non attribuées")
        case .showOpen: ("ouvertes", "toutes les conversations ouvertes")
        case .showFinished: ("finies", "les conversations résolues et closes")
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
        case .showMine: showBuiltInView(.mine)
        case .showUnassigned: showBuiltInView(.unassigned)
        case .showOpen: showBuiltInView(.open)
        case .showFinished: showBuiltInView(.finished)
        case .choose: chooseViews()
        case .last: showAlternateView()
        case .earlier: showPreviousView()
        case .later: showNextView()
        }
    }
}
