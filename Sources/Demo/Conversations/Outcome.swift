/// A conversation's final status, determined by its rank.
enum Outcome: Equatable, Sendable {
    /// Unassigned.
    case new
    /// Transferred to a role, not claimed yet.
    case passedOn
    /// Assigned to the login `agent`.
    case withDemoAgent
    /// Assigned to another agent.
    case withOthers
    /// Resolved, closed or archived.
    case closed

    /// Of 312 open conversations, 41 are unassigned (11 of them transferred to a role) and 12 are assigned to the demo
    /// agent. Larger demos have the same proportions, but spread assignments evenly over the agents.
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

/// How a conversation ends.
enum Ending: Equatable, Sendable {
    /// The guest asked and has no reply yet.
    case guestWaits
    /// The agent replied last.
    case agentAnswered
    /// The guest's request is resolved.
    case guestThanked
    /// The guest asked, and the conversation was transferred to a role.
    case passedOn
}
