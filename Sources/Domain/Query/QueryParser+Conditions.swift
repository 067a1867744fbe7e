/// Parses the values of conditions into what the database takes.
extension QueryParser {
    /// The names of languages beside their ISO 639 codes, without accents.
    private static let languages: [(String, [String])] = [
        ("fr", ["french", "francais"]), ("en", ["english", "anglais"]), ("ar", ["arabic", "arabe"]),
        ("ary", ["darija"]), ("es", ["spanish", "espagnol"]), ("de", ["german", "allemand"]),
        ("it", ["italian", "italien"]), ("pt", ["portuguese", "portugais"]), ("nl", ["dutch", "neerlandais"]),
        ("ru", ["russian", "russe"]), ("zh", ["chinese", "chinois"]), ("ja", ["japanese", "japonais"]),
    ]
    /// The codes of the languages with names.
    static let languageCodes = languages.map(\.0)

    /// The labels of the phases of the guest's journey.
    static let phases = GuestJourneyPhase.allCases.map(\.rawValue)

    /// The condition that a clause makes.
    func condition(_ field: QueryCondition.Field, _ clause: QueryClause) throws(QueryError) -> QueryCondition {
        if clause.key.field.isSingle, clause.values.count > 1, let extra = clause.values.last {
            throw unknown(extra, clause.key.field)
        }
        var values: [String] = []
        for token in clause.values {
            let value = try self.value(of: field, token)
            if !values.contains(value) { values.append(value) }
        }
        guard values.count <= InboxFilters.maxTerms else { throw QueryError(column: clause.column, kind: .tooMany) }
        return QueryCondition(field, values, isNegated: clause.key.isNegated)
    }

    private func value(of field: QueryCondition.Field, _ token: QueryToken) throws(QueryError) -> String {
        let folded = QueryWords.canonical(token.text)
        switch field {
        case .assignee, .guest, .property:
            guard let term = QueryTerm(token.text) else {
                throw QueryError(column: token.column, kind: .noWord(token.text))
            }
            guard term.text.count <= QueryTerm.maxLength else {
                throw QueryError(column: token.column, kind: .tooLong)
            }
            return term.text
        case .channel:
            return try known(folded, among: Channel.all.map(\.label), token, .channel)
        case .unread: return try known(folded, among: ["yes", "no"], token, .unread)
        case .late: return try known(folded, among: ["yes", "no"], token, .late)
        case .phase:
            return try known(folded.uppercased(), among: Self.phases, token, .phase)
        case .role:
            return try known(folded, among: AppRole.all.map(\.label), token, .role)
        case .language:
            if let named = Self.languages.first(where: { $0.1.contains(folded) }) { return named.0 }
            let isCode = (2...3).contains(folded.utf8.count) && folded.utf8.allSatisfy { (0x61...0x7A).contains($0) }
            guard isCode || folded == "none" else { throw unknown(token, .language) }
            return folded
        case .due:
            if folded == "none" { return "none" }
            guard let sign = folded.first, "<>".contains(sign), let minutes = Self.minutes(folded.dropFirst()) else {
                throw unknown(token, .due)
            }
            return "\(sign)\(minutes)"
        case .after: return try day(folded, token, .after)
        case .before: return try day(folded, token, .before)
        }
    }

    private func known(
        _ value: String,
        among values: [String],
        _ token: QueryToken,
        _ field: QueryField
    ) throws(QueryError) -> String {
        guard values.contains(value) else { throw unknown(token, field) }
        return value
    }

    /// Parses `2d`, `2h` or `30m` into at most 60 days of minutes; nil for anything else.
    private static func minutes(_ text: Substring) -> Int32? {
        guard let unit = text.last, let number = Int32(text.dropLast()), text.first?.isNumber == true,
            (0...99_999).contains(number)
        else { return nil }
        let minutes: Int32? =
            switch unit {
            case "d", "j": number > 60 ? nil : number * 1_440
            case "h": number > 1_440 ? nil : number * 60
            case "m": number
            default: nil
            }
        return minutes.flatMap { $0 <= 86_400 ? $0 : nil }
    }

    /// Parses a day: `2027-01-31`, `today`, `yesterday`, `7d` ago.
    private func day(_ text: String, _ token: QueryToken, _ field: QueryField) throws(QueryError) -> String {
        if text == "today" { return "-0" }
        if text == "yesterday" { return "-1" }
        let isAge = text.last == "d" || text.last == "j"
        if isAge, text.first?.isNumber == true, let days = Int(text.dropLast()), (0...9_999).contains(days) {
            return "-\(days)"
        }
        guard let day = CalendarDay(iso: text) else { throw unknown(token, field) }
        return day.iso
    }
}
