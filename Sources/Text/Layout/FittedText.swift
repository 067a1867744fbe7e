/// A text fitted to a field of cells: left padding, glyphs, an optional ellipsis, right padding.
package struct FittedText: Sendable, Hashable {
    /// The blank cells before the glyphs.
    package let leftPadding: Int

    /// The visible part of the text.
    package let glyphs: ArraySlice<Glyph>

    /// Whether an ellipsis (one cell) follows the glyphs because the text was cut.
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

    /// The ellipsis directly follows a word, not a space.
    private static func beforeEllipsis(_ text: SafeText, cells: Int) -> ArraySlice<Glyph> {
        var kept = text.prefix(cells: cells)
        while kept.last?.isSpace == true { kept.removeLast() }
        return kept
    }

    /// The whole field as text, for plain-text tables.
    package var plain: String {
        String(repeating: " ", count: leftPadding) + String(glyphs) + (hasEllipsis ? "…" : "")
            + String(repeating: " ", count: rightPadding)
    }
}
