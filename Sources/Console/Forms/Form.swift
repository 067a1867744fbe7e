import Screen
import Text

/// A form: named fields to edit, with cursor, problem and sending state. `Name` enumerates the fields.
package struct Form<Name: Sendable & Hashable>: Sendable {
    /// The fields with their names, top to bottom.
    private var fields: [(name: Name, field: FormField)]
    /// The initial contents, to detect changes.
    private let original: [FormContent]
    /// Index of the field with the cursor.
    private(set) var index: Int
    /// The problem of a field or of the whole form; nil if none is known.
    private(set) var problem: FormProblem<Name>?
    /// Whether the form has been sent and awaits its response.
    private(set) var isSending = false
    /// Whether Esc was pressed with unsaved changes; the next Esc discards them.
    private(set) var hasWarnedUnsaved = false

    /// Creates a form; the cursor starts in the first focusable field.
    package init(_ fields: [(name: Name, field: FormField)]) {
        self.fields = fields
        original = fields.map(\.field.content)
        index = fields.firstIndex { $0.field.content.isFocusable } ?? 0
    }

    /// The name of the field with the cursor; nil if the form has no fields.
    package var focus: Name? { fields.indices.contains(index) ? fields[index].name : nil }

    /// Whether any content differs from its initial one.
    package var isChanged: Bool { fields.map(\.field.content) != original }

    /// The fields, top to bottom.
    var allFields: [FormField] { fields.map(\.field) }

    /// Index of the field with the problem; nil if the problem is the whole form's, or there is none.
    var problemIndex: Int? { fields.firstIndex { $0.name == problem?.field } }
}

/// Reason why a form can't be submitted.
package struct FormProblem<Name: Sendable & Hashable>: Error, Sendable {
    /// The field to correct; nil for the whole form.
    package let field: Name?
    /// What is wrong and what to do.
    package let text: SafeText
    /// Position in the field's trimmed text, in characters from 1; nil for the whole field.
    package let column: Int?

    package init(_ field: Name?, _ text: SafeText, column: Int? = nil) {
        self.field = field
        self.text = text
        self.column = column
    }
}

/// Contents of the fields.
extension Form {
    /// Returns a field's text without surrounding blanks, a secret unchanged; empty if the field holds no text.
    package func text(_ name: Name) -> String {
        switch content(name) {
        case .singleLine(let editor), .multiLine(let editor): editor.text.trimmed
        // Blanks are part of a password.
        case .secret(let editor): editor.text
        case .choice, .selection, .flag, .readOnly, nil: ""
        }
    }

    /// Returns the index of the chosen value; nil if the field isn't a choice.
    package func choice(_ name: Name) -> Int? {
        guard case .choice(let choice) = content(name) else { return nil }
        return choice.index
    }

    /// Returns the indices of the chosen values; empty if the field isn't a selection.
    package func selection(_ name: Name) -> Set<Int> {
        guard case .selection(let selection) = content(name) else { return [] }
        return selection.chosen
    }

    /// Returns a flag's value; false if the field isn't a flag.
    package func flag(_ name: Name) -> Bool { content(name) == .flag(true) }

    /// The line with the problem and the position in it, in characters from 1; nil if the problem has no position in a
    /// line.
    var caret: (editor: TextEditor, column: Int)? {
        guard let column = problem?.column, let name = problem?.field, case .singleLine(let editor) = content(name)
        else {
            return nil
        }
        // The column counts from the trimmed text.
        return (editor, column + editor.text.prefix { $0.isWhitespace }.count)
    }

    private func content(_ name: Name) -> FormContent? {
        fields.first { $0.name == name }?.field.content
    }
}

/// Changes of a form.
extension Form {
    /// Sets a problem, and moves the cursor to its field.
    package mutating func reject(with problem: FormProblem<Name>) {
        isSending = false
        self.problem = problem
        if let place = problemIndex, fields[place].field.content.isFocusable { index = place }
    }

    /// Marks the form as sent; it keeps its contents until the response.
    package mutating func markSending() {
        isSending = true
        problem = nil
        hasWarnedUnsaved = false
    }

    /// Records a warning about unsaved changes; returns false if there are none, or it was given before.
    mutating func warnUnsavedOnce() -> Bool {
        guard isChanged, !hasWarnedUnsaved else { return false }
        hasWarnedUnsaved = true
        return true
    }

    /// Inserts a pasted text at the cursor.
    package mutating func paste(_ text: String) {
        guard fields.indices.contains(index) else { return }
        if fields[index].field.content.paste(text) { problem = nil }
        hasWarnedUnsaved = false
    }

    /// Handles a key that moves between fields or edits one.
    mutating func handleKey(_ key: Key) {
        guard fields.indices.contains(index) else { return }
        hasWarnedUnsaved = false
        if let step = step(of: key) {
            move(by: step)
        } else if fields[index].field.content.handleKey(key) {
            problem = nil
        }
    }

    /// Whether the field with the cursor uses Enter itself.
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

    /// Moves to the next focusable field, wrapping around.
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
    /// The string without surrounding blanks.
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
