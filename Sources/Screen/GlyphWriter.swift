import Text

extension Glyph {
    /// Whether it is the second cell of a wide glyph.
    var isContinuation: Bool { rawValue == 0 }
}

/// Writes a run of glyphs into a canvas row through pointers, because drawing dominates the cost of a key press.
struct GlyphWriter {
    private let glyphs: UnsafeMutablePointer<Glyph>
    private let paints: UnsafeMutablePointer<Paint>
    /// The row's width.
    private let columns: Int
    private let paint: Paint
    /// The column of the next glyph; negative to the left of the row.
    private(set) var column: Int
    /// The first column past the run's space.
    private let end: Int

    /// Creates a writer at a column of the row that these cells belong to.
    init(
        _ glyphs: UnsafeMutablePointer<Glyph>,
        _ paints: UnsafeMutablePointer<Paint>,
        columns: Int,
        from column: Int,
        to end: Int,
        paint: Paint
    ) {
        (self.glyphs, self.paints, self.columns, self.paint) = (glyphs, paints, columns, paint)
        (self.column, self.end) = (column, end)
    }

    /// Writes as much as fits; with `ellipsis` the last cell holds `…` if text was cut.
    mutating func write(_ text: UnsafeBufferPointer<Glyph>, ellipsis: Bool) {
        if column >= 0 { blankLeftHalf() }
        for glyph in text where !write(glyph) {
            if ellipsis { writeEllipsis() }
            break
        }
        blankRightHalf()
    }

    /// The same for one-cell glyphs, which make up most texts: copies them in bulk.
    mutating func writeNarrow(_ text: UnsafeBufferPointer<Glyph>, ellipsis: Bool) {
        guard column >= 0, let first = text.baseAddress else { return write(text, ellipsis: ellipsis) }
        blankLeftHalf()
        let count = min(text.count, end - column)
        (glyphs + column).update(from: first, count: count)
        (paints + column).update(repeating: paint, count: count)
        column += count
        if ellipsis, count < text.count { writeEllipsis() }
        blankRightHalf()
    }

    /// Writes one glyph and advances; returns false if it no longer fits.
    private mutating func write(_ glyph: Glyph) -> Bool {
        // Reads the width from the bits: this is the hottest loop of a frame.
        let width = glyph.isContinuation ? 0 : 1 + Int(truncatingIfNeeded: glyph.rawValue >> 63)
        guard column + width <= end else {
            if width == 2, column >= 0, column < end {
                set(.space, at: column)
                column += 1
            }
            return false
        }
        if column >= 0 {
            guard width > 0 else { return true }
            set(glyph, at: column)
            if width == 2 { set(.continuation, at: column + 1) }
        } else if column + width > 0 {
            set(.space, at: column + 1)
        }
        column += width
        return true
    }

    private mutating func writeEllipsis() {
        guard end > 0 else { return }
        if glyphs[end - 1].isContinuation { glyphs[end - 2] = .space }
        set(.ellipsis, at: end - 1)
        column = end
    }

    /// Blanks a wide glyph cut by the start of the run.
    private func blankLeftHalf() {
        if column > 0, glyphs[column].isContinuation { glyphs[column - 1] = .space }
    }

    /// Blanks a wide glyph cut by the end of the run.
    private func blankRightHalf() {
        guard column > 0, column < columns, glyphs[column].isContinuation else { return }
        if glyphs[column - 1].width != 2 { glyphs[column] = .space }
    }

    private func set(_ glyph: Glyph, at column: Int) {
        glyphs[column] = glyph
        paints[column] = paint
    }
}
