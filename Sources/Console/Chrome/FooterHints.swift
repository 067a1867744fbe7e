import Text

/// The footer hints of one context: commands with keys and titles, prepared once for drawing.
struct FooterHints: Sendable {
    /// A command's keys and title. A class, so that frames share it instead of copying it.
    final class Hint: Sendable, IdentityEquatable {
        let entry: CommandEntry
        private let english: Words
        private let french: Words

        private struct Words: Sendable {
            let keys: SafeText
            let title: SafeText
        }

        /// Returns nil if the command has no keys in the context.
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

        /// Returns the keys as they are written.
        func keys(in language: Language) -> SafeText { words(in: language).keys }
        /// Returns the command's title.
        func title(in language: Language) -> SafeText { words(in: language).title }

        private func words(in language: Language) -> Words {
            switch language {
            case .english: english
            case .french: french
            }
        }
    }

    /// The hint at the right edge; nil if the command has no keys.
    let palette: Hint?
    /// The hint beside it; nil if the command has no keys.
    let help: Hint?
    /// The remaining hints, left to right.
    let others: [Hint]
    /// The hints while conversations are marked, left to right.
    let forMarks: [Hint]

    /// Creates the hints of a context with a keymap.
    init(_ keymap: Keymap, in context: Context) {
        palette = CommandTable.entry(of: .console(.palette)).flatMap { Hint($0, keymap, in: context) }
        help = CommandTable.entry(of: .console(.help)).flatMap { Hint($0, keymap, in: context) }
        others = CommandTable.hints.filter { $0.contexts.contains(context) }
            .compactMap { Hint($0, keymap, in: context) }
        let always: [Command] = [.navigation(.back), .marks(.range)]
        forMarks = (CommandTable.forMarks + always.compactMap { CommandTable.entry(of: $0) })
            .compactMap { Hint($0, keymap, in: context) }
    }
}
