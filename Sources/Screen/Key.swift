/// A key press, as a terminal reports it.
package struct Key: Hashable, Sendable {
    /// The key.
    package let symbol: Symbol
    /// The modifiers; Shift is part of a character itself and appears here only with other symbols.
    package let modifiers: Modifiers

    /// Creates a key with modifiers. Control with a letter ignores case, and keys that terminals can't distinguish
    /// (`^I` and Tab, `^M` and Enter, `^[` and Esc) become the named key.
    package init(_ symbol: Symbol, _ modifiers: Modifiers = []) {
        guard modifiers == .control, case .character(let character) = symbol else {
            self.symbol = symbol
            self.modifiers = modifiers
            return
        }
        switch character {
        case "i", "I": self = .tab
        case "m", "M": self = .enter
        case "[": self = .escape
        default:
            self.symbol = .character(Character(character.uppercased()))
            self.modifiers = modifiers
        }
    }

    /// A character key, such as `j`, `G` or `é`.
    package static func character(_ character: Character) -> Key { Key(.character(character)) }
    /// Control with a character, such as `^S`.
    package static func control(_ character: Character) -> Key { Key(.character(character), .control) }

    package static let enter = Key(.enter)
    package static let tab = Key(.tab)
    package static let backtab = Key(.tab, .shift)
    package static let escape = Key(.escape)
    package static let space = Key.character(" ")
    package static let backspace = Key(.backspace)
    package static let delete = Key(.delete)
    package static let up = Key(.up)
    package static let down = Key(.down)
    package static let left = Key(.left)
    package static let right = Key(.right)
    package static let home = Key(.home)
    package static let end = Key(.end)
    package static let pageUp = Key(.pageUp)
    package static let pageDown = Key(.pageDown)

    /// The character to insert into text; nil for named keys and anything with Control or Alt.
    package var typed: Character? {
        guard modifiers.isEmpty, case .character(let character) = symbol else { return nil }
        return character
    }
}

extension Key {
    /// A key without its modifiers.
    package enum Symbol: Hashable, Sendable {
        /// A key that types this character.
        case character(Character)
        case enter, tab, escape, backspace, delete, insert
        case up, down, left, right, home, end, pageUp, pageDown
        /// F1 to F20, by number.
        case function(UInt8)
    }

    /// The modifier keys.
    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let shift = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let control = Modifiers(rawValue: 4)
    }
}

/// A sequence of keys with one meaning, such as `g g`.
package struct Chord: Hashable, Sendable {
    /// The keys in order; never empty.
    package let keys: [Key]

    /// Creates a chord of one or more keys.
    package init(_ first: Key, _ rest: Key...) { keys = [first] + rest }

    /// Creates a chord; nil if there are no keys.
    package init?(_ keys: [Key]) {
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }
}
