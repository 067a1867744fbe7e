/// A word of a query and its position. Quotes keep blanks, commas, colons and operators literal: `tag:"late
/// check-out"`.
struct QueryToken: Hashable {
    /// A character of the source text.
    struct QueryCharacter: Hashable {
        let character: Character
        /// The column, from 1.
        let column: Int
        /// Whether it is quoted, and so literal.
        let isQuoted: Bool

        /// Whether it is the given operator.
        func isOperator(_ sign: Character) -> Bool { character == sign && !isQuoted }
    }

    /// The column where it begins, from 1.
    let column: Int
    /// The characters, without quotes.
    let signs: ArraySlice<QueryCharacter>

    /// Creates a word that nobody wrote.
    init(column: Int, text: String) {
        self.init(
            column: column,
            signs: text.map { QueryCharacter(character: $0, column: column, isQuoted: false) }[...]
        )
    }

    /// Creates a word from its characters.
    init(column: Int, signs: ArraySlice<QueryCharacter>) {
        self.column = column
        self.signs = signs
    }

    /// The word's text, without quotes.
    var text: String { String(signs.map(\.character)) }

    /// Splits a text into words. Throws if a quote is never closed.
    static func words(of text: String) throws(QueryError) -> [QueryToken] {
        let (words, openQuote) = parts(of: text)
        if let openQuote { throw QueryError(column: openQuote, kind: .openQuote) }
        return words
    }

    /// Splits a text that is still being typed, so that its last quote may be open; also returns that quote's column.
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

    /// The quotation marks. Editors and keyboards turn straight ones into curved ones.
    private static let quotes: Set<Character> = ["\"", "“", "”", "«", "»", "„"]

    /// Whether the word is negated: `-tag:wifi`.
    var isNegated: Bool { signs.count > 1 && signs.first?.isOperator("-") == true }

    /// The word without its negation.
    var withoutNegation: QueryToken {
        isNegated ? QueryToken(column: column + 1, signs: signs.dropFirst()) : self
    }

    /// The comma-separated values after the colon, each with its column; nil if there is no colon.
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

    /// The text before the colon.
    var field: String { String(signs.prefix { !$0.isOperator(":") }.map(\.character)) }

    /// Quotes a text if needed, so that it parses as a single value.
    static func quotedIfNeeded(_ text: String) -> String {
        let plain = text.filter { !quotes.contains($0) }
        let needsQuotes =
            plain.isEmpty || plain.hasPrefix("-") || plain.contains { $0.isWhitespace || $0 == ":" || $0 == "," }
        return needsQuotes ? "\"\(plain)\"" : plain
    }

    /// Whether a text can be quoted: quotation marks have no escape.
    static func isQuotable(_ text: String) -> Bool { !text.contains(where: quotes.contains) }

    /// Folds case and accents: `transferee` matches TRANSFÉRÉE.
    static func folded(_ text: some StringProtocol) -> String {
        let plain: [Character: Character] = [
            "é": "e", "è": "e", "ê": "e", "ë": "e", "à": "a", "â": "a", "î": "i", "ï": "i", "ô": "o", "ö": "o",
            "ù": "u", "û": "u", "ü": "u", "ç": "c",
        ]
        return String(text.lowercased().map { plain[$0] ?? $0 })
    }
}

extension ArraySlice<QueryToken.QueryCharacter> {
    /// Splits at unquoted separators, keeping empty parts.
    fileprivate func split(separator: Character) -> [Self] {
        split(omittingEmptySubsequences: false) { $0.isOperator(separator) }
    }
}
