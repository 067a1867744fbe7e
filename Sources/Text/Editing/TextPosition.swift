/// A position between two characters of an edited text.
package struct TextPosition: Sendable, Hashable, Comparable {
    /// The line, from 0, by line breaks rather than wrapping.
    package var line: Int

    /// The number of characters (grapheme clusters) before it in the line.
    package var column: Int

    /// Creates a position.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The position before the first character.
    package static var start: TextPosition { TextPosition(line: 0, column: 0) }

    /// Orders positions by their place in the text.
    package static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
