import Text

/// The directions in which a line leaves a cell.
struct Arms: OptionSet {
    let rawValue: UInt8
    static let up = Arms(rawValue: 1)
    static let down = Arms(rawValue: 2)
    static let left = Arms(rawValue: 4)
    static let right = Arms(rawValue: 8)
    static let horizontal: Arms = [.left, .right]
    static let vertical: Arms = [.up, .down]

    /// Line glyphs, each at the index that its arms spell.
    private static let glyphs: [Unicode.Scalar] = [
        " ", "╵", "╷", "│", "╴", "┘", "┐", "┤", "╶", "└", "┌", "├", "─", "┴", "┬", "┼",
    ]

    /// The arms of a line glyph; nil for any other glyph.
    init?(of glyph: Glyph) {
        guard glyph.base >= 0x2500, glyph.base <= 0x257F else { return nil }
        guard let place = Self.glyphs.firstIndex(where: { $0.value == glyph.base }) else { return nil }
        self.init(rawValue: UInt8(place))
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The glyph that has exactly these arms.
    var glyph: Glyph { Self.drawn[Int(rawValue & 15)] }
    private static let drawn = glyphs.map { Glyph($0) }
}

extension Canvas {
    /// Draws a horizontal rule. Where it meets lines that are there already it becomes a junction; its ends touch
    /// them and don't reach beyond. So draw the long rules first.
    package mutating func horizontalRule(row: Int, columns: Range<Int>, paint: Paint) {
        guard row >= 0, row < size.rows else { return }
        for column in columns.clamped(to: 0..<size.columns) {
            var arms: Arms = .horizontal
            if column == columns.lowerBound { arms = .right }
            if column == columns.upperBound - 1 { arms = columns.count == 1 ? .horizontal : .left }
            join(arms, otherwise: .horizontal, at: Point(column: column, row: row), paint: paint)
        }
    }

    /// Draws a vertical rule, with junctions likewise.
    package mutating func verticalRule(column: Int, rows: Range<Int>, paint: Paint) {
        guard column >= 0, column < size.columns else { return }
        for row in rows.clamped(to: 0..<size.rows) {
            var arms: Arms = .vertical
            if row == rows.lowerBound { arms = .down }
            if row == rows.upperBound - 1 { arms = rows.count == 1 ? .vertical : .up }
            join(arms, otherwise: .vertical, at: Point(column: column, row: row), paint: paint)
        }
    }

    /// Adds arms to the line that a cell holds, or draws a whole line where it holds none.
    private mutating func join(_ arms: Arms, otherwise line: Arms, at point: Point, paint: Paint) {
        let cell = index(point.column, point.row)
        let drawn = Arms(of: glyphs[cell])?.union(arms) ?? line
        // Only beside a wide glyph does it need a pen's care; a frame has hundreds of these cells.
        let isBesideWide =
            glyphs[cell] == .continuation
            || point.column + 1 < size.columns && glyphs[cell + 1] == .continuation
        guard !isBesideWide else {
            put(CollectionOfOne(drawn.glyph), at: point, width: 1, paint: paint)
            return
        }
        glyphs[cell] = drawn.glyph
        paints[cell] = paint
    }
}
