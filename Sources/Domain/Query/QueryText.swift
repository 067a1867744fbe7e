extension InboxQuery {
    /// The query as text, for a user with the given zones; parsing it yields the same query.
    package func text(zones: [Zone], own: [Int16]) -> String {
        words(zones: zones, own: own).joined(separator: " ")
    }

    /// The words of the text, quoted where needed.
    package func words(zones: [Zone], own: [Int16]) -> [String] {
        var words = ["state:" + stateWord]
        if !priorities.isEmpty {
            words.append("priority:" + priorities.sorted(by: >).map(\.label).joined(separator: ","))
        }
        if !self.zones.isEmpty { words.append("zone:" + zoneWord(zones, own)) }
        if let name = QueryParser.assignments.first(where: { $0.1 == assignment })?.0, assignment != .anyone {
            words.append("assignee:" + name)
        }
        return words + filters.fieldWords + ["order:" + order.rawValue] + filters.termWords
    }

    private var stateWord: String {
        if let group = QueryParser.stateGroups.first(where: { Set($0.1) == Set(states) }) { return group.0 }
        return states.map { QueryToken.folded($0.label) }.joined(separator: ",")
    }

    /// The zones as text: `mine` for the user's own zones, a pattern for a city whose zones are all included.
    private func zoneWord(_ known: [Zone], _ own: [Int16]) -> String {
        var left = Set(self.zones)
        let hasNone = left.remove(0) != nil
        let isMine = !own.isEmpty && left == Set(own)
        if isMine { left = [] }
        var words = (isMine ? ["mine"] : []) + (hasNone ? ["none"] : [])
        for city in Set(known.map(\.city)).sorted() {
            let numbers = known.filter { $0.city == city }.map(\.number)
            guard numbers.count > 1, left.isSuperset(of: numbers) else { continue }
            left.subtract(numbers)
            words.append(Zone.pattern(ofCity: city))
        }
        words += known.filter { left.contains($0.number) }.map(\.label)
        return words.joined(separator: ",")
    }
}

extension InboxFilters {
    /// The filters as field clauses.
    fileprivate var fieldWords: [String] {
        var words = tags.map { "tag:" + $0.map(QueryToken.quotedIfNeeded).joined(separator: ",") }
        if !withoutTags.isEmpty {
            words.append("-tag:" + withoutTags.map(QueryToken.quotedIfNeeded).joined(separator: ","))
        }
        if !reservationPhases.isEmpty {
            words.append("stay:" + reservationPhases.map(\.rawValue).joined(separator: ","))
        }
        if let window { words.append("wa:" + window.written) }
        if let name = QueryParser.answers.first(where: { $0.1 == hasFailed })?.0 { words.append("failed:" + name) }
        return words + conditions.map(\.word)
    }

    /// The filters as search terms.
    fileprivate var termWords: [String] {
        words.map { QueryToken.quotedIfNeeded($0.text) } + withoutWords.map { "-" + QueryToken.quotedIfNeeded($0.text) }
    }
}

extension MessagingWindowFilter {
    /// The value as text, in hours where they are whole.
    fileprivate var written: String {
        switch self {
        case .open: "open"
        case .closed: "closed"
        case .under(let minutes): "<" + Self.duration(minutes)
        case .over(let minutes): ">" + Self.duration(minutes)
        }
    }

    private static func duration(_ minutes: Int32) -> String {
        minutes.isMultiple(of: 60) ? "\(minutes / 60)h" : "\(minutes)m"
    }
}
