import Text

/// The directions in which a line leaves a cell.
struct LineDirections: OptionSet {
    let rawValue: UInt8
    static let up = LineDirections(rawValue: 1)
    static let down = LineDirections(rawValue: 2)
    static let left = LineDirections(rawValue: 4)
    static let right = LineDirections(rawValue: 8)
    static let horizontal = LineDirections(rawValue: 12)
    static let vertical = LineDirections(rawValue: 3)

    /// Line glyphs, indexed by their directions' raw value.
    private static let glyphs: [Unicode.Scalar] = [
        " ", "╵", "╷", "│", "╴", "┘", "┐", "┤", "╶", "└", "┌", "├", "─", "┴", "┬", "┼",
    ]

    /// The directions of a line glyph; nil for any other glyph.
    init?(of glyph: Glyph) {
        guard glyph.base >= 0x2500, glyph.base <= 0x257F else { return nil }
        guard let place = Self.glyphs.firstIndex(where: { $0.value == glyph.base }) else { return nil }
        self.init(rawValue: UInt8(place))
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The glyph with exactly these directions.
    var glyph: Glyph { Self.drawn[Int(rawValue & 15)] }
    private static let drawn = glyphs.map { Glyph($0) }
}

extension Canvas {
    /// Draws a horizontal rule. It forms junctions with existing lines; its ends touch them without crossing. So draw
    /// the long rules first.
    package mutating func horizontalRule(row: Int, columns: Range<Int>, paint: Paint) {
        guard row >= 0, row < size.rows else { return }
        withRuler(paint) { ruler in
            for column in columns.clamped(to: 0..<ruler.columns) {
                var arms: LineDirections = .horizontal
                if column == columns.lowerBound { arms = .right }
                if column == columns.upperBound - 1 { arms = columns.count == 1 ? .horizontal : .left }
                ruler.join(arms, otherwise: .horizontal, column, row)
            }
        }
        markDirty(row..<row + 1, columns)
    }

    /// Draws a vertical rule, with junctions likewise.
    package mutating func verticalRule(column: Int, rows: Range<Int>, paint: Paint) {
        guard column >= 0, column < size.columns else { return }
        let all = 0..<size.rows
        let changed = withRuler(paint) { ruler in
            var changed: Range<Int>?
            for row in rows.clamped(to: all) {
                var arms: LineDirections = .vertical
                if row == rows.lowerBound { arms = .down }
                if row == rows.upperBound - 1 { arms = rows.count == 1 ? .vertical : .up }
                guard ruler.join(arms, otherwise: .vertical, column, row) else { continue }
                changed = (changed?.lowerBound ?? row)..<row + 1
            }
            return changed
        }
        // After a scroll beside it a rule is redrawn: cells that already show it aren't dirty.
        if let changed { markDirty(changed, column..<column + 1) }
    }

    @discardableResult
    private mutating func withRuler<Value>(_ paint: Paint, _ body: (LineDrawer) -> Value?) -> Value? {
        let columns = size.columns
        return withCells { body(LineDrawer(glyphs: $0, paints: $1, columns: columns, paint: paint)) } ?? nil
    }
}

/// Draws lines through pointers to the cells, for speed: a frame has hundreds of line cells.
private struct LineDrawer {
    let glyphs: UnsafeMutablePointer<Glyph>
    let paints: UnsafeMutablePointer<Paint>
    /// The row's width.
    let columns: Int
    let paint: Paint

    /// Adds directions to the line in a cell, or draws `line` if the cell holds none. Blanks the remaining half of a
    /// wide glyph. Returns whether the cell's appearance changed.
    @discardableResult
    func join(_ arms: LineDirections, otherwise line: LineDirections, _ column: Int, _ row: Int) -> Bool {
        let cell = row * columns + column
        let drawn = LineDirections(of: glyphs[cell])?.union(arms) ?? line
        if column > 0, glyphs[cell].isContinuation { glyphs[cell - 1] = .space }
        if column + 1 < columns, glyphs[cell + 1].isContinuation { glyphs[cell + 1] = .space }
        defer { (glyphs[cell], paints[cell]) = (drawn.glyph, paint) }
        return glyphs[cell] != drawn.glyph || paints[cell] != paint
    }
}
