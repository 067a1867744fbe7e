/// The best alignment of a pattern's letters with a text: a dynamic-programming table with a row per letter and a
/// column per glyph.
struct FuzzyAlignment {
    private static let perLetter = 4
    private static let wordStart = 8
    private static let textStart = 4
    private static let neighbour = 8
    private static let gap = 1
    private static let impossible = Int.min / 2

    private let letters: [UInt32]
    private let text: [UInt32]
    /// The best score with letter `row` at glyph `column`.
    private var scores: [Int]
    /// The column of the preceding letter in that alignment.
    private var previous: [Int]

    init(_ letters: [UInt32], in text: [UInt32]) {
        self.letters = letters
        self.text = text
        scores = Array(repeating: FuzzyAlignment.impossible, count: letters.count * text.count)
        previous = Array(repeating: -1, count: letters.count * text.count)
        for row in letters.indices { fill(row) }
    }

    private mutating func fill(_ row: Int) {
        let above = (row - 1) * text.count
        var (bestScore, bestColumn) = (FuzzyAlignment.impossible, -1)
        for column in text.indices {
            // A gap between two letters costs points.
            if row > 0, column > 1, scores[above + column - 2] > bestScore {
                (bestScore, bestColumn) = (scores[above + column - 2], column - 2)
            }
            guard text[column] == letters[row] else { continue }
            var (score, from) = row == 0 ? (0, -1) : (bestScore - FuzzyAlignment.gap, bestColumn)
            if row > 0, column > 0, scores[above + column - 1] + FuzzyAlignment.neighbour > score {
                (score, from) = (scores[above + column - 1] + FuzzyAlignment.neighbour, column - 1)
            }
            guard score > FuzzyAlignment.impossible / 2 else { continue }
            scores[row * text.count + column] = score + bonus(column)
            previous[row * text.count + column] = from
        }
    }

    private func bonus(_ column: Int) -> Int {
        if column == 0 { return FuzzyAlignment.perLetter + FuzzyAlignment.wordStart + FuzzyAlignment.textStart }
        return isWord(text[column - 1])
            ? FuzzyAlignment.perLetter : FuzzyAlignment.perLetter + FuzzyAlignment.wordStart
    }

    private func isWord(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30...0x39, 0x61...0x7A, 0xAA...: scalar != 0xAB && scalar != 0xBB && !(0x2010...0x205E).contains(scalar)
        default: false
        }
    }

    /// The match with the highest score, the leftmost among equals; nil if there is none. Shorter texts score higher.
    var best: FuzzyMatch? {
        let row = (letters.count - 1) * text.count
        var column = -1
        for candidate in text.indices
        where scores[row + candidate] > (column < 0 ? FuzzyAlignment.impossible : scores[row + column]) {
            column = candidate
        }
        guard column >= 0 else { return nil }
        return FuzzyMatch(score: scores[row + column] - text.count / 8, positions: positions(endingAt: column))
    }

    private func positions(endingAt last: Int) -> [Int] {
        var positions: [Int] = []
        var column = last
        for row in letters.indices.reversed() {
            positions.append(column)
            column = previous[row * text.count + column]
        }
        return positions.reversed()
    }
}
