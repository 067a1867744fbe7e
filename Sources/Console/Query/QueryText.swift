import Domain
import Text

/// The list's query as text, cached until the query changes: the header shows it in every frame.
final class QueryText: Sendable, IdentityEquatable {
    private let query: InboxQuery
    private let zones: [Zone]
    private let own: [Int16]
    /// The query as a person would type it.
    let text: SafeText
    /// Shorter versions for less space: without the order, then also without the states if they are the default.
    private let shorter: [SafeText]

    /// Formats a query, given all zones and the current user's own.
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

    /// Untrusted: a shared view's search words may come from anybody.
    private static func text(_ words: [String]) -> SafeText { SafeText(UntrustedText(words.joined(separator: " "))) }

    /// The longest version that fits in `cells`; truncates the shortest if none does.
    func text(fitting cells: Int) -> SafeText {
        guard let last = shorter.last, text.width > cells else { return text }
        return shorter.first { $0.width <= cells } ?? last.truncated(to: cells)
    }

    /// Returns whether the cached text is still current.
    func isCurrent(for query: InboxQuery, zones: [Zone], ownZones: [Int16]) -> Bool {
        self.query == query && self.zones == zones && self.own == ownZones
    }
}

extension State {
    /// The query's text, cached if current, for a width of `cells`.
    func queryText(fitting cells: Int) -> SafeText { currentQueryText().text(fitting: cells) }

    /// Caches the query's text for the next frames.
    mutating func cacheQueryText() { cachedQueryText = currentQueryText() }

    private func currentQueryText() -> QueryText {
        let own = user?.zones ?? []
        if let cachedQueryText, cachedQueryText.isCurrent(for: inbox.query, zones: zones, ownZones: own) {
            return cachedQueryText
        }
        return QueryText(inbox.query, zones: zones, own: own)
    }
}
