extension SafeLines {
    /// The rows of all lines at this width, as ranges of `glyphs`; at least one per line.
    package func rows(width: Int) -> [Range<Int>] {
        var wrap = LineWrapper(glyphs, width: width)
        for line in lines { wrap.add(line) }
        return wrap.rows
    }
}

extension SafeText {
    /// The rows of the text at this width, as ranges of `glyphs`; at least one.
    package func rows(width: Int) -> [Range<Int>] {
        var wrap = LineWrapper(glyphs, width: width)
        wrap.add(0..<glyphs.count)
        return wrap.rows
    }
}
