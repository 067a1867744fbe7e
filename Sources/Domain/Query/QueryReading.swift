/// Reads a query as a person writes it: `state:nouvelle,en_cours zone:marrakech_* priority:>=high assignee:me`.
package struct QueryReading {
    /// The zones of the deployment.
    private let zones: [Zone]
    /// The numbers of the reader's own zones, which `zone:mine` means.
    private let own: [Int16]

    /// A reading for a deployment and a person.
    package init(zones: [Zone], own: [Int16]) {
        self.zones = zones
        self.own = own
    }

    /// The query of a text; what the text leaves out is open, anybody's, and in the order given. Throws the first
    /// problem.
    package func query(_ text: String, order: InboxOrder) throws(QueryProblem) -> InboxQuery {
        var query = InboxQuery(order: order)
        var seen: Set<QueryField> = []
        for word in QueryWord.words(of: text) {
            let (field, values) = try field(of: word)
            guard seen.insert(field).inserted else { throw QueryProblem(column: word.column, kind: .repeated(field)) }
            try read(values, of: field, into: &query)
        }
        return query
    }

    private func field(of word: QueryWord) throws(QueryProblem) -> (QueryField, [QueryWord]) {
        guard let values = word.values else {
            throw QueryProblem(column: word.column, kind: .noField(word.text))
        }
        guard let field = QueryField(rawValue: QueryWord.folded(word.field)) else {
            throw QueryProblem(column: word.column, kind: .unknownField(String(word.field)))
        }
        if let empty = values.first(where: { $0.text.isEmpty }) {
            throw QueryProblem(column: empty.column, kind: .noValue(field))
        }
        return (field, values)
    }

    private func read(
        _ values: [QueryWord],
        of field: QueryField,
        into query: inout InboxQuery
    ) throws(QueryProblem) {
        switch field {
        case .state:
            let chosen = Set(try values.mapEach { value throws(QueryProblem) in try states(value) }.joined())
            query.states = ConversationState.all.filter { chosen.contains($0) }
        case .priority:
            let chosen = Set(try values.mapEach { value throws(QueryProblem) in try priorities(value) }.joined())
            query.priorities = chosen.count == Priority.allCases.count ? [] : chosen.sorted()
        case .zone:
            let chosen = Set(try values.mapEach { value throws(QueryProblem) in try numbers(value) }.joined())
            query.zones = chosen.sorted()
        case .assignee:
            query.assignment = try only(values, of: field, among: QueryReading.assignments)
        case .order:
            query.order = try only(values, of: field, among: QueryReading.orders)
        }
    }

    /// The names of the assignments.
    static let assignments: [(String, InboxAssignment)] = [("me", .mine), ("nobody", .nobody), ("anyone", .anyone)]
    /// The names of the orders.
    static let orders: [(String, InboxOrder)] = InboxOrder.allCases.map { ($0.rawValue, $0) }
    /// The states that finished conversations have.
    static let finished: [ConversationState] = [.resolue, .cloturee]
    /// The names of several states at once.
    static let stateGroups: [(String, [ConversationState])] = [
        ("open", ConversationState.open), ("finished", finished), ("all", ConversationState.all),
    ]

    private func states(_ value: QueryWord) throws(QueryProblem) -> [ConversationState] {
        let wanted = QueryWord.folded(value.text)
        if let group = Self.stateGroups.first(where: { $0.0 == wanted }) { return group.1 }
        guard let state = ConversationState(named: value.text) else { throw unknown(value, .state) }
        return [state]
    }

    private func priorities(_ value: QueryWord) throws(QueryProblem) -> [Priority] {
        let comparisons: [(String, (Priority, Priority) -> Bool)] = [
            (">=", { $0 >= $1 }), ("<=", { $0 <= $1 }), (">", { $0 > $1 }), ("<", { $0 < $1 }),
        ]
        let comparison = comparisons.first { value.text.hasPrefix($0.0) }
        let wanted = QueryWord.folded(value.text.dropFirst(comparison?.0.count ?? 0))
        guard let bound = Priority.allCases.first(where: { $0.label == wanted }) else {
            throw unknown(value, .priority)
        }
        return Priority.allCases.filter { comparison?.1($0, bound) ?? ($0 == bound) }
    }

    /// The numbers of the zones that a name or a pattern means. Conversations without a zone have the number 0.
    private func numbers(_ value: QueryWord) throws(QueryProblem) -> [Int16] {
        let wanted = QueryWord.folded(value.text)
        if wanted == "none" { return [0] }
        if wanted == "mine" { return own.isEmpty ? [0] : own }
        let found = zones.filter { Self.matches(QueryWord.folded($0.label)[...], wanted[...]) }
        guard !found.isEmpty else { throw QueryProblem(column: value.column, kind: .noSuchZone(value.text)) }
        return found.map(\.number)
    }

    /// Whether a pattern, in which `*` stands for anything, fits a whole text.
    private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return text.indices.contains { matches(text[$0...], pattern.dropFirst()) }
                || matches(text[text.endIndex...], pattern.dropFirst())
        }
        return text.first == first && matches(text.dropFirst(), pattern.dropFirst())
    }

    private func only<Value>(
        _ values: [QueryWord],
        of field: QueryField,
        among known: [(String, Value)]
    ) throws(QueryProblem) -> Value {
        guard let value = values.first else { throw QueryProblem(column: 1, kind: .noValue(field)) }
        guard values.count == 1, let found = known.first(where: { $0.0 == QueryWord.folded(value.text) }) else {
            throw unknown(values.last ?? value, field)
        }
        return found.1
    }

    private func unknown(_ value: QueryWord, _ field: QueryField) -> QueryProblem {
        let known = QueryCompletion(zones: zones).values(of: field)
        return QueryProblem(column: value.column, kind: .unknownValue(field: field, value: value.text, known: known))
    }
}

extension Array {
    /// `map` that throws what its body throws.
    fileprivate func mapEach<Value>(
        _ body: (Element) throws(QueryProblem) -> Value
    ) throws(QueryProblem) -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try body(element)) }
        return values
    }
}

extension ConversationState {
    /// The state that somebody means, accents and case being the same: `résolue`, `RESOLUE`; nil for no such state.
    package init?(named name: some StringProtocol) {
        let wanted = QueryWord.folded(name)
        guard let state = Self.all.first(where: { QueryWord.folded($0.label) == wanted }) else { return nil }
        self = state
    }
}
