import Domain
import Text

/// The list's query as text, kept until the query changes: the header shows it with every frame.
struct QueryLine: Sendable {
    private let query: InboxQuery
    private let zones: [Zone]
    private let own: [Int16]
    /// The query as the person would write it.
    let text: SafeText

    /// The line for what a state shows.
    init(_ state: State) {
        query = state.inbox.query
        zones = state.zones
        own = state.reader?.zones ?? []
        text = SafeText(trusted: query.text(zones: zones, own: own))
    }

    /// Whether it still says what a state shows.
    func suits(_ state: State) -> Bool {
        query == state.inbox.query && zones == state.zones && own == state.reader?.zones ?? []
    }
}

extension State {
    /// The query's text, the kept one where it still suits.
    var queryText: SafeText {
        if let queryLine, queryLine.suits(self) { return queryLine.text }
        return QueryLine(self).text
    }

    /// Keeps the query's text for the frames to come.
    mutating func keepQueryText() {
        if queryLine?.suits(self) != true { queryLine = QueryLine(self) }
    }
}
