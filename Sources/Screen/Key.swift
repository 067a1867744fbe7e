/// One press of a key, as a terminal can tell it.
package struct Key: Hashable, Sendable {
    /// What was pressed.
    package let symbol: Symbol
    /// What was held down; Shift is part of a character itself and shows here only with other symbols.
    package let modifiers: Modifiers

    /// A key with what is held down. Control with a letter is the same for both cases, and where the terminal sends
    /// one byte for two names (`^I` and Tab, `^M` and Enter, `^[` and Esc) it becomes the second.
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

    /// The character that it types into a text; nil for anything with Control or Alt and for named keys.
    package var typed: Character? {
        guard modifiers.isEmpty, case .character(let character) = symbol else { return nil }
        return character
    }
}

extension Key {
    /// What a key is, apart from what is held down with it.
    package enum Symbol: Hashable, Sendable {
        /// A key that types this character.
        case character(Character)
        case enter, tab, escape, backspace, delete, insert
        case up, down, left, right, home, end, pageUp, pageDown
        /// F1 to F20, by its number.
        case function(UInt8)
    }

    /// What can be held down.
    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let shift = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let control = Modifiers(rawValue: 4)
    }
}

/// Keys pressed one after the other that mean one thing, such as `g g`.
package struct Chord: Hashable, Sendable {
    /// The keys in order; never empty.
    package let keys: [Key]

    /// A chord of one key or more.
    package init(_ first: Key, _ rest: Key...) { keys = [first] + rest }

    /// A chord of these keys; nil where there are none.
    package init?(_ keys: [Key]) {
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }
}
