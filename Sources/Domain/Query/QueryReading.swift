/// Reads a query as a person writes it: `state:nouvelle,en_cours zone:marrakech_* priority:>=high tag:wifi "hot water"`.
package struct QueryReading {
    /// The zones of the deployment.
    let zones: [Zone]
    /// The numbers of the reader's own zones, which `zone:mine` means.
    let own: [Int16]

    /// A reading for a deployment and a person.
    package init(zones: [Zone], own: [Int16]) {
        self.zones = zones
        self.own = own
    }

    /// The query of a text; what the text leaves out is open, anybody's, and in the order given. Throws the first
    /// problem.
    package func query(_ text: String, order: InboxOrder) throws(QueryProblem) -> InboxQuery {
        var query = InboxQuery(order: order)
        var seen: Set<Clause.Key> = []
        for word in try QueryWord.words(of: text) {
            guard let clause = try Clause(word) else {
                try look(for: word, in: &query.narrowing)
                continue
            }
            // Only of tags can a conversation have several.
            guard clause.key.field == .tag || seen.insert(clause.key).inserted else {
                throw QueryProblem(column: word.column, kind: .repeated(clause.key.field))
            }
            try read(clause, into: &query)
        }
        return query
    }

    private func read(_ clause: Clause, into query: inout InboxQuery) throws(QueryProblem) {
        let field = clause.key.field
        if clause.key.isNegated { return try exclude(clause, from: &query) }
        switch field {
        case .state:
            let chosen = try set(clause) { value throws(QueryProblem) in try states(value) }
            query.states = ConversationState.all.filter { chosen.contains($0) }
        case .priority:
            try keep(try set(clause) { value throws(QueryProblem) in try priorities(value) }, clause, in: &query)
        case .zone:
            try keep(try set(clause) { value throws(QueryProblem) in try numbers(value) }, clause, in: &query)
        case .assignee:
            query.assignment = try only(clause.values, of: field, among: Self.assignments)
        case .tag:
            let several = clause.values.map(\.text)
            guard query.narrowing.tagCount + several.count <= InboxNarrowing.most else { throw clause.tooMany }
            query.narrowing.tags.append(several)
        case .stay:
            try keep(try set(clause) { value throws(QueryProblem) in try stays(value) }, clause, in: &query)
        case .wa:
            query.narrowing.window = try window(clause)
        case .order:
            query.order = try only(clause.values, of: field, among: Self.orders)
        }
    }

    /// What a clause with `-` before it takes away.
    private func exclude(_ clause: Clause, from query: inout InboxQuery) throws(QueryProblem) {
        switch clause.key.field {
        case .tag:
            let several = clause.values.map(\.text)
            guard query.narrowing.tagCount + several.count <= InboxNarrowing.most else { throw clause.tooMany }
            query.narrowing.withoutTags += several
        case .stay:
            let taken = try set(clause) { value throws(QueryProblem) in try stays(value) }
            try keep(Set(StayProgress.allCases).subtracting(taken), clause, in: &query)
        case .zone:
            let taken = try set(clause) { value throws(QueryProblem) in try numbers(value) }
            try keep(Set([0] + zones.map(\.number)).subtracting(taken), clause, in: &query)
        case .priority:
            let taken = try set(clause) { value throws(QueryProblem) in try priorities(value) }
            try keep(Set(Priority.allCases).subtracting(taken), clause, in: &query)
        case .state, .assignee, .wa, .order:
            throw QueryProblem(column: clause.column, kind: .notNegatable(clause.key.field))
        }
    }

    /// Keeps of what the query has so far what is among these too.
    private func keep(_ kept: Set<StayProgress>, _ clause: Clause, in query: inout InboxQuery) throws(QueryProblem) {
        let chosen = StayProgress.allCases.filter { stay in
            kept.contains(stay) && (query.narrowing.stays.isEmpty || query.narrowing.stays.contains(stay))
        }
        query.narrowing.stays = try clause.checked(chosen, of: StayProgress.allCases.count)
    }

    private func keep(_ kept: Set<Priority>, _ clause: Clause, in query: inout InboxQuery) throws(QueryProblem) {
        let chosen = kept.filter { query.priorities.isEmpty || query.priorities.contains($0) }.sorted()
        query.priorities = try clause.checked(chosen, of: Priority.allCases.count)
    }

    private func keep(_ kept: Set<Int16>, _ clause: Clause, in query: inout InboxQuery) throws(QueryProblem) {
        let chosen = kept.filter { query.zones.isEmpty || query.zones.contains($0) }.sorted()
        // All zones as they are today aren't all zones of tomorrow, so those stay as they are.
        query.zones = try clause.checked(chosen, of: .max)
    }

    private func look(for word: QueryWord, in narrowing: inout InboxNarrowing) throws(QueryProblem) {
        let wanted = word.affirmed
        guard let term = QueryTerm(wanted.text) else {
            throw QueryProblem(column: wanted.column, kind: .noWord(wanted.text))
        }
        guard term.text.count <= QueryTerm.longest else { throw QueryProblem(column: wanted.column, kind: .tooLong) }
        guard narrowing.words.count + narrowing.withoutWords.count < InboxNarrowing.most else {
            throw QueryProblem(column: word.column, kind: .tooMany)
        }
        if word.isNegated { narrowing.withoutWords.append(term) } else { narrowing.words.append(term) }
    }

    private func set<Value>(
        _ clause: Clause,
        _ values: (QueryWord) throws(QueryProblem) -> [Value]
    ) throws(QueryProblem) -> Set<Value> {
        var chosen: Set<Value> = []
        for value in clause.values { chosen.formUnion(try values(value)) }
        return chosen
    }
}

/// A word of a query that names a field.
struct Clause {
    /// What may stand in a query once.
    struct Key: Hashable {
        let field: QueryField
        let isNegated: Bool
    }

    /// The place of the field, from 1.
    let column: Int
    let key: Key
    /// The values, none of them empty.
    let values: [QueryWord]

    /// The clause; nil for a word that is to be looked for.
    init?(_ word: QueryWord) throws(QueryProblem) {
        let affirmed = word.affirmed
        guard let values = affirmed.values else { return nil }
        guard let field = QueryField(rawValue: QueryWord.folded(affirmed.field)) else {
            throw QueryProblem(column: affirmed.column, kind: .unknownField(affirmed.field))
        }
        if let empty = values.first(where: { $0.text.allSatisfy(\.isWhitespace) }) {
            throw QueryProblem(column: empty.column, kind: .noValue(field))
        }
        column = word.column
        key = Key(field: field, isNegated: word.isNegated)
        self.values = values
    }

    fileprivate var tooMany: QueryProblem { QueryProblem(column: column, kind: .tooMany) }

    /// What was chosen of so many, empty where that is all; throws where it is nothing.
    fileprivate func checked<Value>(_ chosen: [Value], of all: Int) throws(QueryProblem) -> [Value] {
        guard !chosen.isEmpty else { throw QueryProblem(column: column, kind: .nothingLeft(key.field)) }
        return chosen.count == all ? [] : chosen
    }
}

extension InboxNarrowing {
    /// How many tags it names.
    fileprivate var tagCount: Int { tags.joined().count + withoutTags.count }
}
