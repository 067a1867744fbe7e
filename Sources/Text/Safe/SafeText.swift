import Domain

/// One line of text that may go to a cell, a title or a log: nothing in it can move a cursor, change a colour, reorder
/// its surroundings or hide. Text from outside becomes one only through this filter.
package struct SafeText: Sendable, Hashable {
    /// The glyphs in logical order, without continuations.
    package let glyphs: ContiguousArray<Glyph>

    /// The cells that it takes: the sum of the glyphs' widths.
    package let width: Int

    /// The text of an outsider on one line: line breaks and tabs become spaces.
    package init(_ text: UntrustedText) {
        self.init(shaping: text.original)
    }

    /// The program's own text: catalogue entries, numbers, dates. Filtered all the same.
    package init(trusted text: String) {
        self.init(shaping: text)
    }

    init(glyphs: ContiguousArray<Glyph>, width: Int) {
        self.glyphs = glyphs
        self.width = width
    }

    private init(shaping text: String) {
        var shaper = Shaper(.line, capacity: text.utf8.count)
        shaper.append(text)
        self.init(glyphs: shaper.glyphs, width: shaper.width)
    }
}

extension SafeText {
    /// No text.
    package static var empty: SafeText { SafeText(glyphs: [], width: 0) }

    /// Whether every glyph takes one cell.
    package var isNarrow: Bool { width == glyphs.count }

    /// True where there is nothing to draw.
    package var isEmpty: Bool { glyphs.isEmpty }

    /// The sanitised text, for a title, a line of plain output, a log of the program's own words.
    package var plain: String { String(glyphs[...]) }

    /// Two texts, one after the other.
    package static func + (left: SafeText, right: SafeText) -> SafeText {
        SafeText(glyphs: left.glyphs + right.glyphs, width: left.width + right.width)
    }
}

extension SafeText: ExpressibleByStringLiteral {
    /// The program's own words, written in its source.
    package init(stringLiteral text: StaticString) {
        self.init(shaping: text.description)
    }
}

extension SafeText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says how wide the text is, never what it says: it may be a guest's.
    package var description: String { "SafeText(\(width) cells)" }

    /// The same as `description`.
    package var debugDescription: String { description }

    /// Shows nothing inside.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// The text of a run of glyphs; continuations write nothing.
    package init(_ glyphs: ArraySlice<Glyph>) {
        self.init()
        for glyph in glyphs { glyph.write(into: &self) }
    }
}
