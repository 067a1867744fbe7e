/// Where and how well a few typed letters match a text.
package struct FuzzyMatch: Sendable, Hashable {
    /// Higher is better; only to compare with the scores of the same pattern.
    package let score: Int

    /// The indices of the matched glyphs, ascending.
    package let positions: [Int]
}

/// Letters typed into a palette or a list. They match where they all occur in their order; case, accents and spaces
/// don't matter. Word starts and runs of neighbours score higher.
package struct FuzzyPattern: Sendable, Hashable {
    private let letters: [UInt32]

    /// What was typed.
    package init(_ text: String) {
        letters = SafeText(trusted: text).glyphs.lazy.filter { !$0.isSpace }.map { SearchFold.fold($0.base) }
    }

    /// True where there is no letter: everything matches.
    package var isEmpty: Bool { letters.isEmpty }

    /// The best match in a text; nil where the letters don't all occur in order.
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
