/// A word of a query with its place.
struct QueryWord: Hashable {
    /// The place of its first character, from 1.
    let column: Int
    /// The word.
    let text: String

    /// The words of a text, between blanks.
    static func words(of text: String) -> [QueryWord] {
        var words: [QueryWord] = []
        var word = ""
        for (index, character) in (text + " ").enumerated() {
            if !character.isWhitespace {
                word.append(character)
            } else if !word.isEmpty {
                words.append(QueryWord(column: index - word.count + 1, text: word))
                word = ""
            }
        }
        return words
    }

    /// The values between the commas behind the colon, each with its place; nil where there is no colon.
    var values: [QueryWord]? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        var place = column + text.distance(from: text.startIndex, to: colon) + 1
        return text[text.index(after: colon)...].split(separator: ",", omittingEmptySubsequences: false).map { part in
            defer { place += part.count + 1 }
            return QueryWord(column: place, text: String(part))
        }
    }

    /// What stands before the colon.
    var field: Substring { text.prefix { $0 != ":" } }

    /// Without case and accents: a query finds TRANSFÉRÉE by `transferee`.
    static func folded(_ text: some StringProtocol) -> String {
        let plain: [Character: Character] = [
            "é": "e", "è": "e", "ê": "e", "ë": "e", "à": "a", "â": "a", "î": "i", "ï": "i", "ô": "o", "ö": "o",
            "ù": "u", "û": "u", "ü": "u", "ç": "c",
        ]
        return String(text.lowercased().map { plain[$0] ?? $0 })
    }
}
