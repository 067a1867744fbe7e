import Screen
import Text

/// Writes texts one after the other along a row, from the left or from the right.
struct LineWriter {
    /// The first free cell at the left.
    private(set) var left: Int
    /// The first cell at the right that is taken.
    private(set) var right: Int
    private let row: Int
    private let ground: StyleRole

    /// The free part of a row.
    init(_ rect: Rect, row: Int = 0, ground: StyleRole = .text) {
        left = rect.columns.lowerBound
        right = rect.columns.upperBound
        self.row = rect.origin.row + row
        self.ground = ground
    }

    /// The cells that are free.
    var availableWidth: Int { max(0, right - left) }

    /// Writes at the left, cut with an ellipsis where there is no more room.
    mutating func add(_ text: SafeText, _ ink: StyleRole, gap: Int = 0, width: Int = .max, on canvas: inout Canvas) {
        guard !text.isEmpty, availableWidth > gap else { return }
        left += gap
        left += canvas.draw(
            text,
            at: Point(column: left, row: row),
            width: min(width, availableWidth),
            paint: Paint(ground: ground, ink: ink),
            ellipsis: true
        )
    }

    /// Writes at the right, a gap before what stands there, or nothing where it doesn't fit whole.
    mutating func addRight(_ text: SafeText, _ ink: StyleRole, gap: Int = 0, on canvas: inout Canvas) {
        guard !text.isEmpty, text.width + gap <= availableWidth else { return }
        right -= text.width + gap
        canvas.draw(
            text,
            at: Point(column: right, row: row),
            paint: Paint(ground: ground, ink: ink)
        )
    }

    /// Writes at the right edge of a field of so many cells, or nothing where the field doesn't fit.
    mutating func addRight(_ text: SafeText, _ ink: StyleRole, gap: Int, cells: Int, on canvas: inout Canvas) {
        guard cells + gap <= availableWidth else { return }
        right -= cells + gap
        canvas.draw(
            text,
            at: Point(column: right + max(0, cells - text.width), row: row),
            width: cells,
            paint: Paint(ground: ground, ink: ink)
        )
    }

    /// Writes at the left edge of a field of so many cells at the right, cut with an ellipsis where it is longer; nothing
    /// where the field doesn't fit.
    mutating func addColumn(_ text: SafeText, _ ink: StyleRole, gap: Int, cells: Int, on canvas: inout Canvas) {
        guard cells + gap <= availableWidth else { return }
        right -= cells + gap
        canvas.draw(
            text,
            at: Point(column: right, row: row),
            width: cells,
            paint: Paint(ground: ground, ink: ink),
            ellipsis: true
        )
    }

    /// Writes at the left where there is room for the whole text, else nothing.
    mutating func addIfFits(_ text: SafeText, _ ink: StyleRole, gap: Int = 0, on canvas: inout Canvas) {
        guard text.width + gap <= availableWidth else { return }
        add(text, ink, gap: gap, on: &canvas)
    }

    /// Leaves cells free at the left.
    mutating func skip(_ cells: Int) { left = min(right, left + cells) }

    /// Leaves cells free at the right.
    mutating func skipRight(_ cells: Int) { right = max(left, right - cells) }
}
