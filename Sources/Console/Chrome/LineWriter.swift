import Screen
import Text

/// Writes texts along a row, from its left or right end.
struct LineWriter {
    /// The first free cell.
    private(set) var left: Int
    /// The cell after the last free one.
    private(set) var right: Int
    private let row: Int
    private let ground: StyleRole

    /// Creates a writer for a row of a rectangle.
    init(_ rect: Rect, row: Int = 0, ground: StyleRole = .text) {
        left = rect.columns.lowerBound
        right = rect.columns.upperBound
        self.row = rect.origin.row + row
        self.ground = ground
    }

    /// The number of free cells.
    var availableWidth: Int { max(0, right - left) }

    /// Writes at the left, truncated with an ellipsis to the free cells and `width`.
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

    /// Writes at the right, followed by a gap; writes nothing if the text doesn't fit whole.
    mutating func addRight(_ text: SafeText, _ ink: StyleRole, gap: Int = 0, on canvas: inout Canvas) {
        guard !text.isEmpty, text.width + gap <= availableWidth else { return }
        right -= text.width + gap
        canvas.draw(
            text,
            at: Point(column: right, row: row),
            paint: Paint(ground: ground, ink: ink)
        )
    }

    /// Writes right-aligned in a field of `cells` at the right; writes nothing if the field doesn't fit.
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

    /// Writes left-aligned in a field of `cells` at the right, truncated with an ellipsis; writes nothing if the field
    /// doesn't fit.
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

    /// Writes at the left if the whole text fits.
    mutating func addIfFits(_ text: SafeText, _ ink: StyleRole, gap: Int = 0, on canvas: inout Canvas) {
        guard text.width + gap <= availableWidth else { return }
        add(text, ink, gap: gap, on: &canvas)
    }

    /// Leaves cells free at the left.
    mutating func skip(_ cells: Int) { left = min(right, left + cells) }

    /// Leaves cells free at the right.
    mutating func skipRight(_ cells: Int) { right = max(left, right - cells) }
}
