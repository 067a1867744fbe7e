/// A line of a draft: its characters and their glyphs, kept in sync.
struct EditorLine: Sendable, Equatable {
    private(set) var characters: [Character] = []
    private(set) var glyphs: ContiguousArray<Glyph> = []
    /// The number of glyphs per character; empty while each has exactly one.
    private var glyphCounts: [Int] = []

    init(_ characters: some Collection<Character>) {
        replace(0..<0, with: characters)
    }

    var count: Int { characters.count }

    mutating func replace(_ range: Range<Int>, with new: some Collection<Character>) {
        let shaped = EditorLine.shape(new)
        let old = glyphIndex(of: range.lowerBound)..<glyphIndex(of: range.upperBound)
        if !glyphCounts.isEmpty || !shaped.counts.isEmpty {
            if glyphCounts.isEmpty { glyphCounts = EditorLine.ones(count) }
            glyphCounts.replaceSubrange(range, with: shaped.counts.isEmpty ? EditorLine.ones(new.count) : shaped.counts)
        }
        glyphs.replaceSubrange(old, with: shaped.glyphs)
        characters.replaceSubrange(range, with: new)
    }

    /// The index of a character's first glyph; the glyph count for the end of the line.
    func glyphIndex(of column: Int) -> Int {
        glyphCounts.isEmpty ? column : glyphCounts[..<column].reduce(0, +)
    }

    /// The column of the character that a glyph belongs to.
    func column(ofGlyph index: Int) -> Int {
        if glyphCounts.isEmpty { return index }
        var column = 0
        var glyph = 0
        while column < count, glyph + glyphCounts[column] <= index {
            glyph += glyphCounts[column]
            column += 1
        }
        return column
    }

    /// The rows at this width, as ranges of glyphs.
    func rows(cells: Int) -> [Range<Int>] {
        var wrap = LineWrapper(glyphs, width: cells)
        wrap.add(0..<glyphs.count)
        return wrap.rows
    }

    private static func ones(_ count: Int) -> [Int] { Array(repeating: 1, count: count) }

    private static func shape(
        _ characters: some Collection<Character>
    ) -> (glyphs: ContiguousArray<Glyph>, counts: [Int]) {
        var shaper = Shaper(.line, capacity: characters.count)
        var counts: [Int] = []
        var isUniform = true
        for character in characters {
            let before = shaper.glyphs.count
            shaper.startCluster()
            for scalar in character.unicodeScalars { shaper.append(scalar.value) }
            counts.append(shaper.glyphs.count - before)
            isUniform = isUniform && counts[counts.count - 1] == 1
        }
        return (shaper.glyphs, isUniform ? [] : counts)
    }
}
