/// The positions and score of a fuzzy match.
package struct FuzzyMatch: Sendable, Hashable {
    /// Higher is better; comparable only for the same pattern.
    package let score: Int

    /// The indices of the matched glyphs, ascending.
    package let positions: [Int]
}

/// A fuzzy pattern for a palette or a list. Matches texts that contain all letters in order; ignores case, accents and
/// spaces. Word starts and consecutive letters score higher.
package struct FuzzyPattern: Sendable, Hashable {
    private let letters: [UInt32]

    /// Creates a pattern from typed text.
    package init(_ text: String) {
        letters = SafeText(trusted: text).glyphs.lazy.filter { !$0.isSpace }.map { SearchFold.fold($0.base) }
    }

    /// Whether there is no letter: everything matches.
    package var isEmpty: Bool { letters.isEmpty }

    /// The best match in a text; nil unless all letters occur in order.
    package func match(_ text: SafeText) -> FuzzyMatch? {
        if letters.isEmpty { return FuzzyMatch(score: 0, positions: []) }
        let folded = text.glyphs.map { SearchFold.fold($0.base) }
        guard occurs(in: folded) else { return nil }
        return FuzzyAlignment(letters, in: folded).best
    }

    private func occurs(in folded: [UInt32]) -> Bool {
        var next = 0
        for letter in folded where next < letters.count && letter == letters[next] { next += 1 }
        return next == letters.count
    }
}
