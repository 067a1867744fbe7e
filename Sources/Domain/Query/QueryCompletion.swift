/// What can be written next in a query.
package struct QueryCompletion {
    private let zones: [Zone]

    /// Completion for a deployment.
    package init(zones: [Zone]) {
        self.zones = zones
    }

    /// The ways in which the last word of a text can go on, whole words each; in the order of the tables.
    package func continuations(of text: String) -> [String] {
        let last = text.last?.isWhitespace == false ? QueryWord.words(of: text).last?.text ?? "" : ""
        guard let colon = last.lastIndex(where: { $0 == ":" || $0 == "," }), last.contains(":") else {
            return QueryField.allCases.map { $0.rawValue + ":" }.filter { $0.hasPrefix(QueryWord.folded(last)) }
        }
        let start = last[...colon]
        let begun = QueryWord.folded(last[last.index(after: colon)...])
        guard let field = QueryField(rawValue: QueryWord.folded(last.prefix { $0 != ":" })) else { return [] }
        return values(of: field).filter { QueryWord.folded($0).hasPrefix(begun) }.map { start + $0 }
    }

    /// The values that a field knows, as they are written.
    func values(of field: QueryField) -> [String] {
        switch field {
        case .state: QueryReading.stateGroups.map(\.0) + ConversationState.all.map { QueryWord.folded($0.label) }
        case .priority: Priority.allCases.reversed().map(\.label) + [">=high", "<=medium"]
        case .zone: ["mine", "none"] + cities + zones.map(\.label)
        case .assignee: QueryReading.assignments.map(\.0)
        case .order: QueryReading.orders.map(\.0)
        }
    }

    /// A pattern for each city with more than one zone.
    private var cities: [String] {
        var counts: [String: Int] = [:]
        for zone in zones { counts[zone.city, default: 0] += 1 }
        return counts.filter { $0.value > 1 }.keys.sorted().map { Zone.pattern(ofCity: $0) }
    }
}
