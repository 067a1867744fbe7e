extension InboxQuery {
    /// The query as a person with these own zones would write it: what reads back as this query, shortest form first.
    package func text(zones: [Zone], own: [Int16]) -> String {
        var words = ["state:" + stateWord]
        if !priorities.isEmpty {
            words.append("priority:" + priorities.sorted(by: >).map(\.label).joined(separator: ","))
        }
        if !self.zones.isEmpty { words.append("zone:" + zoneWord(zones, own)) }
        if let name = QueryReading.assignments.first(where: { $0.1 == assignment })?.0, assignment != .anyone {
            words.append("assignee:" + name)
        }
        words.append("order:" + order.rawValue)
        return words.joined(separator: " ")
    }

    private var stateWord: String {
        if let group = QueryReading.stateGroups.first(where: { Set($0.1) == Set(states) }) { return group.0 }
        return states.map { QueryWord.folded($0.label) }.joined(separator: ",")
    }

    /// The person's own zones are `mine`; a city whose zones are all chosen is written as its pattern.
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
