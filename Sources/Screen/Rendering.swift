import Text

extension Canvas {
    /// The screen's text, one string per row, without trailing blanks.
    package var lines: [String] {
        (0..<size.rows).map { row in trimmed(string(of: cells(of: row))) }
    }

    /// The rows of `lines` joined, without trailing empty rows.
    package var text: String {
        var rows = lines
        while rows.last?.isEmpty == true { rows.removeLast() }
        return rows.joined(separator: "\n")
    }

    /// The rows with their paints: each run other than plain text on the default background is written
    /// `{background/foreground}…{}`; a `text` background is omitted.
    package var marked: String {
        (0..<size.rows).map { row in trimmed(markedRow(row)) }.joined(separator: "\n")
    }

    /// The paint of a cell; nil outside the canvas.
    package func paint(at point: Point) -> Paint? {
        bounds.contains(point) ? paints[index(point.column, point.row)] : nil
    }

    /// The glyph of a cell; nil outside the canvas.
    package func glyph(at point: Point) -> Glyph? {
        bounds.contains(point) ? glyphs[index(point.column, point.row)] : nil
    }

    private func cells(of row: Int) -> Range<Int> { row * size.columns..<(row + 1) * size.columns }

    private func string(of cells: Range<Int>) -> String {
        var text = ""
        for glyph in glyphs[cells] { glyph.write(into: &text) }
        return text
    }

    private func markedRow(_ row: Int) -> String {
        var marked = ""
        var rest = cells(of: row)
        while let first = rest.first {
            let end = rest.first { paints[$0] != paints[first] } ?? rest.upperBound
            let text = string(of: first..<end)
            marked += paints[first] == .plain ? text : "\(mark(paints[first]))\(text){}"
            rest = end..<rest.upperBound
        }
        return marked
    }

    private func mark(_ paint: Paint) -> String {
        paint.background == .text ? "{\(paint.foreground.name)}" : "{\(paint.background.name)/\(paint.foreground.name)}"
    }

    private func trimmed(_ row: String) -> String {
        var scalars = row.unicodeScalars[...]
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
