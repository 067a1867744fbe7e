import Text

/// An in-memory screen: a glyph and a paint per cell, and the cursor position.
///
/// Views draw on it without knowing the terminal or the theme. Drawing is clipped to the size and never leaves half of
/// a wide glyph. Two canvases are equal if they look the same.
package struct Canvas: Equatable, Sendable {
    /// The size, which is fixed.
    package let size: Size
    /// The cells' glyphs in row order; the second cell of a wide glyph holds `Glyph.continuation`.
    package internal(set) var glyphs: ContiguousArray<Glyph>
    /// The cells' paints in row order.
    package internal(set) var paints: ContiguousArray<Paint>
    /// The cursor position; nil hides the cursor.
    package var cursor: Point?
    /// The columns of each row drawn since the last present, as one range; all columns of a new canvas. Only these need
    /// comparing with the terminal.
    package internal(set) var dirtyColumns: ContiguousArray<Range<Int>>
    /// How rows have scrolled since the last present; nil if they haven't.
    package internal(set) var scroll: Scroll?

    /// A blank screen.
    package init(size: Size, paint: Paint = .plain) {
        self.size = size
        glyphs = ContiguousArray(repeating: .space, count: size.columns * size.rows)
        paints = ContiguousArray(repeating: paint, count: size.columns * size.rows)
        dirtyColumns = ContiguousArray(repeating: 0..<size.columns, count: size.rows)
    }

    package static func == (left: Canvas, right: Canvas) -> Bool {
        left.size == right.size && left.cursor == right.cursor && left.glyphs == right.glyphs
            && left.paints == right.paints
    }

    /// Marks the canvas as presented and clears the dirty columns.
    package mutating func markPresented() {
        scroll = nil
        for row in dirtyColumns.indices { dirtyColumns[row] = 0..<0 }
    }

    /// The rectangle of the whole canvas.
    package var bounds: Rect { Rect(size) }

    /// Returns whether a row looks the same on both; false if the widths differ.
    package func row(_ row: Int, equals other: Canvas) -> Bool {
        guard size.columns == other.size.columns, row < size.rows, row < other.size.rows else { return false }
        let cells = row * size.columns..<(row + 1) * size.columns
        return glyphs.withUnsafeBufferPointer { mine in
            other.glyphs.withUnsafeBufferPointer { theirs in mine[cells].elementsEqual(theirs[cells]) }
        }
            && paints.withUnsafeBufferPointer { mine in
                other.paints.withUnsafeBufferPointer { theirs in mine[cells].elementsEqual(theirs[cells]) }
            }
    }

    /// The index of a cell within the canvas.
    func index(_ column: Int, _ row: Int) -> Int { row * size.columns + column }
}

extension Canvas {
    /// The range of a row's dirty columns that differ from another canvas, extended to whole glyphs; nil if none
    /// differs. All columns if the sizes differ.
    package func changedColumns(row: Int, since other: Canvas) -> Range<Int>? {
        guard other.size == size else { return 0..<size.columns }
        let start = row * size.columns
        return glyphs.withUnsafeBufferPointer { glyphs in
            other.glyphs.withUnsafeBufferPointer { otherGlyphs in
                paints.withUnsafeBufferPointer { paints in
                    other.paints.withUnsafeBufferPointer { otherPaints in
                        CanvasDiff(glyphs, otherGlyphs, paints, otherPaints)
                            .columns(dirtyColumns[row], ofRowAt: start, of: size.columns)
                    }
                }
            }
        }
    }

    /// Copies columns of a row from another canvas of the same size, extended to whole glyphs.
    package mutating func copy(_ columns: Range<Int>, of row: Int, from other: Canvas) {
        guard other.size == size, row < size.rows else { return }
        let first = row * size.columns + columns.lowerBound
        withCells { glyphs, paints in
            other.withCells { otherGlyphs, otherPaints in
                (glyphs + first).update(from: otherGlyphs + first, count: columns.count)
                (paints + first).update(from: otherPaints + first, count: columns.count)
            }
        }
    }
}
