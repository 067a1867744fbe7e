import Domain

/// One line of text that is safe for a cell, a title or a log: it can't move the cursor, change colours, reorder its
/// surroundings or hide. The only way for external text to the screen is through this filter.
package struct SafeText: Sendable, Hashable {
    /// The glyphs in logical order, without continuations.
    package let glyphs: ContiguousArray<Glyph>

    /// The width in cells: the sum of the glyphs' widths.
    package let width: Int

    /// Creates one line from untrusted text: line breaks and tabs become spaces.
    package init(_ text: UntrustedText) {
        self.init(shaping: text.original)
    }

    /// Creates one line from the program's own text: catalogue entries, numbers, dates. Filtered too.
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
    /// The empty text.
    package static var empty: SafeText { SafeText(glyphs: [], width: 0) }

    /// Whether every glyph takes one cell.
    package var isNarrow: Bool { width == glyphs.count }

    /// Whether there is nothing to draw.
    package var isEmpty: Bool { glyphs.isEmpty }

    /// The sanitised text, for a title, plain-text output, or a log of the program's own words.
    package var plain: String { String(glyphs[...]) }

    /// Concatenates two texts.
    package static func + (left: SafeText, right: SafeText) -> SafeText {
        SafeText(glyphs: left.glyphs + right.glyphs, width: left.width + right.width)
    }
}

extension SafeText: ExpressibleByStringLiteral {
    /// Creates a text from a literal of the program.
    package init(stringLiteral text: StaticString) {
        self.init(shaping: text.description)
    }
}

extension SafeText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The width of the text, never its content: it may be a guest's.
    package var description: String { "SafeText(\(width) cells)" }

    /// The same as `description`.
    package var debugDescription: String { description }

    /// Hides the content.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// The text of a run of glyphs; continuations write nothing.
    package init(_ glyphs: ArraySlice<Glyph>) {
        self.init()
        for glyph in glyphs { glyph.write(into: &self) }
    }
}
