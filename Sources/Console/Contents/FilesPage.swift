import Domain
import Screen
import Text

/// The files of a conversation, with the places and links of the messages that were read: to open, save, or copy the
/// address of.
package struct FilesPage: RefreshingOverlay {
    /// A file or link.
    struct Row: Sendable, Hashable {
        let name: SafeText
        let facts: SafeText
        let sentAt: Timestamp
        let sender: SafeText
        /// Where it is; nil if nowhere that may be opened.
        let link: WebLink?
        /// The address as the channel gave it.
        let address: SafeText
        /// The name to save it under; nil for what is no file.
        let fileName: UntrustedText?
    }

    let conversation: Identifier<Conversation>
    private var list = RowList<Row>()
    private var problem: Failure?

    init(_ conversation: Identifier<Conversation>) { self.conversation = conversation }

    package var parent: (any Overlay)? { nil }

    mutating func refresh() -> [Effect] { [.contents(.readFiles(conversation))] }

    /// Shows the files read, and the places and links of an open thread.
    mutating func handle(_ result: Result<[ConversationAttachment], Failure>, of state: State) {
        switch result {
        case .success(let files):
            problem = nil
            let rows = files.map { Row($0, in: state.language) } + links(of: state)
            list.replace(with: rows.sorted { $0.sentAt > $1.sentAt }, by: \.self)
        case .failure(let failure): problem = failure
        }
    }

    private func links(of state: State) -> [Row] {
        guard let thread = state.thread, thread.conversation.contains(conversation) else { return [] }
        return thread.entries.compactMap { Row($0, in: state.language) }
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        switch key {
        case .character("q"), .left: return close(in: &state)
        case .character("r"): return open(in: &state)
        case .enter, .character("o"): return state.use(list.selected) { [.contents(.open($0))] }
        case .character("y"): return state.use(list.selected) { [.contents(.copy($0))] }
        case .character("s"):
            guard let name = list.selected?.fileName else { return [] }
            return state.use(list.selected) { [.contents(.save($0, as: name))] }
        default: page.list.handleKey(key)
        }
        return state.present(page)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        func say(_ phrase: FilesPhrase) -> SafeText { state.language.safe(phrase) }
        let inside = drawBox(
            say(.title),
            say(.hint),
            columns: 76,
            rows: max(8, min(list.count + 3, canvas.size.rows - 6)),
            on: &canvas
        )
        let (head, rest) = inside.splitTop(1)
        let (body, foot) = rest.splitBottom(1)
        guard let rows = list.rows, !rows.isEmpty else {
            let text: SafeText =
                if let problem { state.language.safe(OutcomePhrase.failed(problem)) } else {
                    list.rows == nil ? state.language.safe(OperationsPhrase.reading) : say(.none)
                }
            return drawPlaceholder(text, in: rest, on: &canvas)
        }
        let table = table(of: state)
        table.drawHead(in: head, on: &canvas)
        drawList(rows, cursor: list.index, in: body, on: &canvas) { table.draw($0, in: $1, $2, on: &$3) }
        guard let selected = list.selected else { return }
        var line = LineWriter(foot, ground: .overlay)
        line.add(selected.link == nil ? say(.noAddress) : selected.address, .overlayDisabled, on: &canvas)
    }

    private func table(of state: State) -> Table<Row> {
        func say(_ phrase: FilesPhrase) -> SafeText { state.language.safe(phrase) }
        return Table(columns: [
            TableColumn(heading: say(.sent), width: 11) { (state.moment($0.sentAt), .age) },
            TableColumn(heading: say(.name), width: nil) { ($0.name, .overlayTitle) },
            TableColumn(heading: say(.facts), width: 24, from: 50) { ($0.facts, .overlayDisabled) },
            TableColumn(heading: say(.sender), width: 14, from: 66) { ($0.sender, .overlayDisabled) },
        ])
    }
}

extension FilesPage.Row {
    init(_ attachment: ConversationAttachment, in language: Language) {
        name = SafeText(attachment.file.name)
        facts = attachment.file.facts(in: language)
        sentAt = attachment.sentAt
        sender = attachment.senderName.map { SafeText($0) } ?? .empty
        link = attachment.file.url.flatMap { WebLink($0) }
        address = attachment.file.url.map { SafeText($0) } ?? .empty
        fileName = attachment.file.name
    }

    /// The place or link that a message brings; nil if it brings none.
    init?(_ entry: ThreadEntry, in language: Language) {
        let details = entry.message.details
        guard let link = details.link else { return nil }
        let title = details.title.map { SafeText($0) } ?? details.summary(in: language)
        name = title.isEmpty ? SafeText(trusted: link.address) : title
        facts = .empty
        sentAt = entry.message.createdAt
        sender = entry.sender
        self.link = link
        address = SafeText(trusted: link.address)
        fileName = nil
    }
}

extension State {
    /// Does something with a row's link, or says that it has none.
    fileprivate mutating func use(_ row: FilesPage.Row?, _ effects: (WebLink) -> [Effect]) -> [Effect] {
        guard let row else { return [] }
        guard let link = row.link else {
            showNotice(FilesPhrase.noAddress, severity: .warning)
            return []
        }
        let result = effects(link)
        if case .contents(.copy)? = result.first { showNotice(FilesPhrase.copied) }
        return result
    }

    mutating func handle(_ event: ContentsEvent) -> [Effect] {
        switch event {
        case .filesRead(let id, let result):
            guard var page = overlay(of: FilesPage.self), page.conversation == id else { return [] }
            page.handle(result, of: self)
            overlay = page
        case .opened(true): showNotice(FilesPhrase.opened)
        case .opened(false): showNotice(FilesPhrase.notOpened, severity: .warning)
        case .saved(let path?):
            notice = Notice(text: language.safe(FilesPhrase.saved) + " " + path, severity: .info)
        case .saved(nil): showNotice(FilesPhrase.notSaved, severity: .warning)
        }
        return []
    }
}

/// The texts of the files of a conversation.
enum FilesPhrase: Phrase {
    case title, hint, none, sent, name, facts, sender, noAddress, copied, opened, notOpened, saved, notSaved

    var english: String {
        switch self {
        case .title: "Files and links of the conversation"
        case .hint: "Enter opens   s saves   y copies the address   Esc back"
        case .none: "This conversation has no file."
        case .sent: "sent"
        case .name: "name"
        case .facts: "kind and size"
        case .sender: "from"
        case .noAddress: "The channel gave no address that can be opened."
        case .copied: "The address is on the clipboard, if your terminal allows it."
        case .opened: "Handed to the program that opens links."
        case .notOpened: "No program could open it: set open: in config.yaml."
        case .saved: "Saved as"
        case .notSaved: "It could not be saved."
        }
    }

    var french: String {
        switch self {
        case .title: "Fichiers et liens de la conversation"
        case .hint: "Entrée ouvre   s enregistre   y copie l'adresse   Échap retour"
        case .none: "Cette conversation n'a pas de fichier."
        case .sent: "envoyé"
        case .name: "nom"
        case .facts: "type et taille"
        case .sender: "de"
        case .noAddress: "Le canal n'a pas donné d'adresse qui puisse être ouverte."
        case .copied: "L'adresse est dans le presse-papiers, si votre terminal le permet."
        case .opened: "Confié au programme qui ouvre les liens."
        case .notOpened: "Aucun programme n'a pu l'ouvrir : réglez open: dans config.yaml."
        case .saved: "Enregistré sous"
        case .notSaved: "L'enregistrement a échoué."
        }
    }
}
