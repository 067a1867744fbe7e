/// What each command does; its area knows.
extension State {
    /// Performs a command, or shows why it isn't available.
    mutating func perform(_ command: Command, using generator: inout some RandomNumberGenerator) -> [Effect] {
        if let entry = CommandTable.entry(of: command), let obstacle = disabledReason(for: entry) {
            let row = entry.needsConversation && marked == nil ? focusedRow : nil
            showNotice(obstacle, about: row?.conversation, severity: .warning)
            // What is typed on without a pause after such a key was meant for somebody, not as commands.
            if command == .composer(.reply) || command == .composer(.note) || obstacle.endsCommands {
                typeAheadGuard.arm(at: now)
            }
            return []
        }
        // Whoever goes elsewhere doesn't wait for a conversation that was to be shown.
        if command != .navigation(.open) { jump = nil }
        return carryOut(command, using: &generator)
    }

    private mutating func carryOut(_ command: Command, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch command {
        case .movement(let command): perform(command)
        case .navigation(let command): perform(command)
        case .inbox(let command): perform(command)
        case .views(let command): perform(command)
        case .zones(let command): perform(command)
        case .query(let command): perform(command)
        case .search(let command): perform(command)
        case .audit(let command): perform(command)
        case .sla(let command): perform(command, using: &generator)
        case .settings(let command): perform(command)
        case .people(let command): perform(command, using: &generator)
        case .operations(let command): perform(command)
        case .panel(let command): perform(command)
        case .contents(let command): perform(command)
        case .assignment(let command): perform(command)
        case .composer(let command): perform(command, using: &generator)
        case .changes(let command): perform(command)
        case .records(let command): perform(command)
        case .outreach(let command): perform(command, using: &generator)
        case .marks(let command): perform(command)
        case .merging(let command): perform(command)
        case .cannedReplies(let command): perform(command, using: &generator)
        case .console(let command): perform(command)
        }
    }
}
