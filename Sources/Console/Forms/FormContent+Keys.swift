import Screen
import Text

/// Key input of a field.
extension FormContent {
    /// Assumed width of a text when the cursor moves by rows.
    private static let width = 60

    /// Whether the up and down arrows move within the field.
    var usesArrowKeys: Bool {
        switch self {
        case .multiLine, .selection: true
        case .singleLine, .secret, .choice, .flag, .readOnly: false
        }
    }

    /// Handles a key; returns false if the field doesn't use it.
    mutating func handleKey(_ key: Key) -> Bool {
        switch self {
        case .singleLine(var editor):
            defer { self = .singleLine(editor) }
            return editor.handleKey(key, width: Self.width)
        case .secret(var editor):
            defer { self = .secret(editor) }
            return editor.handleKey(key, width: Self.width)
        case .multiLine(var editor):
            defer { self = .multiLine(editor) }
            return editor.handleKey(key, width: Self.width)
        case .choice(var choice):
            defer { self = .choice(choice) }
            return choice.handleKey(key)
        case .selection(var selection):
            defer { self = .selection(selection) }
            return selection.handleKey(key)
        case .flag(let isSet):
            guard key == .space || key == .left || key == .right else { return false }
            self = .flag(!isSet)
            return true
        case .readOnly:
            return false
        }
    }

    /// Inserts a pasted text; returns false if the field takes no text.
    mutating func paste(_ text: String) -> Bool {
        switch self {
        case .singleLine(var editor):
            editor.paste(text)
            self = .singleLine(editor)
        case .secret(var editor):
            editor.paste(text)
            self = .secret(editor)
        case .multiLine(var editor):
            editor.paste(text)
            self = .multiLine(editor)
        case .choice, .selection, .flag, .readOnly:
            return false
        }
        return true
    }
}

extension FormChoice {
    fileprivate mutating func handleKey(_ key: Key) -> Bool {
        switch key {
        case .right, .space: move(by: 1)
        case .left: move(by: -1)
        default:
            guard let character = key.typed else { return false }
            jump(to: character)
        }
        return true
    }
}

extension FormSelection {
    fileprivate mutating func handleKey(_ key: Key) -> Bool {
        switch key {
        case .down, .character("j"): index = min(index + 1, max(0, values.count - 1))
        case .up, .character("k"): index = max(0, index - 1)
        case .space, .character("x"):
            guard values.indices.contains(index) else { return false }
            chosen.formSymmetricDifference([index])
        default: return false
        }
        return true
    }
}
