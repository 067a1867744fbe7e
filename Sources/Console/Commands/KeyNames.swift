import Screen

extension Language {
    /// Returns a chord as written: in English as in the key file, in French with the names of French keyboards, which
    /// the key file accepts too.
    package func name(of chord: Chord) -> String {
        switch self {
        case .english: KeyNotation.name(of: chord, in: .english)
        case .french: KeyNotation.name(of: chord, in: .french)
        }
    }
}

extension State {
    /// Returns a command's keys as written; empty if it has none in the context.
    func keys(of command: Command, in context: Context) -> String {
        keymap.chord(for: command, in: context).map { language.name(of: $0) } ?? ""
    }
}
