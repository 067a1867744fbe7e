import Domain

/// A multi-line text, as safe as `SafeText`: a guest's message, a note, an error's explanation.
package struct SafeLines: Sendable, Hashable {
    /// The glyphs of all lines, without line breaks.
    package let glyphs: ContiguousArray<Glyph>

    /// The range of each line in `glyphs`, at least one; an empty line has an empty range.
    package let lines: [Range<Int>]

    /// Creates lines from untrusted text. LF, CR, CRLF and Unicode's separators end a line; a tab becomes four spaces.
    package init(_ text: UntrustedText) {
        self.init(shaping: text.original)
    }

    /// Creates lines from the program's own text, which is filtered too.
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
    /// The glyphs of a line or row.
    package subscript(range: Range<Int>) -> ArraySlice<Glyph> { glyphs[range] }

    /// The sanitised text with LF between lines.
    package var plain: String {
        lines.map { String(glyphs[$0]) }.joined(separator: "\n")
    }
}

extension SafeText {
    /// A multi-line text, for wrapping.
    package static func lines(_ text: UntrustedText) -> SafeLines { SafeLines(text) }
}

extension SafeLines: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The number of lines, never their content.
    package var description: String { "SafeLines(\(lines.count) lines)" }

    /// The same as `description`.
    package var debugDescription: String { description }

    /// Hides the content.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
