/// A cursor motion.
package enum TextMotion: Sendable, Hashable {
    case left, right
    /// To the start of this or the previous word; at the start of a line, to the end of the previous line.
    case wordLeft
    /// To the end of this or the next word; at the end of a line, to the start of the next line.
    case wordRight
    case lineStart, lineEnd
    case textStart, textEnd
    /// One row up or down in the text wrapped to `width` cells, keeping the column of the first vertical move.
    case up(width: Int)
    case down(width: Int)
}

extension TextEditor {
    /// Moves the cursor.
    package mutating func move(_ motion: TextMotion) {
        switch motion {
        case .up(let width): moveVertically(by: -1, width: width)
        case .down(let width): moveVertically(by: 1, width: width)
        case .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart, .textEnd:
            cursor = position(of: motion, from: cursor)
            goalColumn = nil
        }
    }

    /// The target of a motion; the position itself if it can't move.
    func position(of motion: TextMotion, from place: TextPosition) -> TextPosition {
        switch motion {
        case .left: position(before: place) ?? place
        case .right: position(after: place) ?? place
        case .wordLeft: wordStart(before: place)
        case .wordRight: wordEnd(after: place)
        case .lineStart: TextPosition(line: place.line, column: 0)
        case .lineEnd: TextPosition(line: place.line, column: lines[place.line].count)
        case .textStart: .start
        case .textEnd: end
        case .up(let width): vertical(-1, from: place, width: width, goal: nil).position
        case .down(let width): vertical(1, from: place, width: width, goal: nil).position
        }
    }

    private mutating func moveVertically(by rows: Int, width: Int) {
        let (position, goal) = vertical(rows, from: cursor, width: width, goal: goalColumn)
        cursor = position
        goalColumn = goal
    }

    private func wordStart(before place: TextPosition) -> TextPosition {
        let characters = lines[place.line].characters
        var column = place.column
        if column == 0 { return position(before: place) ?? place }
        while column > 0, !isWord(characters[column - 1]) { column -= 1 }
        while column > 0, isWord(characters[column - 1]) { column -= 1 }
        return TextPosition(line: place.line, column: column)
    }

    private func wordEnd(after place: TextPosition) -> TextPosition {
        let characters = lines[place.line].characters
        var column = place.column
        if column == characters.count { return position(after: place) ?? place }
        while column < characters.count, !isWord(characters[column]) { column += 1 }
        while column < characters.count, isWord(characters[column]) { column += 1 }
        return TextPosition(line: place.line, column: column)
    }

    private func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
