import Screen
import Text

/// Keys in a field.
extension FormContent {
    /// How wide a text is taken to be when the cursor moves by rows in it.
    private static let width = 60

    /// Whether up and down move within the field.
    var takesArrows: Bool {
        switch self {
        case .lines, .several: true
        case .line, .secret, .choice, .flag, .fixed: false
        }
    }

    /// Takes a key; false where it means nothing to the field.
    mutating func take(_ key: Key) -> Bool {
        switch self {
        case .line(var editor):
            defer { self = .line(editor) }
            return editor.take(key, width: Self.width)
        case .secret(var editor):
            defer { self = .secret(editor) }
            return editor.take(key, width: Self.width)
        case .lines(var editor):
            defer { self = .lines(editor) }
            return editor.take(key, width: Self.width)
        case .choice(var choice):
            defer { self = .choice(choice) }
            return choice.take(key)
        case .several(var selection):
            defer { self = .several(selection) }
            return selection.take(key)
        case .flag(let isSet):
            guard key == .space || key == .left || key == .right else { return false }
            self = .flag(!isSet)
            return true
        case .fixed:
            return false
        }
    }

    /// Takes in a pasted text; false where it means nothing to the field.
    mutating func paste(_ text: String) -> Bool {
        switch self {
        case .line(var editor):
            editor.paste(text)
            self = .line(editor)
        case .secret(var editor):
            editor.paste(text)
            self = .secret(editor)
        case .lines(var editor):
            editor.paste(text)
            self = .lines(editor)
        case .choice, .several, .flag, .fixed:
            return false
        }
        return true
    }
}

extension FormChoice {
    fileprivate mutating func take(_ key: Key) -> Bool {
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
    fileprivate mutating func take(_ key: Key) -> Bool {
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
