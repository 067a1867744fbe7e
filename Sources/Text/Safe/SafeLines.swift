import Domain

/// A text of several lines, as safe as `SafeText`: a guest's message, a note, an error's explanation.
package struct SafeLines: Sendable, Hashable {
    /// The glyphs of all lines, one after the other; line breaks are not among them.
    package let glyphs: ContiguousArray<Glyph>

    /// Where in `glyphs` each line lies, at least one; an empty line is an empty range.
    package let lines: [Range<Int>]

    /// The text of an outsider. LF, CR, CRLF and Unicode's separators end a line; a tab is four spaces.
    package init(_ text: UntrustedText) {
        self.init(shaping: text.original)
    }

    /// The program's own text. Filtered all the same.
    package init(trusted text: String) {
        self.init(shaping: text)
    }

    private init(shaping text: String) {
        var shaper = Shaper(.lines, capacity: text.utf8.count)
        shaper.append(text)
        let starts = [0] + shaper.breaks
        let ends = shaper.breaks + [shaper.glyphs.count]
        glyphs = shaper.glyphs
        lines = zip(starts, ends).map { $0..<$1 }
    }
}

extension SafeLines {
    /// The glyphs of a line or of a row, by their range.
    package subscript(range: Range<Int>) -> ArraySlice<Glyph> { glyphs[range] }

    /// The sanitised text with LF between its lines.
    package var plain: String {
        lines.map { String(glyphs[$0]) }.joined(separator: "\n")
    }
}

extension SafeText {
    /// A text of several lines, for wrapping.
    package static func lines(_ text: UntrustedText) -> SafeLines { SafeLines(text) }
}

extension SafeLines: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says how many lines there are, never what they say.
    package var description: String { "SafeLines(\(lines.count) lines)" }

    /// The same as `description`.
    package var debugDescription: String { description }

    /// Shows nothing inside.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
