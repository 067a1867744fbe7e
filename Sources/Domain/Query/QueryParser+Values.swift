/// Parses the values of each field.
extension QueryParser {
    /// The names of the assignee filters.
    static let assignments: [(String, InboxAssignment)] = [("me", .mine), ("nobody", .unassigned), ("anyone", .anyone)]
    /// The names of the sort orders.
    static let orders: [(String, InboxOrder)] = InboxOrder.allCases.map { ($0.rawValue, $0) }
    /// The values of fields that ask yes or no.
    static let answers: [(String, Bool)] = [("yes", true), ("no", false)]
    /// The states of finished conversations.
    static let finished: [ConversationState] = [.resolue, .cloturee]
    /// The names of groups of states.
    static let stateGroups: [(String, [ConversationState])] = [
        ("open", ConversationState.open), ("finished", finished), ("all", ConversationState.all),
    ]

    func states(_ value: QueryToken) throws(QueryError) -> [ConversationState] {
        let wanted = QueryWords.canonical(value.text)
        if let group = Self.stateGroups.first(where: { $0.0 == wanted }) { return group.1 }
        guard let state = ConversationState(named: value.text) else { throw unknown(value, .state) }
        return [state]
    }

    func priorities(_ value: QueryToken) throws(QueryError) -> [Priority] {
        let comparisons: [(String, (Priority, Priority) -> Bool)] = [
            (">=", { $0 >= $1 }), ("<=", { $0 <= $1 }), (">", { $0 > $1 }), ("<", { $0 < $1 }),
        ]
        let comparison = comparisons.first { value.text.hasPrefix($0.0) }
        let wanted = QueryWords.canonical(value.text.dropFirst(comparison?.0.count ?? 0))
        guard let bound = Priority.allCases.first(where: { $0.label == wanted }) else {
            throw unknown(value, .priority)
        }
        return Priority.allCases.filter { comparison?.1($0, bound) ?? ($0 == bound) }
    }

    /// The numbers of the zones that match a name or pattern; 0 for conversations without a zone.
    func zoneNumbers(_ value: QueryToken) throws(QueryError) -> [Int16] {
        let wanted = QueryWords.canonical(value.text)
        if wanted == "none" { return [0] }
        if wanted == "mine" { return ownZones.isEmpty ? [0] : ownZones }
        let found = zones.filter { Self.matches(QueryToken.folded($0.label)[...], wanted[...]) }
        guard !found.isEmpty else { throw QueryError(column: value.column, kind: .noSuchZone(value.text)) }
        return found.map(\.number)
    }

    func stays(_ value: QueryToken) throws(QueryError) -> [ReservationPhase] {
        guard let stay = ReservationPhase(rawValue: QueryWords.canonical(value.text)) else {
            throw unknown(value, .stay)
        }
        return [stay]
    }

    func window(_ clause: QueryClause) throws(QueryError) -> MessagingWindowFilter {
        guard clause.values.count == 1, let value = clause.values.first else {
            throw unknown(clause.values.last ?? QueryToken(column: clause.column, signs: []), .wa)
        }
        let wanted = QueryWords.canonical(value.text)
        if wanted == "open" { return .open }
        if wanted == "closed" { return .closed }
        guard let sign = wanted.first, "<>".contains(sign), let minutes = Self.minutes(wanted.dropFirst()) else {
            throw unknown(value, .wa)
        }
        return sign == "<" ? .under(minutes: minutes) : .over(minutes: minutes)
    }

    /// Parses `2h` or `30m` into 1 to 1440 minutes; nil for anything else.
    private static func minutes(_ text: Substring) -> Int32? {
        guard let unit = text.last, unit == "h" || unit == "m", let number = Int32(text.dropLast()),
            text.first?.isNumber == true, (1...1440).contains(number)
        else { return nil }
        let minutes = unit == "h" ? number * 60 : number
        return minutes <= 1440 ? minutes : nil
    }

    func singleValue<Value>(
        _ values: [QueryToken],
        of field: QueryField,
        among known: [(String, Value)]
    ) throws(QueryError) -> Value {
        guard let value = values.first else { throw QueryError(column: 1, kind: .noValue(field)) }
        guard values.count == 1, let found = known.first(where: { $0.0 == QueryWords.canonical(value.text) })
        else {
            throw unknown(values.last ?? value, field)
        }
        return found.1
    }

    /// The assignment that a value names; nil for anything else, such as a colleague's name.
    static func assignment(_ value: QueryToken) -> InboxAssignment? {
        assignments.first { $0.0 == QueryWords.canonical(value.text) }?.1
    }

    /// The error for a value that the field doesn't accept.
    func unknown(_ value: QueryToken, _ field: QueryField) -> QueryError {
        let known = QueryCompletion(zones: zones).values(of: field)
        return QueryError(column: value.column, kind: .unknownValue(field: field, value: value.text, known: known))
    }

    /// Whether a pattern matches the whole text; `*` matches any characters.
    private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return text.indices.contains { matches(text[$0...], pattern.dropFirst()) }
                || matches(text[text.endIndex...], pattern.dropFirst())
        }
        return text.first == first && matches(text.dropFirst(), pattern.dropFirst())
    }
}

extension ConversationState {
    /// Creates the state with a name, ignoring case and accents: `résolue`, `RESOLUE`; nil for an unknown name.
    package init?(named name: some StringProtocol) {
        let wanted = QueryToken.folded(name)
        guard let state = Self.all.first(where: { QueryToken.folded($0.label) == wanted }) else { return nil }
        self = state
    }
}
