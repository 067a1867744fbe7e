import Text

/// Where the next glyph of a run goes and how far the run may reach.
struct Pen {
    var column: Int
    let row: Int
    /// The first column that the run may not touch.
    let end: Int
    let paint: Paint
    /// Whether a cell has been written.
    var begun = false
}

extension Canvas {
    /// Writes one glyph and moves on; false where it no longer fits.
    mutating func write(_ glyph: Glyph, with pen: inout Pen) -> Bool {
        if glyph == .continuation { return true }
        let width = glyph.width
        guard pen.column + width <= pen.end else {
            if pen.column >= 0, pen.column < pen.end {
                stamp(.space, with: &pen)
                pen.column += 1
            }
            return false
        }
        if pen.column >= 0 {
            stamp(glyph, with: &pen)
        } else if pen.column + width > 0 {
            set(.space, at: pen.column + 1, with: pen)
        }
        pen.column += width
        return true
    }

    /// Puts `…` on the run's last cell, taking away a wide glyph that would be halved.
    mutating func writeEllipsis(with pen: inout Pen) {
        let column = pen.end - 1
        guard column >= 0 else { return }
        if glyphs[index(column, pen.row)] == .continuation { glyphs[index(column - 1, pen.row)] = .space }
        glyphs[index(column, pen.row)] = .ellipsis
        paints[index(column, pen.row)] = pen.paint
        pen.column = pen.end
    }

    /// Blanks the right half of a wide glyph whose left half the run overwrote.
    mutating func closeGap(after pen: Pen) {
        guard pen.column > 0, pen.column < size.columns else { return }
        let cell = index(pen.column, pen.row)
        if glyphs[cell] == .continuation, glyphs[cell - 1].width != 2 { glyphs[cell] = .space }
    }

    /// Blanks the halves that stay outside when the cells of these columns are overwritten.
    mutating func mendEdges(of columns: Range<Int>, in row: Int) {
        if columns.lowerBound > 0, glyphs[index(columns.lowerBound, row)] == .continuation {
            glyphs[index(columns.lowerBound - 1, row)] = .space
        }
        if columns.upperBound < size.columns, glyphs[index(columns.upperBound, row)] == .continuation {
            glyphs[index(columns.upperBound, row)] = .space
        }
    }

    /// Sets a glyph's cells; before the first one of a run, blanks the left half of a wide glyph that the run cuts.
    private mutating func stamp(_ glyph: Glyph, with pen: inout Pen) {
        if !pen.begun, pen.column > 0, glyphs[index(pen.column, pen.row)] == .continuation {
            glyphs[index(pen.column - 1, pen.row)] = .space
        }
        pen.begun = true
        set(glyph, at: pen.column, with: pen)
        if glyph.width == 2 { set(.continuation, at: pen.column + 1, with: pen) }
    }

    private mutating func set(_ glyph: Glyph, at column: Int, with pen: Pen) {
        let cell = index(column, pen.row)
        glyphs[cell] = glyph
        paints[cell] = pen.paint
    }
}
