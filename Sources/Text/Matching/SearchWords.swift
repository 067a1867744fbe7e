/// The words of a search, for highlighting them in the results. Ignores case and accents; skips `-word` and `or`;
/// `reserv*` matches by prefix.
package struct SearchWords: Sendable, Hashable {
    private struct Word: Sendable, Hashable {
        let letters: [UInt32]
        let isBeginning: Bool
    }

    private let words: [Word]

    /// Parses the words of a typed search.
    package init(_ text: String) {
        words = text.split(whereSeparator: \.isWhitespace).compactMap { part in
            guard !part.hasPrefix("-"), part.lowercased() != "or" else { return nil }
            let letters = SafeText(trusted: String(part)).glyphs.map { SearchFold.fold($0.base) }
                .filter { Self.isPartOfWord($0) }
            return letters.isEmpty ? nil : Word(letters: letters, isBeginning: part.hasSuffix("*"))
        }
    }

    /// The matches in a text, as ranges of glyphs, in order.
    package func places(in text: SafeText) -> [Range<Int>] {
        guard !words.isEmpty else { return [] }
        let folded = text.glyphs.map { SearchFold.fold($0.base) }
        var places: [Range<Int>] = []
        var start = 0
        while start < folded.count {
            let end = folded[start...].firstIndex { !Self.isPartOfWord($0) } ?? folded.count
            if words.contains(where: { Self.matches($0, folded[start..<end]) }) { places.append(start..<end) }
            start = max(end, start) + 1
        }
        return places
    }

    private static func matches(_ word: Word, _ text: ArraySlice<UInt32>) -> Bool {
        text.count >= word.letters.count && text.starts(with: word.letters)
            && (word.isBeginning || text.count == word.letters.count)
    }

    private static func isPartOfWord(_ scalar: UInt32) -> Bool {
        Unicode.Scalar(scalar).map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    }
}
