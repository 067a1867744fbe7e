/// How a conversation stands at the end, decided by its rank among all.
enum Outcome: Equatable, Sendable {
    /// Nobody is on it.
    case new
    /// Given to a role, nobody of it has taken it yet.
    case passedOn
    /// With the login `agent`.
    case withDemoAgent
    /// With another agent.
    case withOthers
    /// Resolved, closed or archived.
    case closed

    /// Of 312 open conversations 41 are unassigned (11 of them passed on) and 12 are the demo agent's; more
    /// conversations have the same shares, but each agent then has an equal part.
    init(rank: Int, open: Int, agents: Int) {
        let passedOn = open * 11 / 312
        let new = open * 41 / 312 - passedOn
        let own = open <= 312 ? open * 12 / 312 : max(12, open / agents)
        switch rank {
        case ..<new: self = .new
        case ..<(new + passedOn): self = .passedOn
        case ..<(new + passedOn + own): self = .withDemoAgent
        case ..<open: self = .withOthers
        default: self = .closed
        }
    }
}

/// How the last lines of a conversation run.
enum Ending: Equatable, Sendable {
    /// The guest asked, nobody has answered yet.
    case guestWaits
    /// The agent answered last.
    case agentAnswered
    /// The guest has what they wanted.
    case guestThanked
    /// The guest asked, and the matter went to a role.
    case passedOn
}
