/// One exact replacement in a draft, which can be taken back. Both texts begin and end where characters do, also in
/// their surroundings: neither joins with what stands before or behind.
struct TextChange: Sendable, Equatable {
    var start: TextPosition
    var removed: String
    var inserted: String

    /// What takes this change back.
    var inverse: TextChange { TextChange(start: start, removed: inserted, inserted: removed) }

    /// Where the inserted text ends.
    var insertedEnd: TextPosition { end(of: inserted) }

    /// Where the removed text ended.
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
