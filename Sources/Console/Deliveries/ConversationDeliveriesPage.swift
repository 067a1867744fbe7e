import Domain
import Screen
import Text

/// What became of a conversation's events, such as a reply that left, for whoever can read the conversation.
package struct ConversationDeliveriesPage: RefreshingOverlay {
    let conversation: Identifier<Conversation>
    private var list = RowList<ConversationDelivery>()
    private var problem: Failure?

    init(_ conversation: Identifier<Conversation>) { self.conversation = conversation }

    package var parent: (any Overlay)? { nil }

    mutating func refresh() -> [Effect] { [.deliveries(.readOfConversation(conversation))] }

    /// Shows the deliveries read.
    mutating func handle(_ result: Result<[ConversationDelivery], Failure>) {
        switch result {
        case .success(let deliveries):
            problem = nil
            list.replace(with: deliveries, by: \.self)
        case .failure(let failure): problem = failure
        }
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        switch key {
        case .character("q"), .left, .enter: return close(in: &state)
        case .character("r"): return open(in: &state)
        default: page.list.handleKey(key)
        }
        return state.present(page)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        func say(_ phrase: DeliveryPhrase) -> SafeText { state.language.safe(phrase) }
        let inside = drawBox(
            say(.ofThisConversation),
            say(.conversationDeliveriesHint),
            columns: 76,
            rows: max(8, min(list.count + 2, canvas.size.rows - 6)),
            on: &canvas
        )
        let (head, rest) = inside.splitTop(problem == nil ? 1 : 2)
        if let problem {
            var line = LineWriter(head, ground: .overlay)
            line.add(state.language.safe(OutcomePhrase.failed(problem)), .noticeWarning, on: &canvas)
        }
        guard let rows = list.rows, !rows.isEmpty else {
            if list.rows != nil || problem == nil {
                let text = list.rows == nil ? state.language.safe(OperationsPhrase.reading) : say(.nothingSent)
                drawPlaceholder(text, in: rest, on: &canvas)
            }
            return
        }
        let table = state.conversationDeliveryTable
        table.drawHead(in: head.splitBottom(1).bottom, on: &canvas)
        drawList(rows, cursor: list.index, in: rest, on: &canvas) { table.draw($0, in: $1, $2, on: &$3) }
    }
}

extension State {
    /// Opens the deliveries of the focused conversation.
    mutating func showConversationDeliveries() -> [Effect] {
        focusedConversation.map { ConversationDeliveriesPage($0.id).open(in: &self) } ?? []
    }

    /// The columns of a conversation's deliveries.
    fileprivate var conversationDeliveryTable: Table<ConversationDelivery> {
        func say(_ phrase: DeliveryPhrase) -> SafeText { language.safe(phrase) }
        return Table(columns: [
            TableColumn(heading: say(.time), width: 11) { [self] in (moment($0.happenedAt), .age) },
            TableColumn(heading: say(.type), width: nil) { (SafeText($0.eventType), .overlayTitle) },
            TableColumn(heading: say(.state), width: 11) { (say(.stateName($0.state)), $0.state.ink) },
            TableColumn(heading: say(.attempts), width: 6, isNumber: true, from: 50) {
                (SafeText(trusted: String($0.attempts)), .overlayDisabled)
            },
            TableColumn(heading: say(.nextTry), width: 11, from: 60) { [self] delivery in
                (delivery.nextAt == nil ? .empty : moment(delivery.nextAt), .overlayDisabled)
            },
        ])
    }
}
