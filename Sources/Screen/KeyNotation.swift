/// How keys are written in the key file, in help and in the README: `j`, `Space`, `Enter`, `Shift-Tab`, `^S` or
/// `Ctrl-S`, `Alt-x`, `F5`, `Ctrl-Left`; the keys of a chord with a space between: `g g`. The words of French keyboards are
/// read too: `Entrée`, `Maj-Tab`.
package enum KeyNotation {
    /// Why a text names no key.
    package enum Problem: Error, Hashable, Sendable {
        /// There is nothing but blanks.
        case empty
        /// This part is neither one character nor the name of a key.
        case unknown(String)
    }

    private static let names: [(Key.Symbol, [String])] = [
        (.character(" "), ["Space", "Espace"]),
        (.enter, ["Enter", "Return", "Entrée"]),
        (.tab, ["Tab"]),
        (.escape, ["Esc", "Escape", "Échap"]),
        (.backspace, ["Backspace", "Retour"]),
        (.delete, ["Delete", "Del", "Suppr"]),
        (.insert, ["Insert", "Ins", "Inser"]),
        (.up, ["Up", "Haut"]), (.down, ["Down", "Bas"]), (.left, ["Left", "Gauche"]), (.right, ["Right", "Droite"]),
        (.home, ["Home", "Début"]), (.end, ["End", "Fin"]),
        (.pageUp, ["PgUp", "PageUp", "PgPréc"]), (.pageDown, ["PgDn", "PgDown", "PageDown", "PgSuiv"]),
    ]

    private static let modifiers: [(Key.Modifiers, [String])] = [
        (.control, ["Ctrl-", "Ctrl+", "Control-", "C-"]),
        (.alt, ["Alt-", "Alt+", "M-"]),
        (.shift, ["Shift-", "Shift+", "S-", "Maj-", "Maj+"]),
    ]

    /// Reads one key; names in any case, a single character as it stands.
    package static func key(_ text: String) throws(Problem) -> Key {
        guard !text.isEmpty else { throw .empty }
        var rest = text[...]
        var held: Key.Modifiers = []
        while let (modifier, length) = leadingModifier(of: rest) {
            held.insert(modifier)
            rest = rest.dropFirst(length)
        }
        guard let symbol = symbol(String(rest)) else { throw .unknown(text) }
        if held != .shift { return Key(symbol, held) }
        return shifted(symbol)
    }

    /// Reads a chord: keys with blanks between them.
    package static func chord(_ text: String) throws(Problem) -> Chord {
        var keys: [Key] = []
        for word in text.split(separator: " ") { keys.append(try key(String(word))) }
        guard let chord = Chord(keys) else { throw .empty }
        return chord
    }

    /// The name of a key, as `key` reads it: short where it is shown in a footer (`^S`), long in prose (`Ctrl-S`).
    package static func name(of key: Key, long: Bool = false) -> String {
        let symbol = name(of: key.symbol)
        if key.modifiers == .control, symbol.count == 1, !long { return "^" + symbol }
        return modifiers.filter { key.modifiers.contains($0.0) }.map { $0.1[0] }.joined() + symbol
    }

    private static func name(of symbol: Key.Symbol) -> String {
        if let named = names.first(where: { $0.0 == symbol }) { return named.1[0] }
        switch symbol {
        case .character(let character): return String(character)
        case .function(let number): return "F\(number)"
        case .enter, .tab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown:
            return ""
        }
    }

    private static func leadingModifier(of text: Substring) -> (Key.Modifiers, length: Int)? {
        if text.count == 2, text.first == "^" { return (.control, 1) }
        for (modifier, spellings) in modifiers {
            for spelling in spellings where text.count > spelling.count {
                if text.lowercased().hasPrefix(spelling.lowercased()) { return (modifier, spelling.count) }
            }
        }
        return nil
    }

    private static func symbol(_ text: String) -> Key.Symbol? {
        if let character = text.first, text.count == 1 { return .character(character) }
        let lowered = text.lowercased()
        if let named = names.first(where: { $0.1.contains { $0.lowercased() == lowered } }) { return named.0 }
        guard lowered.hasPrefix("f"), let number = UInt8(lowered.dropFirst()), (1...20).contains(number) else {
            return nil
        }
        return .function(number)
    }

    /// Shift with a letter is the capital; with a named key it stays what it is.
    private static func shifted(_ symbol: Key.Symbol) -> Key {
        guard case .character(let character) = symbol, character.isLetter else { return Key(symbol, .shift) }
        return .character(Character(character.uppercased()))
    }
}

extension Key: CustomStringConvertible {
    /// Its short notation.
    package var description: String { KeyNotation.name(of: self) }
}

extension Chord: CustomStringConvertible {
    /// Its short notation, with a space between the keys.
    package var description: String { keys.map { KeyNotation.name(of: $0) }.joined(separator: " ") }
}
