/// A word of a query with its place. Quotes keep blanks, commas, colons and signs together: `tag:"late check-out"`.
struct QueryToken: Hashable {
    /// A character of the text that was written.
    struct QueryCharacter: Hashable {
        let character: Character
        /// Its place, from 1.
        let column: Int
        /// Whether it stood between quotes, where it means nothing but itself.
        let isQuoted: Bool

        /// Whether it is that sign of the language.
        func isOperator(_ sign: Character) -> Bool { character == sign && !isQuoted }
    }

    /// The place where it begins, from 1.
    let column: Int
    /// Its characters, without the quotes.
    let signs: ArraySlice<QueryCharacter>

    /// The word without quotes.
    var text: String { String(signs.map(\.character)) }

    /// The words of a text, between blanks. Throws where a quote isn't closed.
    static func words(of text: String) throws(QueryError) -> [QueryToken] {
        let (words, openQuote) = parts(of: text)
        if let openQuote { throw QueryError(column: openQuote, kind: .openQuote) }
        return words
    }

    /// The words of a text that is still being written, in which the last quote may be open; and where it was opened.
    static func parts(of text: String) -> (words: [QueryToken], openQuote: Int?) {
        var words: [QueryToken] = []
        var signs: [QueryCharacter] = []
        var start: Int?
        var openQuote: Int?
        for (index, character) in text.enumerated() {
            if quotes.contains(character) {
                start = start ?? index + 1
                openQuote = openQuote == nil ? index + 1 : nil
            } else if openQuote == nil, character.isWhitespace {
                if let begun = start { words.append(QueryToken(column: begun, signs: signs[...])) }
                (start, signs) = (nil, [])
            } else {
                start = start ?? index + 1
                signs.append(QueryCharacter(character: character, column: index + 1, isQuoted: openQuote != nil))
            }
        }
        if let start { words.append(QueryToken(column: start, signs: signs[...])) }
        return (words, openQuote)
    }

    /// The signs that open and close a quotation. Editors and keyboards make the curved ones of the straight one.
    private static let quotes: Set<Character> = ["\"", "“", "”", "«", "»", "„"]

    /// Whether it asks for what isn't so: `-tag:wifi`.
    var isNegated: Bool { signs.count > 1 && signs.first?.isOperator("-") == true }

    /// The word without what negates it.
    var withoutNegation: QueryToken {
        isNegated ? QueryToken(column: column + 1, signs: signs.dropFirst()) : self
    }

    /// The values between the commas behind the colon, each with its place; nil where there is no colon.
    var values: [QueryToken]? {
        guard let colon = signs.firstIndex(where: { $0.isOperator(":") }) else { return nil }
        let behind = signs[signs.index(after: colon)...]
        var place = signs[colon].column + 1
        return behind.split(separator: ",").map { part in
            let value = QueryToken(column: part.first?.column ?? place, signs: part)
            place = (part.last?.column ?? place - 1) + 2
            return value
        }
    }

    /// What stands before the colon.
    var field: String { String(signs.prefix { !$0.isOperator(":") }.map(\.character)) }

    /// A word as it must be written to be read as this text, whatever is in it.
    static func quotedIfNeeded(_ text: String) -> String {
        let plain = text.filter { !quotes.contains($0) }
        let needsQuotes =
            plain.isEmpty || plain.hasPrefix("-") || plain.contains { $0.isWhitespace || $0 == ":" || $0 == "," }
        return needsQuotes ? "\"\(plain)\"" : plain
    }

    /// Whether a text can be written at all: there is no way to say a quote.
    static func isQuotable(_ text: String) -> Bool { !text.contains(where: quotes.contains) }

    /// Without case and accents: a query finds TRANSFÉRÉE by `transferee`.
    static func folded(_ text: some StringProtocol) -> String {
        let plain: [Character: Character] = [
            "é": "e", "è": "e", "ê": "e", "ë": "e", "à": "a", "â": "a", "î": "i", "ï": "i", "ô": "o", "ö": "o",
            "ù": "u", "û": "u", "ü": "u", "ç": "c",
        ]
        return String(text.lowercased().map { plain[$0] ?? $0 })
    }
}

extension ArraySlice<QueryToken.QueryCharacter> {
    /// The parts between separators that aren't quoted, empty ones too.
    fileprivate func split(separator: Character) -> [Self] {
        split(omittingEmptySubsequences: false) { $0.isOperator(separator) }
    }
}
