/// One reversible replacement in a draft. Both texts start and end on character boundaries, also in context: neither
/// combines with its surroundings.
struct TextChange: Sendable, Equatable {
    var start: TextPosition
    var removed: String
    var inserted: String

    /// The change that reverts this one.
    var inverse: TextChange { TextChange(start: start, removed: inserted, inserted: removed) }

    /// The end of the inserted text.
    var insertedEnd: TextPosition { end(of: inserted) }

    /// The end of the removed text.
    var removedEnd: TextPosition { end(of: removed) }

    private func end(of text: String) -> TextPosition {
        let lines = TextChange.lines(of: text)
        let last = lines[lines.count - 1].count
        return TextPosition(
            line: start.line + lines.count - 1,
            column: lines.count == 1 ? start.column + last : last
        )
    }

    /// The characters of each line, at least one line.
    static func lines(of text: String) -> [[Character]] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    }
}
