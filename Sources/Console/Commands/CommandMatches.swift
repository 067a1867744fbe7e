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
        let entries = CommandTable.entries.filter { everything || isOffered($0) }
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

    /// The palette leaves out movement, which only makes sense on keys.
    private func isOffered(_ entry: CommandEntry) -> Bool {
        guard entry.contexts.contains(focus) else { return false }
        switch entry.command {
        case .moveDown, .moveUp, .moveFirst, .moveLast, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .palette:
            return false
        case .takeNext, .transfer, .assign, .mark, .markRange, .markAll, .merge, .undo, .showSkipped, .open, .back,
            .nextPane,
            .previousPane, .nextConversation, .previousConversation, .nextUnread,
            .showMine, .showUnassigned, .showOpen, .showFinished, .filter, .chooseZones, .writeQuery, .searchMessages,
            .cycleOrder, .chooseViews, .lastView, .earlierView, .laterView, .answerTimes, .showAudit, .people, .account,
            .reply, .note,
            .claim, .release, .changeState, .changePriority, .changeTags, .send, .sendAndWait, .insertReply,
            .switchKind, .switchChannel,
            .editExternally,
            .discardDraft, .keepDraft, .togglePanel, .manageReplies, .editDetails, .refresh, .redraw, .help, .suspend,
            .quit:
            return true
        }
    }
}
