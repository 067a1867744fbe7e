import Domain
import Screen
import Text

/// Deliveries that match a filter, newest first; scrolling down reads older ones.
struct DeliveryTab: Sendable {
    private(set) var filter: DeliveryFilter
    private(set) var list = RowList<Delivery>()
    private var hasMore = true
    /// The page asked for; nil if there is none.
    var pending: DeliveryPageRequest?

    /// Deliveries per request.
    static let pageSize = 100
    /// The most deliveries that are read again at once.
    private static let largestPage = 1_000

    init(_ filter: DeliveryFilter) { self.filter = filter }

    /// Reads again what is shown, unless a page was asked for.
    mutating func refresh() -> [Effect] {
        guard pending == nil else { return [] }
        return read(before: nil, limit: max(Self.pageSize, min(list.count, Self.largestPage)))
    }

    private mutating func read(before: Delivery.Position?, limit: Int) -> [Effect] {
        let read = DeliveryPageRequest(filter: filter, before: before, limit: limit)
        pending = read
        return [.deliveries(.readPage(read))]
    }

    /// Moves the cursor; reads older deliveries before it reaches the last one.
    mutating func handleKey(_ key: Key) -> [Effect] {
        list.handleKey(key)
        guard hasMore, pending == nil, let last = list.rows?.last, list.index > list.count - 30 else { return [] }
        return read(before: last.position, limit: Self.pageSize)
    }

    /// Shows a page, nil if it couldn't be read; returns false if another one was asked for since.
    mutating func handle(_ page: [Delivery]?, for read: DeliveryPageRequest) -> Bool {
        guard pending == read else { return false }
        pending = nil
        guard let page else { return true }
        hasMore = page.count == read.limit
        if read.before == nil { list.replace(with: page, by: \.identity) } else { list.append(page) }
        return true
    }
}

extension Delivery {
    /// What tells it from others: an event may go to several configurations.
    fileprivate var identity: [String] { ["\(event)", "\(webhook)"] }
}

extension DeliveryFilter {
    /// All dead letters.
    static let dead = {
        var filter = Self()
        filter.state = .dead
        return filter
    }()
}

extension OperationsPage {
    /// The deliveries of the tab shown: all of them, or the dead letters.
    private var shownDeliveries: DeliveryTab {
        get { tab == .deadLetters ? deadLetters : deliveries }
        set { if tab == .deadLetters { deadLetters = newValue } else { deliveries = newValue } }
    }

    func handleDeliveryKey(_ key: Key, in state: inout State) -> [Effect] {
        switch key {
        case .enter:
            return shownDeliveries.list.selected.map { DeliveryPage($0, parent: self).open(in: &state) } ?? []
        case .character("f"), .character("/"):
            return state.present(DeliveryFilterForm(parent: self, shownDeliveries.filter, state.language))
        case .character("R"):
            guard let delivery = shownDeliveries.list.selected else { return [] }
            return state.present(ReplayQuestion([delivery], parent: self))
        case .character("A") where tab == .deadLetters:
            return [.deliveries(.readDeadLetters(deadLetters.filter))]
        default:
            var page = self
            let effects = page.shownDeliveries.handleKey(key)
            return state.present(page) + effects
        }
    }

    /// Shows the deliveries that match another filter.
    func show(_ filter: DeliveryFilter, in state: inout State) -> [Effect] {
        var page = self
        page.shownDeliveries = DeliveryTab(filter)
        return page.open(in: &state)
    }

    /// The filter in words.
    func text(of filter: DeliveryFilter, in language: Language) -> SafeText {
        let name = filter.webhook.map { id in webhooks.rows?.first { $0.id == id }.map(\.name.plain) ?? "\(id)" }
        let state = tab == .deadLetters ? nil : filter.state.map { language.text(DeliveryPhrase.stateName($0)) }
        let conversation = filter.conversation.map { language.text(DeliveryPhrase.ofConversation("\($0)")) }
        let parts = [name, filter.eventType.map { UntrustedText($0).plain }, state, conversation].compactMap(\.self)
        return parts.isEmpty
            ? language.safe(DeliveryPhrase.everything)
            : SafeText(UntrustedText(parts.joined(separator: " · ")))
    }
}

extension State {
    /// The columns of deliveries.
    var deliveryTable: Table<Delivery> {
        func say(_ phrase: DeliveryPhrase) -> SafeText { language.safe(phrase) }
        let language = language
        return Table(columns: [
            TableColumn(heading: say(.time), width: 11) { [self] in (moment($0.happenedAt), .age) },
            TableColumn(heading: say(.state), width: 11) { (say(.stateName($0.state)), $0.state.ink) },
            TableColumn(heading: say(.attempts), width: 6, isNumber: true, from: 60) {
                (SafeText(trusted: String($0.attempts)), .overlayDisabled)
            },
            TableColumn(heading: "HTTP", width: 4, isNumber: true, from: 60) { delivery in
                (delivery.status.map { SafeText(trusted: String($0)) } ?? "–", .overlay)
            },
            TableColumn(heading: say(.took), width: 7, isNumber: true, from: 100) { delivery in
                (language.duration(delivery.milliseconds.map(Double.init)), .overlayDisabled)
            },
            TableColumn(heading: say(.type), width: nil) { (SafeText($0.eventType), .overlayTitle) },
            TableColumn(heading: "webhook", width: 19, from: 76) { (SafeText($0.name), .overlay) },
            TableColumn(heading: say(.error), width: 40, from: 130) { delivery in
                (delivery.error.map { SafeText($0) } ?? .empty, .overlayDisabled)
            },
        ])
    }

    mutating func handle(_ event: DeliveriesEvent) -> [Effect] {
        switch event {
        case .pageRead(let read, let result):
            updateOperations(with: result) { page, deliveries in
                let isOfDead = page.deadLetters.handle(deliveries, for: read)
                let isOfAll = page.deliveries.handle(deliveries, for: read)
                return isOfDead && page.tab == .deadLetters || isOfAll && page.tab == .deliveries
            }
        case .attemptsRead(let event, let result):
            updateOverlay(DeliveryPage.self) { if $0.delivery.event == event { $0.handle(result) } }
            guard var page = overlay(of: WebhookTestPage.self) else { return [] }
            let effects = page.handle(result, of: event, at: now)
            return present(page) + effects
        case .deadLettersRead(let filter, let result):
            return askToReplay(filter, result)
        case .replayed(.success(let count)):
            showNotice(DeliveryPhrase.replayed(count))
            return refreshOverlay()
        case .replayed(.failure(let failure)):
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
        case .conversationRead(let id, let result):
            updateOverlay(ConversationDeliveriesPage.self) { if $0.conversation == id { $0.handle(result) } }
            if thread?.conversation.id == id, case .success(let deliveries) = result { thread?.deliveries = deliveries }
        }
        return []
    }

    private mutating func askToReplay(_ filter: DeliveryFilter, _ result: Result<[Delivery], Failure>) -> [Effect] {
        guard let page = overlay(of: OperationsPage.self), page.tab == .deadLetters,
            page.deadLetters.filter == filter
        else { return [] }
        switch result {
        case .success([]): showNotice(DeliveryPhrase.replayed(0))
        case .success(let letters): return present(ReplayQuestion(letters, parent: page))
        case .failure(let failure): showNotice(OutcomePhrase.failed(failure), severity: .warning)
        }
        return []
    }
}

extension Delivery.State {
    /// The style it is drawn in.
    var ink: StyleRole {
        switch self {
        case .waiting: .overlay
        case .sending: .accent
        case .retrying: .warning
        case .delivered: .success
        case .dead: .error
        }
    }
}
