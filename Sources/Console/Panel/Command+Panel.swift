import Screen

extension Command {
    /// The details beside the thread.
    package enum Panel: String, CommandArea {
        case toggle = "toggle-panel"
        case toggleTimeline = "toggle-timeline"
    }
}

extension Command.Panel {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.panel(.toggle), .browsing, in: .reading, keys: [.character("b")]),
        CommandEntry(.panel(.toggleTimeline), .browsing, in: [.thread], keys: [.character(".")]),
    ]

    package var english: CommandWords {
        switch self {
        case .toggle: ("details", "show or hide guest, stay and property")
        case .toggleTimeline: ("changes", "fold or unfold what happened beside the messages")
        }
    }

    package var french: CommandWords {
        switch self {
        case .toggle: ("détails", "montrer ou cacher client, séjour et logement")
        case .toggleTimeline: ("changements", "plier ou déplier ce qui s’est passé hors des messages")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Panel) -> [Effect] {
        switch command {
        case .toggle: togglePanel()
        case .toggleTimeline: toggleTimeline()
        }
    }

    /// Shows or hides the details beside the thread; where there is no room beside it, shows them in a box.
    private mutating func togglePanel() -> [Effect] {
        guard size.columns >= Panes.panelColumns else {
            guard thread != nil else {
                showNotice(OutcomePhrase.onlyInThread(key: keys(of: .panel(.toggle), in: .inbox)))
                return []
            }
            return present(PanelBox()) + readLatestDeliveries()
        }
        showsPanel.toggle()
        layOutThread()
        return readLatestDeliveries()
    }
}
