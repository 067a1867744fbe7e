import Glibc
import Text

/// The cells of two canvases of the same size, for comparison.
struct CanvasDiff {
    private let glyphs: (UnsafeBufferPointer<Glyph>, UnsafeBufferPointer<Glyph>)
    private let paints: (UnsafeBufferPointer<Paint>, UnsafeBufferPointer<Paint>)

    init(
        _ glyphs: UnsafeBufferPointer<Glyph>,
        _ otherGlyphs: UnsafeBufferPointer<Glyph>,
        _ paints: UnsafeBufferPointer<Paint>,
        _ otherPaints: UnsafeBufferPointer<Paint>
    ) {
        self.glyphs = (glyphs, otherGlyphs)
        self.paints = (paints, otherPaints)
    }

    /// The changed columns of a row, extended to whole glyphs; nil if none changed.
    func columns(_ columns: Range<Int>, ofRowAt start: Int, of count: Int) -> Range<Int>? {
        let cells = start + columns.lowerBound..<start + columns.upperBound
        if same(glyphs.0, glyphs.1, cells), same(paints.0, paints.1, cells) { return nil }
        guard var first = cells.first(where: differs), var last = cells.last(where: differs) else { return nil }
        while first > start, splits(first) { first -= 1 }
        while last + 1 < start + count, splits(last + 1) { last += 1 }
        return first - start..<last + 1 - start
    }

    private func differs(_ cell: Int) -> Bool {
        glyphs.0[cell].rawValue != glyphs.1[cell].rawValue || paints.0[cell].code != paints.1[cell].code
    }

    /// Whether a cell is the second half of a wide glyph on either canvas.
    private func splits(_ cell: Int) -> Bool {
        glyphs.0[cell].isContinuation || glyphs.1[cell].isContinuation
    }

    private func same<Cell>(_ one: UnsafeBufferPointer<Cell>, _ other: UnsafeBufferPointer<Cell>, _ cells: Range<Int>)
        -> Bool
    {
        guard let mine = one.baseAddress, let theirs = other.baseAddress else { return true }
        let bytes = cells.count * MemoryLayout<Cell>.stride
        return memcmp(mine + cells.lowerBound, theirs + cells.lowerBound, bytes) == 0
    }
}
