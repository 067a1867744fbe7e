import Screen

extension Language {
    /// How a chord is written: in English as the key file has it, in French by the words of French keyboards, which the key
    /// file takes too.
    package func name(of chord: Chord) -> String {
        switch self {
        case .english: KeyNotation.name(of: chord, in: .english)
        case .french: KeyNotation.name(of: chord, in: .french)
        }
    }
}

extension State {
    /// How the keys of a command are written; empty where it has none in the context.
    func keys(of command: Command, in context: Context) -> String {
        keymap.chord(for: command, in: context).map { language.name(of: $0) } ?? ""
    }
}
