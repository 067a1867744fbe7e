extension ArraySlice<Glyph> {
    /// The cells that these glyphs take.
    package var cellWidth: Int {
        var sum = 0
        for glyph in self { sum &+= glyph.width }
        return sum
    }

    /// As many glyphs from the front as fit into so many cells, never half a wide one. Shares their storage.
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
    /// As many glyphs from the front as fit into so many cells, never half a wide one. Shares their storage.
    package func prefix(cells: Int) -> ArraySlice<Glyph> {
        cells >= width ? glyphs[...] : glyphs[...].prefix(cells: cells)
    }

    /// The text made to fill exactly so many cells: cut with an ellipsis where it is longer, padded where it is
    /// shorter. Nothing is copied. Fewer than one cell give nothing.
    package func fitted(to cells: Int, _ alignment: Alignment = .left) -> FittedText {
        FittedText(self, cells: Swift.max(0, cells), alignment)
    }

    /// The text cut to at most so many cells, an ellipsis included where something was cut.
    package func truncated(to cells: Int) -> SafeText {
        if width <= cells { return self }
        let fitted = fitted(to: cells)
        let end: ContiguousArray<Glyph> = fitted.hasEllipsis ? [.ellipsis] : []
        return SafeText(glyphs: fitted.glyphs + end, width: cells - fitted.leftPadding - fitted.rightPadding)
    }
}

/// Where a text lies in a field that is wider.
package enum Alignment: Sendable, Hashable, CaseIterable {
    case left, center, right
}
