import Text

extension Glyph {
    /// Whether it is the second cell of a wide glyph.
    var isContinuation: Bool { rawValue == 0 }
}

/// Writes a run of glyphs into one row of a canvas, at its cells' own addresses: drawing is what a key press costs.
struct GlyphWriter {
    private let glyphs: UnsafeMutablePointer<Glyph>
    private let paints: UnsafeMutablePointer<Paint>
    /// The row's width.
    private let columns: Int
    private let paint: Paint
    /// Where the next glyph goes; negative left of the row.
    private(set) var column: Int
    /// The first column that the run may not touch.
    private let end: Int

    /// A pen at a column of the row whose cells these are.
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

    /// Writes as much as there is room for, on the last cell `…` where that is asked for and something was cut.
    mutating func write(_ text: UnsafeBufferPointer<Glyph>, ellipsis: Bool) {
        if column >= 0 { blankLeftHalf() }
        for glyph in text where !write(glyph) {
            if ellipsis { writeEllipsis() }
            break
        }
        blankRightHalf()
    }

    /// The same for glyphs of one cell each, of which most texts consist: they are copied in one go.
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

    /// Writes one glyph and moves on; false where it no longer fits.
    private mutating func write(_ glyph: Glyph) -> Bool {
        // Read off the bits: this is the loop that every frame spends its time in.
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

    /// A wide glyph that the run's beginning cuts becomes a blank.
    private func blankLeftHalf() {
        if column > 0, glyphs[column].isContinuation { glyphs[column - 1] = .space }
    }

    /// So does the one that its end cuts.
    private func blankRightHalf() {
        guard column > 0, column < columns, glyphs[column].isContinuation else { return }
        if glyphs[column - 1].width != 2 { glyphs[column] = .space }
    }

    private func set(_ glyph: Glyph, at column: Int) {
        glyphs[column] = glyph
        paints[column] = paint
    }
}
