import Screen

extension Language {
    /// How a chord is written: in English as the key file has it, in French by the words of French keyboards, which the key
    /// file takes too.
    package func name(of chord: Chord) -> String {
        switch self {
        case .english: chord.description
        case .french: chord.keys.map { frenchName(of: $0) }.joined(separator: " ")
        }
    }
}

extension State {
    /// How the keys of a command are written; empty where it has none in the context.
    func keys(of command: Command, in context: Context) -> String {
        keymap.chord(for: command, in: context).map { language.name(of: $0) } ?? ""
    }
}

private func frenchName(of key: Key) -> String {
    let plain = KeyNotation.name(of: Key(key.symbol))
    let held = KeyNotation.name(of: key).dropLast(plain.count)
    return held.replacing("Shift-", with: "Maj-") + (frenchNames[key.symbol] ?? plain)
}

private let frenchNames: [Key.Symbol: String] = [
    .character(" "): "Espace", .enter: "Entrée", .escape: "Échap", .backspace: "Retour", .delete: "Suppr",
    .insert: "Inser", .up: "Haut", .down: "Bas", .left: "Gauche", .right: "Droite", .home: "Début", .end: "Fin",
    .pageUp: "PgPréc", .pageDown: "PgSuiv",
]
