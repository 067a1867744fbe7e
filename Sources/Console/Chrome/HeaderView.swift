import Domain
import Screen
import Text

/// Everything that the header depends on, except marks.
struct HeaderSnapshot: Equatable {
    private let rect: Rect
    private let language: Language
    private let minute: Int64
    private let connection: ConnectionStatus
    private let isLoading: Bool
    private let open: Int64?
    private let mine: Int64?
    private let unassigned: Int64?
    private let query: QueryText
    private let views: [ViewItem]
    private let house: HouseStatus?
    private let isWriting: Bool

    /// Returns nil while conversations are marked or the query's text isn't cached: then the header is always redrawn.
    init?(_ state: borrowing State, in rect: Rect) {
        guard state.assignment.marks.isEmpty, let query = state.cachedQueryText else { return nil }
        self.rect = rect
        language = state.language
        minute = state.minutesSinceEpoch
        connection = state.connection
        isLoading = state.inbox.isLoaded ? false : state.inbox.reading != nil
        open = state.inbox.counters?.total.open
        mine = state.inbox.counters?.total.mine
        unassigned = state.inbox.counters?.total.unassigned
        self.query = query
        views = state.views.items
        house = state.house.status
        isWriting = state.focus == .composer
    }
}

/// Draws the header: current view, counters, connection status, time.
func drawHeader(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    canvas.fill(rect, Paint(.header))
    var line = LineWriter(rect, ground: .header)
    line.addRight(
        SafeText(trusted: " " + state.clock.wallTime(at: state.now).hourAndMinute + " "),
        .header,
        on: &canvas
    )
    drawStatus(state, on: &line, &canvas)
    drawWarnings(state, on: &line, &canvas)
    line.add(" riad ", .headerTitle, on: &canvas)
    let saved = state.views.item(showing: state.inbox.query).flatMap { $0.saved == nil ? nil : $0.title }
    let place = saved ?? state.language.safe(ChromePhrase.inbox)
    line.add(place, .header, gap: 1, width: max(12, state.size.columns / 4), on: &canvas)
    if let extent = state.markedCount {
        line.add(state.language.safe(AssignmentPhrase.marked(extent)), .accent, gap: 3, on: &canvas)
    }
    if let waiting = state.inbox.counters?.total {
        drawCount(waiting.mine, .mine, state, on: &line, &canvas)
        drawCount(waiting.unassigned, .unassigned, state, on: &line, &canvas)
        drawCount(waiting.open, .open, state, on: &line, &canvas)
    }
    if let failed = state.house.status?.failedConversations, failed > 0 {
        line.addIfFits(
            state.language.safe(ChromePhrase.notDelivered(failed)),
            .warning,
            gap: state.size.columns >= 100 ? 3 : 2,
            on: &canvas
        )
    }
    drawQuery(saved, state, on: &line, &canvas)
    // Whoever doesn't look for it needn't know it: it takes what is left.
    if state.connection == .live, state.house.status?.isRelaying == false {
        line.addRight(state.language.safe(ChromePhrase.polling), .headerDim, gap: 2, on: &canvas)
    }
}

private func drawQuery(_ saved: SafeText?, _ state: State, on line: inout LineWriter, _ canvas: inout Canvas) {
    guard line.availableWidth > 13 else { return }
    let query = state.queryText(fitting: line.availableWidth - 4)
    // A view's name says more than a truncated query.
    if saved == nil || !query.plain.hasSuffix("…") { line.addRight(query, .headerDim, gap: 2, on: &canvas) }
}

private func drawCount(
    _ count: Int64,
    _ phrase: ChromePhrase,
    _ state: State,
    on line: inout LineWriter,
    _ canvas: inout Canvas
) {
    let name = state.language.safe(phrase)
    let number = SafeText(trusted: grouped(count))
    guard line.availableWidth > name.width + number.width + 4 else { return }
    line.add(name, .headerDim, gap: state.size.columns >= 100 ? 3 : 2, on: &canvas)
    line.add(number, .headerCount, gap: 1, on: &canvas)
}

/// Draws what whoever supervises must know, with the key that says more where there is room.
private func drawWarnings(_ state: State, on line: inout LineWriter, _ canvas: inout Canvas) {
    guard let house = state.house.status else { return }
    let count = house.openIncidents ?? 0
    let (incidents, worker) = (ChromePhrase.incidents(count), ChromePhrase.noWorker)
    let warnings = [count > 0 ? incidents : nil, house.isWithoutWorker == true ? worker : nil].compactMap(\.self)
    guard !warnings.isEmpty else { return }
    let columns = state.size.columns
    if columns >= 100, state.focus != .composer {
        let key = state.keys(of: .operations(.open), in: state.focus)
        line.addRight(SafeText(trusted: key), .headerDim, gap: 2, on: &canvas)
    }
    let text: String =
        columns >= 60
        ? warnings.map { state.language.text($0) }.joined(separator: " · ") : count > 0 ? "! \(count)" : "!"
    line.addRight(SafeText(trusted: text), .warning, gap: columns >= 100 ? 1 : 2, on: &canvas)
}

private func drawStatus(_ state: State, on line: inout LineWriter, _ canvas: inout Canvas) {
    let language = state.language
    switch state.connection {
    case .live where state.inbox.reading != nil && !state.inbox.isLoaded:
        line.addRight(language.safe(ChromePhrase.loading), .statusStale, gap: 1, on: &canvas)
    case .live:
        let text: SafeText = state.size.columns >= 100 ? "● " + language.safe(ChromePhrase.live) : "●"
        line.addRight(text, .statusLive, gap: 1, on: &canvas)
    case .connecting:
        line.addRight("○ " + language.safe(ChromePhrase.connecting), .statusStale, gap: 1, on: &canvas)
    case .offline(let seconds):
        line.addRight("○ " + language.safe(ChromePhrase.offline(retryIn: seconds)), .statusOffline, gap: 1, on: &canvas)
    case .refused:
        line.addRight("✗ " + language.safe(ChromePhrase.refused), .statusOffline, gap: 1, on: &canvas)
    }
}

/// Returns a count with its thousands separated by spaces: `312`, `12 345`.
func grouped(_ count: Int64) -> String {
    guard count >= 1_000 else { return String(count) }
    let rest = String(count % 1_000)
    return grouped(count / 1_000) + " " + String(repeating: "0", count: 3 - rest.count) + rest
}
