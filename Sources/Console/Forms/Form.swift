import Screen
import Text

/// A record as fields that can be written in and chosen from. `ID` says which fields there are.
package struct Form<Name: Sendable & Hashable>: Sendable {
    /// The fields with their names, top to bottom.
    private var fields: [(name: Name, field: FormField)]
    /// The contents at the beginning, to tell whether anything was written.
    private let original: [FormContent]
    /// The place of the field that has the cursor.
    private(set) var index: Int
    /// What is wrong with a field, or with the whole; nil while nothing is known to be.
    private(set) var problem: FormProblem<Name>?
    /// Whether it is on its way to the server.
    private(set) var isSending = false
    /// Whether Esc was pressed over what was written: the next one leaves.
    private(set) var hasWarnedUnsaved = false

    /// A form with these fields; the cursor begins in the first that takes keys.
    package init(_ fields: [(name: Name, field: FormField)]) {
        self.fields = fields
        original = fields.map(\.field.content)
        index = fields.firstIndex { $0.field.content.isFocusable } ?? 0
    }

    /// The name of the field that has the cursor; nil for a form without fields.
    package var focus: Name? { fields.indices.contains(index) ? fields[index].name : nil }

    /// Whether anything differs from what the form began with.
    package var isChanged: Bool { fields.map(\.field.content) != original }

    /// The fields, top to bottom.
    var allFields: [FormField] { fields.map(\.field) }

    /// The place of the field that the problem is about; nil where it is about the whole, or there is none.
    var problemIndex: Int? { fields.firstIndex { $0.name == problem?.field } }
}

/// Why a form can't be sent as it is.
package struct FormProblem<Name: Sendable & Hashable>: Error, Sendable {
    /// The field to mend; nil for the whole.
    package let field: Name?
    /// What is wrong and what to do.
    package let text: SafeText
    /// Where in the field's text, in characters from 1; nil for the whole.
    package let column: Int?

    package init(_ field: Name?, _ text: SafeText, column: Int? = nil) {
        self.field = field
        self.text = text
        self.column = column
    }
}

/// What stands in the fields.
extension Form {
    /// The text of a field without the blanks around it; empty for one that holds no text.
    package func text(_ name: Name) -> String {
        switch content(name) {
        case .singleLine(let editor), .multiLine(let editor): editor.text.trimmed
        // Blanks are part of a password.
        case .secret(let editor): editor.text
        case .choice, .selection, .flag, .readOnly, nil: ""
        }
    }

    /// The place of what is chosen; nil for a field without a choice.
    package func choice(_ name: Name) -> Int? {
        guard case .choice(let choice) = content(name) else { return nil }
        return choice.index
    }

    /// The places of what is chosen; empty for a field without a selection.
    package func selection(_ name: Name) -> Set<Int> {
        guard case .selection(let selection) = content(name) else { return [] }
        return selection.chosen
    }

    /// Whether it was answered with yes; false for a field without the question.
    package func flag(_ name: Name) -> Bool { content(name) == .flag(true) }

    /// The line that a problem is in and its place there, in characters from 1; nil where it is about no place in a line.
    var caret: (editor: TextEditor, column: Int)? {
        guard let column = problem?.column, let name = problem?.field, case .singleLine(let editor) = content(name)
        else {
            return nil
        }
        // What was looked at had no blanks around it.
        return (editor, column + editor.text.prefix { $0.isWhitespace }.count)
    }

    private func content(_ name: Name) -> FormContent? {
        fields.first { $0.name == name }?.field.content
    }
}

/// What happens to a form.
extension Form {
    /// Puts the cursor into a field and says what is wrong with it.
    package mutating func reject(with problem: FormProblem<Name>) {
        isSending = false
        self.problem = problem
        if let place = problemIndex, fields[place].field.content.isFocusable { index = place }
    }

    /// Notes that it is on its way: it keeps what was written until an answer comes.
    package mutating func markSending() {
        isSending = true
        problem = nil
        hasWarnedUnsaved = false
    }

    /// Notes that what was written would be lost; false where there is nothing to lose, or it was said before.
    mutating func warnUnsavedOnce() -> Bool {
        guard isChanged, !hasWarnedUnsaved else { return false }
        hasWarnedUnsaved = true
        return true
    }

    /// Takes in a pasted text at the cursor.
    package mutating func paste(_ text: String) {
        guard fields.indices.contains(index) else { return }
        if fields[index].field.content.paste(text) { problem = nil }
        hasWarnedUnsaved = false
    }

    /// Takes a key that moves between fields or changes one.
    mutating func handleKey(_ key: Key) {
        guard fields.indices.contains(index) else { return }
        hasWarnedUnsaved = false
        if let step = step(of: key) {
            move(by: step)
        } else if fields[index].field.content.handleKey(key) {
            problem = nil
        }
    }

    /// Whether Enter belongs to the field under the cursor.
    var usesEnter: Bool {
        guard fields.indices.contains(index), case .multiLine = fields[index].field.content else { return false }
        return true
    }

    private func step(of key: Key) -> Int? {
        switch key {
        case .tab, .control("N"): 1
        case .backtab, .control("P"): -1
        case .down where !fields[index].field.content.usesArrowKeys: 1
        case .up where !fields[index].field.content.usesArrowKeys: -1
        default: nil
        }
    }

    /// To the next field that takes keys, round at the ends.
    private mutating func move(by step: Int) {
        for distance in 1...fields.count {
            let place = (index + step * distance + fields.count * distance) % fields.count
            guard fields[place].field.content.isFocusable else { continue }
            index = place
            return
        }
    }
}

extension String {
    /// Without the blanks at both ends.
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
