/// A text made to fill a field of cells: blank cells, glyphs, perhaps an ellipsis, blank cells, in this order.
package struct FittedText: Sendable, Hashable {
    /// The blank cells before the glyphs.
    package let leftPadding: Int

    /// What is drawn of the text.
    package let glyphs: ArraySlice<Glyph>

    /// True where an ellipsis (one cell) follows the glyphs because the text was cut.
    package let hasEllipsis: Bool

    /// The blank cells at the end.
    package let rightPadding: Int

    init(_ text: SafeText, cells: Int, _ alignment: Alignment) {
        hasEllipsis = text.width > cells && cells > 0
        glyphs = hasEllipsis ? FittedText.beforeEllipsis(text, cells: cells - 1) : text.prefix(cells: cells)
        let used = hasEllipsis ? glyphs.cellWidth + 1 : (cells == 0 ? 0 : text.width)
        let blank = cells - used
        switch alignment {
        case .left: leftPadding = 0
        case .center: leftPadding = blank / 2
        case .right: leftPadding = blank
        }
        rightPadding = blank - leftPadding
    }

    /// An ellipsis stands close to the last word, not after a space.
    private static func beforeEllipsis(_ text: SafeText, cells: Int) -> ArraySlice<Glyph> {
        var kept = text.prefix(cells: cells)
        while kept.last?.isSpace == true { kept.removeLast() }
        return kept
    }

    /// The whole field as text, for tables of plain output.
    package var plain: String {
        String(repeating: " ", count: leftPadding) + String(glyphs) + (hasEllipsis ? "…" : "")
            + String(repeating: " ", count: rightPadding)
    }
}
