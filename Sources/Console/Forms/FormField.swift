import Screen
import Text

/// One line of a form: what it is called, what stands in it, what is to be known about it.
package struct FormField: Sendable {
    /// What stands before it.
    package let label: SafeText
    /// What can be written or chosen, with what is.
    package var content: FormContent
    /// A sentence at the foot of the form while the field has the cursor; empty for none.
    package let help: SafeText

    package init(_ label: SafeText, _ content: FormContent, help: SafeText = .empty) {
        self.label = label
        self.content = content
        self.help = help
    }
}

/// What a field holds.
package enum FormContent: Sendable, Equatable {
    /// A text of one line.
    case singleLine(TextEditor)
    /// A text of one line that nobody may read over a shoulder, such as a password.
    case secret(TextEditor)
    /// A text of several lines.
    case multiLine(TextEditor)
    /// One of some values.
    case choice(FormChoice)
    /// Any of some values.
    case selection(FormSelection)
    /// Yes or no.
    case flag(Bool)
    /// Something to know, not to change.
    case readOnly(SafeText)

    /// A line that begins with a text.
    package static func line(_ text: String) -> Self { .singleLine(TextEditor(text, .oneLine)) }
    /// An empty field for a password.
    package static var secret: Self { .secret(TextEditor("", .oneLine)) }
    /// A text of several lines to begin with.
    package static func lines(_ text: String) -> Self { .multiLine(TextEditor(text)) }

    /// Whether the cursor can be in it.
    var isFocusable: Bool {
        switch self {
        case .singleLine, .secret, .multiLine, .choice, .selection, .flag: true
        case .readOnly: false
        }
    }
}

/// One of some values, by place.
package struct FormChoice: Sendable, Equatable {
    /// What the values read, at least one.
    package let values: [SafeText]
    /// The place of the one that is chosen.
    package var index: Int

    /// A choice of values, the first of which is chosen where `index` isn't one of their places.
    package init(_ values: [SafeText], index: Int = 0) {
        self.values = values
        self.index = values.indices.contains(index) ? index : 0
    }

    /// The next value or one before, round at the ends.
    mutating func move(by step: Int) {
        guard !values.isEmpty else { return }
        index = (index + step + values.count) % values.count
    }

    /// The next value whose text begins with a character.
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

/// Any of some values, by place, with a cursor among them.
package struct FormSelection: Sendable, Equatable {
    /// What the values read.
    package let values: [SafeText]
    /// The places of those chosen.
    package var chosen: Set<Int>
    /// The place of the one under the cursor.
    var index = 0

    /// A selection among values.
    package init(_ values: [SafeText], chosen: Set<Int> = []) {
        self.values = values
        self.chosen = chosen
    }

    /// What is chosen, in order, in few words.
    var summary: SafeText {
        SafeText(trusted: values.indices.filter(chosen.contains).map { values[$0].plain }.joined(separator: ", "))
    }
}
