/// Parses the query language: `state:nouvelle,en_cours zone:marrakech_* priority:>=high tag:wifi "hot water"`.
package struct QueryParser {
    /// The zones of the deployment.
    let zones: [Zone]
    /// The numbers of the current user's zones, for `zone:mine`.
    let ownZones: [Int16]

    /// Creates a parser for a deployment's zones and a user's own zones.
    package init(zones: [Zone], own: [Int16]) {
        self.zones = zones
        self.ownZones = own
    }

    /// Parses a text. The defaults are open states, any assignee and the given order. Throws the first error.
    package func parse(_ text: String, order: InboxOrder) throws(QueryError) -> InboxQuery {
        var query = InboxQuery(order: order)
        var seen: Set<QueryClause.Key> = []
        for word in try QueryToken.words(of: text) {
            guard let clause = try QueryClause(word) else {
                try addTerm(word, to: &query.filters)
                continue
            }
            // A conversation can have several tags, but only one value of any other field.
            guard clause.key.field == .tag || seen.insert(clause.key).inserted else {
                throw QueryError(column: word.column, kind: .repeated(clause.key.field))
            }
            try read(clause, into: &query)
        }
        return query
    }

    private func read(_ clause: QueryClause, into query: inout InboxQuery) throws(QueryError) {
        let field = clause.key.field
        if clause.key.isNegated { return try exclude(clause, from: &query) }
        switch field {
        case .state:
            let chosen = try union(of: clause) { value throws(QueryError) in try states(value) }
            query.states = ConversationState.all.filter { chosen.contains($0) }
        case .priority:
            try restrict(
                to: try union(of: clause) { value throws(QueryError) in try priorities(value) },
                clause,
                in: &query
            )
        case .zone:
            try restrict(
                to: try union(of: clause) { value throws(QueryError) in try zoneNumbers(value) },
                clause,
                in: &query
            )
        case .assignee:
            guard clause.values.contains(where: { Self.assignment($0) != nil }) else {
                query.filters.add(try condition(.assignee, clause))
                return
            }
            query.assignment = try singleValue(clause.values, of: field, among: Self.assignments)
        case .channel, .unread, .late, .due, .phase, .language, .role, .after, .before, .guest, .property:
            guard let name = field.condition else { return }
            query.filters.add(try condition(name, clause))
        case .tag:
            let several = clause.values.map(\.text)
            guard query.filters.tagCount + several.count <= InboxFilters.maxTerms else { throw clause.tooMany }
            query.filters.tags.append(several)
        case .stay:
            try restrict(to: try union(of: clause) { value throws(QueryError) in try stays(value) }, clause, in: &query)
        case .wa:
            query.filters.window = try window(clause)
        case .failed:
            query.filters.hasFailed = try singleValue(clause.values, of: field, among: Self.answers)
        case .order:
            query.order = try singleValue(clause.values, of: field, among: Self.orders)
        }
    }

    /// Applies a negated clause.
    private func exclude(_ clause: QueryClause, from query: inout InboxQuery) throws(QueryError) {
        switch clause.key.field {
        case .tag:
            let several = clause.values.map(\.text)
            guard query.filters.tagCount + several.count <= InboxFilters.maxTerms else { throw clause.tooMany }
            query.filters.withoutTags += several
        case .stay:
            let taken = try union(of: clause) { value throws(QueryError) in try stays(value) }
            try restrict(to: Set(ReservationPhase.allCases).subtracting(taken), clause, in: &query)
        case .zone:
            let taken = try union(of: clause) { value throws(QueryError) in try zoneNumbers(value) }
            try restrict(to: Set([0] + zones.map(\.number)).subtracting(taken), clause, in: &query)
        case .priority:
            let taken = try union(of: clause) { value throws(QueryError) in try priorities(value) }
            try restrict(to: Set(Priority.allCases).subtracting(taken), clause, in: &query)
        case .assignee:
            guard !clause.values.contains(where: { Self.assignment($0) != nil }) else {
                throw QueryError(column: clause.column, kind: .notNegatable(.assignee))
            }
            query.filters.add(try condition(.assignee, clause))
        case .channel, .phase, .language, .role, .guest, .property:
            guard let name = clause.key.field.condition else { return }
            query.filters.add(try condition(name, clause))
        case .state, .wa, .failed, .order, .unread, .late, .due, .after, .before:
            throw QueryError(column: clause.column, kind: .notNegatable(clause.key.field))
        }
    }

    /// Intersects the query's phases with the given ones.
    private func restrict(to kept: Set<ReservationPhase>, _ clause: QueryClause, in query: inout InboxQuery)
        throws(QueryError)
    {
        let chosen = ReservationPhase.allCases.filter { stay in
            kept.contains(stay)
                && (query.filters.reservationPhases.isEmpty || query.filters.reservationPhases.contains(stay))
        }
        query.filters.reservationPhases = try clause.checked(chosen, of: ReservationPhase.allCases.count)
    }

    private func restrict(to kept: Set<Priority>, _ clause: QueryClause, in query: inout InboxQuery) throws(QueryError)
    {
        let chosen = kept.filter { query.priorities.isEmpty || query.priorities.contains($0) }.sorted()
        query.priorities = try clause.checked(chosen, of: Priority.allCases.count)
    }

    private func restrict(to kept: Set<Int16>, _ clause: QueryClause, in query: inout InboxQuery) throws(QueryError) {
        let chosen = kept.filter { query.zones.isEmpty || query.zones.contains($0) }.sorted()
        // The zones chosen now may not be all zones later, so keep them explicit.
        query.zones = try clause.checked(chosen, of: .max)
    }

    private func addTerm(_ word: QueryToken, to filters: inout InboxFilters) throws(QueryError) {
        let wanted = word.withoutNegation
        guard let term = QueryTerm(wanted.text) else {
            throw QueryError(column: wanted.column, kind: .noWord(wanted.text))
        }
        guard term.text.count <= QueryTerm.maxLength else { throw QueryError(column: wanted.column, kind: .tooLong) }
        guard filters.words.count + filters.withoutWords.count < InboxFilters.maxTerms else {
            throw QueryError(column: word.column, kind: .tooMany)
        }
        if word.isNegated { filters.withoutWords.append(term) } else { filters.words.append(term) }
    }

    private func union<Value>(
        of clause: QueryClause,
        _ values: (QueryToken) throws(QueryError) -> [Value]
    ) throws(QueryError) -> Set<Value> {
        var chosen: Set<Value> = []
        for value in clause.values { chosen.formUnion(try values(value)) }
        return chosen
    }
}

/// A word of a query that names a field.
struct QueryClause {
    /// Identifies a clause; only tags may repeat one.
    struct Key: Hashable {
        let field: QueryField
        let isNegated: Bool
    }

    /// The column of the field, from 1.
    let column: Int
    let key: Key
    /// The values, none of them empty.
    let values: [QueryToken]

    /// Parses a clause; nil for a search term.
    init?(_ word: QueryToken) throws(QueryError) {
        let affirmed = word.withoutNegation
        guard let values = affirmed.values else { return nil }
        guard let field = QueryWords.field(affirmed.field) else {
            throw QueryError(column: affirmed.column, kind: .unknownField(affirmed.field))
        }
        if field.isFlag, !word.isNegated, values.count == 1, values.first?.signs.isEmpty == true {
            column = word.column
            key = Key(field: field, isNegated: false)
            self.values = [QueryToken(column: word.column, text: "yes")]
            return
        }
        if let empty = values.first(where: { $0.text.allSatisfy(\.isWhitespace) }) {
            throw QueryError(column: empty.column, kind: .noValue(field))
        }
        column = word.column
        key = Key(field: field, isNegated: word.isNegated)
        self.values = values
    }

    fileprivate var tooMany: QueryError { QueryError(column: column, kind: .tooMany) }

    /// The choice, or empty if it covers all values; throws if nothing is left.
    fileprivate func checked<Value>(_ chosen: [Value], of all: Int) throws(QueryError) -> [Value] {
        guard !chosen.isEmpty else { throw QueryError(column: column, kind: .nothingLeft(key.field)) }
        return chosen.count == all ? [] : chosen
    }
}

extension InboxFilters {
    /// Adds a condition at its field's place.
    fileprivate mutating func add(_ condition: QueryCondition) {
        let order = QueryCondition.Field.allCases
        func place(_ one: QueryCondition) -> Int {
            (order.firstIndex(of: one.field) ?? 0) * 2 + (one.isNegated ? 1 : 0)
        }
        let index = conditions.firstIndex { place($0) > place(condition) } ?? conditions.count
        conditions.insert(condition, at: index)
    }

    /// The number of tags named.
    fileprivate var tagCount: Int { tags.joined().count + withoutTags.count }
}
