extension TextEditor {
    /// Types a text at the cursor: usually one character; a line break is LF. Undo works word by word.
    package mutating func insert(_ text: String) {
        replace(cursor..<cursor, with: clean(text), by: .typing)
    }

    /// Pastes a text of any size at the cursor, as one undo step. All line breaks become LF, tabs become spaces;
    /// controls and bidi overrides are removed.
    package mutating func paste(_ text: String) {
        replace(cursor..<cursor, with: clean(text), by: .other)
    }

    /// Deletes from the cursor to a motion's target: `.left` is Backspace, `.wordLeft` Ctrl-W, `.lineEnd` Ctrl-K. At
    /// the end of a line `.lineEnd` deletes the line break.
    package mutating func delete(_ motion: TextMotion) {
        var target = position(of: motion, from: cursor)
        if motion == .lineEnd, target == cursor { target = position(after: cursor) ?? cursor }
        let kind: EditorHistory.Kind = motion == .left || motion == .right ? .deletion : .other
        replace(min(cursor, target)..<max(cursor, target), with: "", by: kind)
    }

    /// Replaces the whole draft, for example from an external editor or a template. Can be undone.
    package mutating func replaceAll(with text: String) {
        replace(.start..<end, with: clean(text), by: .other)
    }

    /// Undoes the last step. Returns false if there is none.
    @discardableResult
    package mutating func undo() -> Bool {
        guard let step = history.popUndo() else { return false }
        for change in step.changes.reversed() { apply(change.inverse) }
        place(step.before)
        return true
    }

    /// Redoes the last undone step. Returns false if there is none or the text has changed since.
    @discardableResult
    package mutating func redo() -> Bool {
        guard let step = history.popRedo() else { return false }
        for change in step.changes { apply(change) }
        place(step.after)
        return true
    }
}

extension TextEditor {
    private func clean(_ text: String) -> String {
        DraftSanitizer(lineBreak: kind == .oneLine ? " " : "\n")(text)
    }

    private mutating func place(_ position: TextPosition) {
        cursor = position
        goalColumn = nil
    }

    private mutating func replace(_ range: Range<TextPosition>, with text: String, by kind: EditorHistory.Kind) {
        if range.isEmpty, text.isEmpty { return place(cursor) }
        let before = cursor
        let (change, after) = expandedChange(range, with: text)
        apply(change)
        place(after)
        let endsWord = kind == .typing && text.last?.isWhitespace == true
        history.record(.init(kind: kind, changes: [change], before: before, after: after, endsWord: endsWord))
    }

    /// Extends a replacement to the character boundaries of the resulting text: an accent combines with the preceding
    /// letter, two regional indicators with each other.
    private func expandedChange(_ range: Range<TextPosition>, with text: String) -> (TextChange, cursor: TextPosition) {
        var start = range.lowerBound
        var window = text
        if start.column > 0 {
            start.column -= 1
            window = String(lines[start.line].characters[start.column]) + text
        }
        let cursorOffset = window.utf8.count
        var end = range.upperBound
        while let last = window.last, let next = character(at: end), joins(last, next) {
            window.append(next)
            end.column += 1
        }
        let change = TextChange(start: start, removed: self.text(in: start..<end), inserted: window)
        let cursorText = window.prefix(throughByte: cursorOffset)
        return (change, TextChange(start: start, removed: "", inserted: cursorText).insertedEnd)
    }

    private func character(at position: TextPosition) -> Character? {
        let characters = lines[position.line].characters
        return position.column < characters.count ? characters[position.column] : nil
    }

    private func joins(_ left: Character, _ right: Character) -> Bool {
        let pair = String(left) + String(right)
        guard let first = pair.first else { return false }
        return first.utf8.count != left.utf8.count
    }

    private mutating func apply(_ change: TextChange) {
        let end = change.removedEnd
        var new = TextChange.lines(of: change.inserted)
        if new.count == 1, end.line == change.start.line {
            lines[end.line].replace(change.start.column..<end.column, with: new[0])
            return
        }
        new[0].insert(contentsOf: lines[change.start.line].characters[..<change.start.column], at: 0)
        new[new.count - 1] += lines[end.line].characters[end.column...]
        lines.replaceSubrange(change.start.line...end.line, with: new.map { EditorLine($0) })
    }
}

extension String {
    /// The characters up to and including the one that contains the byte before this offset.
    fileprivate func prefix(throughByte offset: Int) -> String {
        if offset >= utf8.count { return self }
        var end = startIndex
        var bytes = 0
        while bytes < offset, end < endIndex {
            bytes += self[end].utf8.count
            end = index(after: end)
        }
        return String(self[..<end])
    }
}
