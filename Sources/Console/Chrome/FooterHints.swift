import Text

/// What the footer can say in one context: commands with their keys and titles, made ready for cells once.
struct FooterHints: Sendable {
    /// A command with what is said of it. Shared, not copied: each frame hands some about.
    final class Hint: Sendable, IdentityEquatable {
        let entry: CommandEntry
        private let english: Words
        private let french: Words

        private struct Words: Sendable {
            let keys: SafeText
            let title: SafeText
        }

        /// nil where it has no keys in the context.
        init?(_ entry: CommandEntry, _ keymap: Keymap, in context: Context) {
            guard let chord = keymap.chord(for: entry.command, in: context) else { return nil }
            func words(_ language: Language) -> Words {
                Words(
                    keys: SafeText(trusted: language.name(of: chord)),
                    title: language.safe(CommandPhrase.title(entry.command))
                )
            }
            self.entry = entry
            english = words(.english)
            french = words(.french)
        }

        /// Its keys as they are written.
        func keys(in language: Language) -> SafeText { words(in: language).keys }
        /// What it does.
        func title(in language: Language) -> SafeText { words(in: language).title }

        private func words(in language: Language) -> Words {
            switch language {
            case .english: english
            case .french: french
            }
        }
    }

    /// The hint at the right edge; nil where the command has no keys.
    let palette: Hint?
    /// The one beside it.
    let help: Hint?
    /// Those from the left on, in their order.
    let others: [Hint]
    /// Those from the left on while conversations are marked.
    let forMarks: [Hint]

    /// The hints by these keys.
    init(_ keymap: Keymap, in context: Context) {
        palette = CommandTable.entry(of: .palette).flatMap { Hint($0, keymap, in: context) }
        help = CommandTable.entry(of: .help).flatMap { Hint($0, keymap, in: context) }
        others = CommandTable.hints.filter { $0.contexts.contains(context) }
            .compactMap { Hint($0, keymap, in: context) }
        forMarks = (Command.forMarks + [.back, .markRange])
            .compactMap { CommandTable.entry(of: $0) }.compactMap { Hint($0, keymap, in: context) }
    }
}
