extension ArraySlice<Glyph> {
    /// The width of these glyphs in cells.
    package var cellWidth: Int {
        var sum = 0
        for glyph in self { sum &+= glyph.width }
        return sum
    }

    /// The longest prefix that fits into `cells` cells, never half a wide glyph. Shares their storage.
    package func prefix(cells: Int) -> ArraySlice<Glyph> {
        var left = cells
        var end = startIndex
        while end < endIndex, self[end].width <= left {
            left &-= self[end].width
            end &+= 1
        }
        return self[startIndex..<end]
    }
}

extension SafeText {
    /// The longest prefix that fits into `cells` cells, never half a wide glyph. Shares their storage.
    package func prefix(cells: Int) -> ArraySlice<Glyph> {
        cells >= width ? glyphs[...] : glyphs[...].prefix(cells: cells)
    }

    /// The text fitted to exactly `cells` cells: cut with an ellipsis if longer, padded if shorter. Copies nothing.
    /// Empty for less than one cell.
    package func fitted(to cells: Int, _ alignment: Alignment = .left) -> FittedText {
        FittedText(self, cells: Swift.max(0, cells), alignment)
    }

    /// The text cut to at most `cells` cells, including the ellipsis.
    package func truncated(to cells: Int) -> SafeText {
        if width <= cells { return self }
        let fitted = fitted(to: cells)
        let end: ContiguousArray<Glyph> = fitted.hasEllipsis ? [.ellipsis] : []
        return SafeText(glyphs: fitted.glyphs + end, width: cells - fitted.leftPadding - fitted.rightPadding)
    }
}

/// The alignment of a text in a wider field.
package enum Alignment: Sendable, Hashable, CaseIterable {
    case left, center, right
}
