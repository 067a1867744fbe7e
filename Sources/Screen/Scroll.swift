/// A scroll of full-width rows of a canvas.
package struct Scroll: Equatable, Sendable {
    /// The scroll region.
    package let rows: Range<Int>
    /// The number of rows scrolled up; negative for down. Never 0, nor the whole region.
    package let distance: Int

    /// The rows exposed by the scroll.
    package var exposedRows: Range<Int> {
        distance > 0
            ? rows.upperBound - distance..<rows.upperBound : rows.lowerBound..<rows.lowerBound - distance
    }
}

extension Canvas {
    /// Scrolls rows up, or down for a negative distance, and blanks the exposed ones. The terminal can scroll too, so
    /// moved cells don't become dirty.
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

    /// Only one scroll can be recorded: a second one elsewhere, or one that moves everything out, marks the rows as
    /// dirty instead.
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
