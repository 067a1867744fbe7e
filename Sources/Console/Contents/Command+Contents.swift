import Screen

extension Command {
    /// What messages bring beside their text.
    package enum Contents: String, CommandArea {
        case unfold
        case files = "show-files"
    }
}

extension Command.Contents {
    /// The entries of the command table.
    static let entries: [CommandEntry] = [
        CommandEntry(.contents(.unfold), .browsing, in: [.thread], keys: [.character("Q")], onConversation: true),
        CommandEntry(
            .contents(.files),
            .browsing,
            in: .reading,
            keys: [.character("O")],
            needs: .readConversations,
            onConversation: true
        ),
    ]

    package var english: CommandWords {
        switch self {
        case .unfold: ("quoted text", "show or hide quoted mail, and what was edited or deleted")
        case .files: ("files", "the conversation's files, places and links: open, save, copy the address")
        }
    }

    package var french: CommandWords {
        switch self {
        case .unfold: ("texte cité", "montrer ou cacher les mails cités, et ce qui a été modifié ou supprimé")
        case .files: ("fichiers", "fichiers, lieux et liens de la conversation : ouvrir, enregistrer, copier l'adresse")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Contents) -> [Effect] {
        switch command {
        case .unfold: unfold()
        case .files: focusedConversation.map { FilesPage($0.id).open(in: &self) } ?? []
        }
    }

    private mutating func unfold() -> [Effect] {
        thread?.showsFolded.toggle()
        layOutThread()
        return []
    }
}
