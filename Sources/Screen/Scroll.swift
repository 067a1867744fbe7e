/// Rows of a canvas, in their whole width, that moved as they are.
package struct Scroll: Equatable, Sendable {
    /// The rows among which they moved.
    package let rows: Range<Int>
    /// By how many rows upwards; downwards where negative; never 0, nor all of them.
    package let distance: Int

    /// The rows that came free.
    package var exposedRows: Range<Int> {
        distance > 0
            ? rows.upperBound - distance..<rows.upperBound : rows.lowerBound..<rows.lowerBound - distance
    }
}

extension Canvas {
    /// Moves whole rows upwards among themselves, downwards where the distance is negative, and blanks those that come free. A
    /// terminal can move them too: what moved isn't touched by it.
    package mutating func scroll(_ rows: Range<Int>, by distance: Int) {
        let rows = rows.clamped(to: 0..<size.rows)
        guard distance != 0, !rows.isEmpty else { return }
        guard abs(distance) < rows.count else { return fill(Rect(rows, of: self), .plain) }
        move(rows, by: distance)
        fill(Rect(Scroll(rows: rows, distance: distance).exposedRows, of: self), .plain)
        recordScroll(rows, by: distance)
    }

    private mutating func move(_ rows: Range<Int>, by distance: Int) {
        let (from, to) = distance > 0 ? (distance, 0) : (0, -distance)
        let kept = rows.count - abs(distance)
        let (source, target) = ((rows.lowerBound + from) * size.columns, (rows.lowerBound + to) * size.columns)
        let count = kept * size.columns
        withCells { glyphs, paints in
            (glyphs + target).update(from: glyphs + source, count: count)
            (paints + target).update(from: paints + source, count: count)
        }
        let flags = dirtyColumns[rows.lowerBound + from..<rows.lowerBound + from + kept]
        dirtyColumns.replaceSubrange(rows.lowerBound + to..<rows.lowerBound + to + kept, with: flags)
    }

    /// One move at a time can be told: of a second one elsewhere, and of one that leaves nothing, all is touched instead.
    private mutating func recordScroll(_ rows: Range<Int>, by distance: Int) {
        guard let earlier = scroll else { return scroll = Scroll(rows: rows, distance: distance) }
        let sum = earlier.distance + distance
        if earlier.rows == rows, abs(sum) < rows.count {
            scroll = sum == 0 ? nil : Scroll(rows: rows, distance: sum)
        } else {
            scroll = nil
            for row in [earlier.rows, rows].joined() { dirtyColumns[row] = 0..<size.columns }
        }
    }
}

extension Rect {
    fileprivate init(_ rows: Range<Int>, of canvas: Canvas) {
        self.init(column: 0, row: rows.lowerBound, columns: canvas.size.columns, rows: rows.count)
    }
}
