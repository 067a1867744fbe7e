import Domain
import Text

/// The list's query as text, kept until the query changes: the header shows it with every frame.
final class QueryText: Sendable, IdentityEquatable {
    private let query: InboxQuery
    private let zones: [Zone]
    private let own: [Int16]
    /// The query as the person would write it.
    let text: SafeText
    /// The same without its order, and without the states too where they are the usual ones: what to say where there is
    /// less room.
    private let shorter: [SafeText]

    /// The line for a query, with the zones that there are and the user's own.
    init(_ query: InboxQuery, zones: [Zone], own: [Int16]) {
        self.query = query
        self.zones = zones
        self.own = own
        let words = query.words(zones: zones, own: own)
        let unordered = words.filter { !$0.hasPrefix("order:") }
        let unusual = unordered.filter { $0 != "state:open" }
        text = Self.text(words)
        shorter = [unordered, unusual.isEmpty ? unordered : unusual].map(Self.text)
    }

    /// Words to look for may be anybody's who shared a view.
    private static func text(_ words: [String]) -> SafeText { SafeText(UntrustedText(words.joined(separator: " "))) }

    /// As much of the query as so many cells hold, whole words first.
    func text(fitting cells: Int) -> SafeText {
        guard let last = shorter.last, text.width > cells else { return text }
        return shorter.first { $0.width <= cells } ?? last.truncated(to: cells)
    }

    /// Whether it still says this.
    func isCurrent(for query: InboxQuery, zones: [Zone], ownZones: [Int16]) -> Bool {
        self.query == query && self.zones == zones && self.own == ownZones
    }
}

extension State {
    /// The query's text, the kept one where it still suits, for so many cells.
    func queryText(fitting cells: Int) -> SafeText { currentQueryText().text(fitting: cells) }

    /// Keeps the query's text for the frames to come.
    mutating func cacheQueryText() { cachedQueryText = currentQueryText() }

    private func currentQueryText() -> QueryText {
        let own = user?.zones ?? []
        if let cachedQueryText, cachedQueryText.isCurrent(for: inbox.query, zones: zones, ownZones: own) {
            return cachedQueryText
        }
        return QueryText(inbox.query, zones: zones, own: own)
    }
}
