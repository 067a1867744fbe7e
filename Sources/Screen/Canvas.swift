import Text

/// A screen in memory: for every cell a glyph and its paint, and where the cursor stands.
///
/// Views draw on it; nothing about a terminal or a theme is known here. All drawing is clipped to its size, and no
/// drawing ever leaves half of a wide glyph behind. Two are equal where they look the same.
package struct Canvas: Equatable, Sendable {
    /// Its extent, fixed for its life.
    package let size: Size
    /// The cells' glyphs, row after row; the second cell of a wide glyph holds `Glyph.continuation`.
    package internal(set) var glyphs: ContiguousArray<Glyph>
    /// The cells' paints, row after row.
    package internal(set) var paints: ContiguousArray<Paint>
    /// Where the terminal's cursor shows; nil hides it.
    package var cursor: Point?
    /// The columns of each row, from the first to the last, that were drawn on since it was shown last; all of them on a new one. The
    /// others needn't be compared with what a terminal shows.
    package internal(set) var dirtyColumns: ContiguousArray<Range<Int>>
    /// How its rows moved since it was shown last; nil where they stayed.
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

    /// It is shown now as it is: what is touched counts from here.
    package mutating func markPresented() {
        scroll = nil
        for row in dirtyColumns.indices { dirtyColumns[row] = 0..<0 }
    }

    /// The whole of it.
    package var bounds: Rect { Rect(size) }

    /// Whether a row looks the same on both; two screens of different widths never do.
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

    /// The index of a cell that lies on the canvas.
    func index(_ column: Int, _ row: Int) -> Int { row * size.columns + column }
}

extension Canvas {
    /// The columns between the first and the last cell that look different from another canvas, of those of a row that were touched;
    /// whole wide glyphs at both ends, nil where all look the same. All columns where the sizes differ.
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

    /// Takes over some columns of a row from another canvas of the same size, whole glyphs at both ends.
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
