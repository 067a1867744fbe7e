import Screen
import Text

/// A column of a table.
struct TableColumn<Row> {
    /// The heading.
    let heading: SafeText
    /// The width in cells; nil for what the others leave.
    let width: Int?
    /// Whether texts stand at the right, as numbers do.
    var isNumber = false
    /// The table's width from which on the column is shown.
    var from = 0
    /// A row's text and its style.
    let content: (Row) -> (text: SafeText, ink: StyleRole)
}

/// A table whose columns are chosen and placed by its width.
struct Table<Row> {
    /// The columns, left to right.
    let columns: [TableColumn<Row>]

    /// The cells between two columns.
    private static var gap: Int { 2 }

    /// Draws the headings.
    func drawHead(in rect: Rect, on canvas: inout Canvas) {
        draw(in: rect, .overlay, on: &canvas) { ($0.heading, .overlayDisabled) }
    }

    /// Draws a row.
    func draw(_ row: Row, in rect: Rect, _ ground: StyleRole, on canvas: inout Canvas) {
        draw(in: rect, ground, on: &canvas) { $0.content(row) }
    }

    private func draw(
        in rect: Rect,
        _ ground: StyleRole,
        on canvas: inout Canvas,
        _ content: (TableColumn<Row>) -> (text: SafeText, ink: StyleRole)
    ) {
        let shown = columns.filter { $0.from <= rect.size.columns }
        let fixed = shown.reduce(0) { $0 + ($1.width ?? 0) } + Self.gap * max(0, shown.count - 1)
        var left = 0
        for column in shown {
            let width = column.width ?? max(0, rect.size.columns - fixed)
            let place = rect.inset(left: left, right: max(0, rect.size.columns - left - width))
            draw(content(column), isNumber: column.isNumber, in: place, ground, on: &canvas)
            left += width + Self.gap
        }
    }

    private func draw(
        _ content: (text: SafeText, ink: StyleRole),
        isNumber: Bool,
        in rect: Rect,
        _ ground: StyleRole,
        on canvas: inout Canvas
    ) {
        var line = LineWriter(rect, ground: ground)
        if isNumber, content.text.width <= line.availableWidth {
            line.addRight(content.text, content.ink, on: &canvas)
        } else {
            line.add(content.text, content.ink, on: &canvas)
        }
    }
}
