import Domain
import Text

/// Something that the current user did in one conversation and can take back for some seconds.
package struct UndoStep: Sendable, Hashable {
    /// What was done.
    package let action: UndoableAction
    /// The conversation that it was done in.
    package let conversation: Identifier<Conversation>
    /// The request that withdraws the message; nil unless it is a reply or a note.
    let withdrawal: OutgoingMessage?
    /// What the footer says was done, with the guest's name.
    let summary: SafeText
    /// Until when it can be taken back, by this machine's clock; nil while the server hasn't answered.
    var until: Timestamp?
}

/// What the current user can take back, the last thing last.
package struct UndoSteps: Sendable {
    private(set) var steps: [UndoStep] = []

    /// The last thing that can be taken back; nil if there is none.
    func latest(at now: Timestamp) -> UndoStep? {
        steps.last { $0.until.map { $0 > now } ?? true }
    }

    /// Adds what was just done, and forgets what is too late.
    mutating func push(_ step: UndoStep, at now: Timestamp) {
        steps.removeAll { $0.until.map { $0 <= now } ?? false }
        steps.append(step)
    }

    /// Removes a step, taken back or refused.
    mutating func remove(_ step: UndoStep) {
        steps.removeAll {
            ($0.action, $0.conversation, $0.withdrawal) == (step.action, step.conversation, step.withdrawal)
        }
    }

    /// Removes the step of a message, which came back or never left.
    mutating func remove(message: Identifier<Message>) {
        steps.removeAll { $0.withdrawal?.withdraws == message }
    }

    /// Starts the time of a message's step: the server has stored it.
    mutating func start(message: Identifier<Message>, until: Timestamp) {
        guard let index = steps.firstIndex(where: { $0.withdrawal?.withdraws == message }) else { return }
        steps[index].until = until
    }

    /// Forgets everything: what was done since can be taken back in another way.
    mutating func clear() { steps = [] }
}
