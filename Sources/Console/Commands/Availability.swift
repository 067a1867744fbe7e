import Domain
import Text

extension State {
    /// Returns why a command isn't available for the focused row; nil if it is.
    func disabledReason(for entry: CommandEntry) -> OutcomePhrase? {
        if entry.needsConversation, focus != .composer, let reason = unsettledReason { return reason }
        return disabledReason(for: entry, on: focusedRow)
    }

    /// Returns why a command isn't available for a row, nil if no row has the focus; returns nil if it is available.
    func disabledReason(for entry: CommandEntry, on row: ConversationRow?) -> OutcomePhrase? {
        if let capability = entry.capability, !isPermitted(entry) { return .notYourRole(capability) }
        if entry.needsConversation, marked != nil {
            switch entry.marking {
            case .actsOnAll: return user.map { $0.can(.actInBulk) } == false ? .notYourRole(.actInBulk) : nil
            case .refused: return .oneAtATime
            case .ignored: break
            }
        }
        if let obstacle = disabledReason(for: entry.command, on: row) { return obstacle }
        guard entry.needsConversation else { return nil }
        guard let row else { return missingTargetReason }
        guard let capability = entry.capability, let user else { return nil }
        return user.may(capability, onAssignedTo: row.conversation.assignee)
            ? nil : .assigneeOnly(assignee: row.assignee)
    }

    /// Returns why there is no conversation to act on.
    private var missingTargetReason: OutcomePhrase {
        if inbox.isUnselected { return .noneSelected }
        return inbox.isLoaded || connection != .live ? .nothingSelected : .stillLoading
    }

    /// Returns whether the user's role allows a command on any conversation at all; true if it needs no right, or the
    /// user isn't known yet.
    func isPermitted(_ entry: CommandEntry) -> Bool {
        guard let capability = entry.capability, let user else { return true }
        return user.can(capability)
    }

    /// Returns what the command's area has against it.
    private func disabledReason(for command: Command, on row: ConversationRow?) -> OutcomePhrase? {
        switch command {
        case .views(let command): views.history.disabledReason(for: command)
        case .assignment(let command): disabledReason(for: command, on: row)
        case .composer(let command): disabledReason(for: command, on: row)
        case .changes(let command): disabledReason(for: command, on: row)
        case .merging(let command): disabledReason(for: command, on: row)
        case .outreach(let command): disabledReason(for: command, on: row)
        case .movement, .navigation, .inbox, .zones, .query, .search, .audit, .sla, .settings, .people, .operations,
            .panel,
            .contents,
            .records,
            .marks, .cannedReplies, .console:
            nil
        }
    }
}
