/// Completes the last word of a query.
package struct QueryCompletion {
    private let zones: [Zone]
    private let tags: [UntrustedText]
    private let people: [UntrustedText]

    /// Creates the completion for a deployment's zones, the tags in use and the colleagues' names.
    package init(zones: [Zone], tags: [UntrustedText] = [], people: [UntrustedText] = []) {
        self.zones = zones
        self.tags = tags
        self.people = people
    }

    /// The completions of the last word of a text, each a whole word, in table order.
    package func continuations(of text: String) -> [String] {
        let word = lastWord(of: text)
        let negation = word.isNegated || word.text == "-" ? "-" : ""
        let affirmed = word.text == "-" ? QueryToken(column: word.column, signs: []) : word.withoutNegation
        guard let values = affirmed.values, let last = values.last else {
            let begun = QueryToken.folded(affirmed.text)
            guard affirmed.signs.allSatisfy({ !$0.isQuoted }) else { return [] }
            return QueryField.allCases.filter { negation.isEmpty || $0.isNegatable }
                .map { negation + $0.rawValue + ":" }.filter { $0.hasPrefix(negation + begun) }
        }
        guard let field = QueryWords.field(affirmed.field) else { return [] }
        let start =
            negation + affirmed.field + ":"
            + values.dropLast().map { QueryToken.quotedIfNeeded($0.text) + "," }.joined()
        let begun = QueryToken.folded(last.text)
        let known = self.values(of: field)
        // Nobody is anyone but me: only names are excluded.
        let possible = field == .assignee && !negation.isEmpty ? known.suffix(people.count) : known[...]
        return possible.filter { QueryToken.folded($0).hasPrefix(begun) }
            .map { start + (field == .tag || field == .assignee ? QueryToken.quotedIfNeeded($0) : $0) }
    }

    /// The index where the last word of a text begins; the end of the text if it ends with a blank.
    package static func startOfLastWord(in text: String) -> String.Index {
        let word = QueryCompletion(zones: []).lastWord(of: text)
        return text.index(text.startIndex, offsetBy: word.column - 1)
    }

    private func lastWord(of text: String) -> QueryToken {
        let (words, openQuote) = QueryToken.parts(of: text)
        let nothing = QueryToken(column: text.count + 1, signs: [])
        guard let last = words.last, openQuote != nil || text.last?.isWhitespace == false else { return nothing }
        return last
    }

    /// The values that a field accepts, as written in a query.
    func values(of field: QueryField) -> [String] {
        switch field {
        case .state: QueryParser.stateGroups.map(\.0) + ConversationState.all.map { QueryToken.folded($0.label) }
        case .priority: Priority.allCases.reversed().map(\.label) + [">=high", "<=medium"]
        case .zone: ["mine", "none"] + cities + zones.map(\.label)
        case .assignee: QueryParser.assignments.map(\.0) + people.map(\.original).filter { QueryToken.isQuotable($0) }
        case .channel: Channel.all.map(\.label)
        case .unread, .late: ["yes", "no"]
        case .due: ["<30m", "<2h", "<1d", ">2h", "none"]
        case .phase: QueryParser.phases.map { $0.lowercased() }
        case .language: QueryParser.languageCodes + ["none"]
        case .role: AppRole.all.map(\.label)
        case .after, .before: ["today", "yesterday", "7d", "30d"]
        case .guest, .property: []
        case .tag: tags.map(\.original).filter { QueryToken.isQuotable($0) }
        case .stay: ReservationPhase.allCases.map(\.rawValue)
        case .wa: ["<1h", "<2h", "<4h", "open", "closed", ">12h"]
        case .failed: QueryParser.answers.map(\.0)
        case .order: QueryParser.orders.map(\.0)
        }
    }

    /// One pattern for each city with more than one zone.
    private var cities: [String] {
        var counts: [String: Int] = [:]
        for zone in zones { counts[zone.city, default: 0] += 1 }
        return counts.filter { $0.value > 1 }.keys.sorted().map { Zone.pattern(ofCity: $0) }
    }
}

extension QueryField {
    /// Whether a `-` before the field negates it.
    package var isNegatable: Bool {
        switch self {
        case .priority, .zone, .tag, .stay, .assignee, .channel, .phase, .language, .role, .guest, .property: true
        case .state, .wa, .failed, .order, .unread, .late, .due, .after, .before: false
        }
    }
}
