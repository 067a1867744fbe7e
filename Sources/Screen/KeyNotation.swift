/// The notation of keys in the key file, in help and in the README: `j`, `Space`, `Enter`, `Shift-Tab`, `^S` or
/// `Ctrl-S`, `Alt-x`, `F5`, `Ctrl-Left`; the keys of a chord are separated by a space: `g g`. Names from French
/// keyboards are accepted too: `Entrée`, `Maj-Tab`.
package enum KeyNotation {
    /// Why a text isn't a valid key.
    package enum Problem: Error, Hashable, Sendable {
        /// The text is blank.
        case empty
        /// This part is neither a single character nor a key name.
        case unknown(String)
    }

    /// The language of key names.
    package enum NotationLanguage: Sendable {
        /// English, as in the key file and the README.
        case english
        /// French, as printed on French keyboards.
        case french
    }

    /// The spellings of a key or modifier: all are accepted, the first is shown.
    private struct Spelling<Meaning: Sendable>: Sendable {
        let meaning: Meaning
        let all: [String]
        /// The spelling shown in French.
        let french: String

        /// Without French spellings the English ones apply.
        init(_ meaning: Meaning, _ english: [String], french: [String] = []) {
            self.meaning = meaning
            all = english + french
            self.french = french.first ?? english[0]
        }

        func shown(in words: NotationLanguage) -> String {
            switch words {
            case .english: all[0]
            case .french: french
            }
        }
    }

    private static let names: [Spelling<Key.Symbol>] = [
        Spelling(.character(" "), ["Space"], french: ["Espace"]),
        Spelling(.enter, ["Enter", "Return"], french: ["Entrée"]),
        Spelling(.tab, ["Tab"]),
        Spelling(.escape, ["Esc", "Escape"], french: ["Échap"]),
        Spelling(.backspace, ["Backspace"], french: ["Retour"]),
        Spelling(.delete, ["Delete", "Del"], french: ["Suppr"]),
        Spelling(.insert, ["Insert", "Ins"], french: ["Inser"]),
        Spelling(.up, ["Up"], french: ["Haut"]),
        Spelling(.down, ["Down"], french: ["Bas"]),
        Spelling(.left, ["Left"], french: ["Gauche"]),
        Spelling(.right, ["Right"], french: ["Droite"]),
        Spelling(.home, ["Home"], french: ["Début"]),
        Spelling(.end, ["End"], french: ["Fin"]),
        Spelling(.pageUp, ["PgUp", "PageUp"], french: ["PgPréc"]),
        Spelling(.pageDown, ["PgDn", "PgDown", "PageDown"], french: ["PgSuiv"]),
    ]

    private static let modifiers: [Spelling<Key.Modifiers>] = [
        Spelling(.control, ["Ctrl-", "Ctrl+", "Control-", "C-"]),
        Spelling(.alt, ["Alt-", "Alt+", "M-"]),
        Spelling(.shift, ["Shift-", "Shift+", "S-"], french: ["Maj-", "Maj+"]),
    ]

    /// Parses one key; names are case-insensitive, single characters are not.
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

    /// Parses a chord: keys separated by spaces.
    package static func chord(_ text: String) throws(Problem) -> Chord {
        var keys: [Key] = []
        for word in text.split(separator: " ") { keys.append(try key(String(word))) }
        guard let chord = Chord(keys) else { throw .empty }
        return chord
    }

    /// The name of a key, parseable by `key`: short for footer hints (`^S`), long for prose (`Ctrl-S`).
    package static func name(of key: Key, long: Bool = false, in words: NotationLanguage = .english) -> String {
        let symbol = name(of: key.symbol, in: words)
        if key.modifiers == .control, symbol.count == 1, !long { return "^" + symbol }
        return modifiers.filter { key.modifiers.contains($0.meaning) }.map { $0.shown(in: words) }.joined() + symbol
    }

    /// The short names of a chord's keys, separated by spaces.
    package static func name(of chord: Chord, in words: NotationLanguage = .english) -> String {
        chord.keys.map { name(of: $0, in: words) }.joined(separator: " ")
    }

    private static func name(of symbol: Key.Symbol, in words: NotationLanguage) -> String {
        if let named = names.first(where: { $0.meaning == symbol }) { return named.shown(in: words) }
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
        for modifier in modifiers {
            for spelling in modifier.all where text.count > spelling.count {
                if text.lowercased().hasPrefix(spelling.lowercased()) { return (modifier.meaning, spelling.count) }
            }
        }
        return nil
    }

    private static func symbol(_ text: String) -> Key.Symbol? {
        if let character = text.first, text.count == 1 { return .character(character) }
        let lowered = text.lowercased()
        if let named = names.first(where: { $0.all.contains { $0.lowercased() == lowered } }) { return named.meaning }
        guard lowered.hasPrefix("f"), let number = UInt8(lowered.dropFirst()), (1...20).contains(number) else {
            return nil
        }
        return .function(number)
    }

    /// Shift with a letter is the capital; named keys keep the modifier.
    private static func shifted(_ symbol: Key.Symbol) -> Key {
        guard case .character(let character) = symbol, character.isLetter else { return Key(symbol, .shift) }
        return .character(Character(character.uppercased()))
    }
}

extension Key: CustomStringConvertible {
    /// The short notation.
    package var description: String { KeyNotation.name(of: self) }
}

extension Chord: CustomStringConvertible {
    /// The short notation, keys separated by spaces.
    package var description: String { KeyNotation.name(of: self) }
}
