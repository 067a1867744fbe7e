import Domain
import Text

/// The list's query as text, kept until the query changes: the header shows it with every frame.
struct QueryLine: Sendable {
    private let query: InboxQuery
    private let zones: [Zone]
    private let own: [Int16]
    /// The query as the person would write it.
    let text: SafeText
    /// The same without its order, and without the states too where they are the usual ones: what to say where there is
    /// less room.
    private let shorter: [SafeText]

    /// The line for what a state shows.
    init(_ state: State) {
        query = state.inbox.query
        zones = state.zones
        own = state.reader?.zones ?? []
        let words = query.words(zones: zones, own: own)
        let unordered = words.filter { !$0.hasPrefix("order:") }
        let unusual = unordered.filter { $0 != "state:open" }
        text = Self.text(words)
        shorter = [unordered, unusual.isEmpty ? unordered : unusual].map(Self.text)
    }

    /// Words to look for may be anybody's who shared a view.
    private static func text(_ words: [String]) -> SafeText { SafeText(UntrustedText(words.joined(separator: " "))) }

    /// As much of the query as so many cells hold, whole words first.
    func fitting(_ cells: Int) -> SafeText {
        guard let last = shorter.last, text.width > cells else { return text }
        return shorter.first { $0.width <= cells } ?? last.truncated(to: cells)
    }

    /// Whether it still says what a state shows.
    func suits(_ state: State) -> Bool {
        query == state.inbox.query && zones == state.zones && own == state.reader?.zones ?? []
    }
}

extension State {
    /// The query's text, the kept one where it still suits, for so many cells.
    func queryText(fitting cells: Int) -> SafeText {
        if let queryLine, queryLine.suits(self) { return queryLine.fitting(cells) }
        return QueryLine(self).fitting(cells)
    }

    /// Keeps the query's text for the frames to come.
    mutating func keepQueryText() {
        if queryLine?.suits(self) != true { queryLine = QueryLine(self) }
    }
}
