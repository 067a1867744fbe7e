import Screen
import Text

/// A field of a form: label, content and help.
package struct FormField: Sendable {
    /// The label before the content.
    package let label: SafeText
    /// The content.
    package var content: FormContent
    /// Help below the form while the field has the cursor; empty for none.
    package let help: SafeText

    package init(_ label: SafeText, _ content: FormContent, help: SafeText = .empty) {
        self.label = label
        self.content = content
        self.help = help
    }
}

/// Content of a field.
package enum FormContent: Sendable, Equatable {
    /// A single line of text.
    case singleLine(TextEditor)
    /// A single line of masked text, such as a password.
    case secret(TextEditor)
    /// Several lines of text.
    case multiLine(TextEditor)
    /// One of several values.
    case choice(FormChoice)
    /// Any number of several values.
    case selection(FormSelection)
    /// Yes or no.
    case flag(Bool)
    /// A read-only text.
    case readOnly(SafeText)

    /// Returns a single line of text with an initial value.
    package static func line(_ text: String) -> Self { .singleLine(TextEditor(text, .oneLine)) }
    /// An empty password field.
    package static var secret: Self { .secret(TextEditor("", .oneLine)) }
    /// Returns several lines of text with an initial value.
    package static func lines(_ text: String) -> Self { .multiLine(TextEditor(text)) }

    /// Whether the field can have the cursor.
    var isFocusable: Bool {
        switch self {
        case .singleLine, .secret, .multiLine, .choice, .selection, .flag: true
        case .readOnly: false
        }
    }
}

/// A choice of one value.
package struct FormChoice: Sendable, Equatable {
    /// The values' labels, at least one.
    package let values: [SafeText]
    /// Index of the chosen value.
    package var index: Int

    /// Creates a choice; an `index` out of range chooses the first value.
    package init(_ values: [SafeText], index: Int = 0) {
        self.values = values
        self.index = values.indices.contains(index) ? index : 0
    }

    /// Moves the choice by a step, wrapping around.
    mutating func move(by step: Int) {
        guard !values.isEmpty else { return }
        index = (index + step + values.count) % values.count
    }

    /// Chooses the next value whose label begins with a character, ignoring case.
    mutating func jump(to character: Character) {
        let wanted = Character(character.lowercased())
        for step in 1...max(1, values.count) {
            let place = (index + step) % max(1, values.count)
            guard let first = values[place].plain.first, Character(first.lowercased()) == wanted else { continue }
            index = place
            return
        }
    }
}

/// A selection of any number of values, with a cursor.
package struct FormSelection: Sendable, Equatable {
    /// The values' labels.
    package let values: [SafeText]
    /// Indices of the chosen values.
    package var chosen: Set<Int>
    /// Index of the value under the cursor.
    var index = 0

    /// Creates a selection.
    package init(_ values: [SafeText], chosen: Set<Int> = []) {
        self.values = values
        self.chosen = chosen
    }

    /// The chosen values' labels in order, separated by commas.
    var summary: SafeText {
        SafeText(trusted: values.indices.filter(chosen.contains).map { values[$0].plain }.joined(separator: ", "))
    }
}
