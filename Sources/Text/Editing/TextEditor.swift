/// An editable draft: text by grapheme cluster, a cursor, undo and redo. A pure value; its text is always sanitised and
/// can be sent as it is.
package struct TextEditor: Sendable, Equatable {
    /// The treatment of line breaks.
    package enum Kind: Sendable, Hashable {
        /// A single line: line breaks become spaces.
        case oneLine
        /// Multiple lines.
        case manyLines
    }

    /// One line or many.
    package let kind: Kind

    /// The lines, at least one.
    var lines: [EditorLine]

    /// The cursor.
    package internal(set) var cursor: TextPosition

    /// The column in cells that vertical moves try to keep; nil until the first such move.
    var goalColumn: Int?

    var history = EditorHistory()

    /// Creates an editor with a text, the cursor at its end and an empty history.
    package init(_ text: String = "", _ kind: Kind = .manyLines) {
        self.kind = kind
        let filter = DraftSanitizer(lineBreak: kind == .oneLine ? " " : "\n")
        lines = TextChange.lines(of: filter(text)).map { EditorLine($0) }
        cursor = .start
        cursor = end
    }

    /// The whole draft, lines separated by LF.
    package var text: String { text(in: .start..<end) }

    /// Whether the draft is empty; a space counts as text.
    package var isEmpty: Bool { lines.count == 1 && lines[0].count == 0 }

    /// Whether there is only whitespace: nothing worth sending.
    package var isBlank: Bool {
        lines.allSatisfy { line in line.characters.allSatisfy(\.isWhitespace) }
    }

    /// The position after the last character.
    package var end: TextPosition {
        TextPosition(line: lines.count - 1, column: lines[lines.count - 1].count)
    }
}

extension TextEditor {
    func text(in range: Range<TextPosition>) -> String {
        var text = ""
        for index in range.lowerBound.line...range.upperBound.line {
            let line = lines[index]
            let from = index == range.lowerBound.line ? range.lowerBound.column : 0
            let to = index == range.upperBound.line ? range.upperBound.column : line.count
            if index > range.lowerBound.line { text.append("\n") }
            // One by one: appending the slice takes three times as long.
            for character in line.characters[from..<to] { text.append(character) }
        }
        return text
    }

    /// The next position; nil at the end.
    func position(after position: TextPosition) -> TextPosition? {
        if position.column < lines[position.line].count {
            return TextPosition(line: position.line, column: position.column + 1)
        }
        return position.line + 1 < lines.count ? TextPosition(line: position.line + 1, column: 0) : nil
    }

    /// The previous position; nil at the start.
    func position(before position: TextPosition) -> TextPosition? {
        if position.column > 0 { return TextPosition(line: position.line, column: position.column - 1) }
        return position.line > 0
            ? TextPosition(line: position.line - 1, column: lines[position.line - 1].count) : nil
    }
}
