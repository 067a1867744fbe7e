import Text

/// A command that matches the search.
struct CommandMatch {
    let entry: CommandEntry
    let title: SafeText
    let explanation: SafeText
    /// Why the command is disabled; nil if it is enabled.
    let disabledReason: SafeText?
}

extension State {
    /// The commands that match a search, best first; all commands in the table's order if the field is empty.
    /// `everything` includes commands of other contexts, which only help shows, and keeps the table's order.
    func matches(of search: CommandSearch, everything: Bool) -> [CommandMatch] {
        let pattern = FuzzyPattern(search.field.text)
        let entries = CommandTable.entries.filter { everything || $0.isInPalette && $0.contexts.contains(focus) }
        let found = entries.compactMap { entry -> (score: Int, match: CommandMatch)? in
            let title = language.safe(CommandPhrase.title(entry.command))
            let explanation = language.safe(CommandPhrase.explanation(entry.command))
            guard let score = score(pattern, title, explanation) else { return nil }
            let obstacle = disabledReason(for: entry).map { language.safe($0) }
            return (score, CommandMatch(entry: entry, title: title, explanation: explanation, disabledReason: obstacle))
        }
        guard !pattern.isEmpty, !everything else { return found.map(\.match) }
        return found.sorted { $0.score > $1.score }.map(\.match)
    }

    private func score(_ pattern: FuzzyPattern, _ title: SafeText, _ explanation: SafeText) -> Int? {
        if pattern.isEmpty { return 0 }
        if let match = pattern.match(title) { return 1_000 + match.score }
        return pattern.match(explanation)?.score
    }
}
