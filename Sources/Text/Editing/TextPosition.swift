/// A place between two characters of a text that is being edited.
package struct TextPosition: Sendable, Hashable, Comparable {
    /// The line, counted from 0, as line breaks make it, not wrapping.
    package var line: Int

    /// How many characters (grapheme clusters) of the line come before.
    package var column: Int

    /// A place in a text.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Before the first character.
    package static var start: TextPosition { TextPosition(line: 0, column: 0) }

    /// Earlier in the text.
    package static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
