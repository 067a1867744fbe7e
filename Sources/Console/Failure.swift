/// Why the database did not do what was asked, in the console's terms.
package enum Failure: Error, Sendable, Hashable {
    /// The rights don't allow it (any more).
    case notPermitted
    /// The row isn't there, or isn't visible to this person.
    case notFound
    /// Somebody wrote in the thread since the writer last saw it.
    case threadMoved
    /// The state can't be reached from where the conversation stands now.
    case illegalTransition
    /// The conversation is archived and takes nothing.
    case archived
    /// WhatsApp takes no free text any more: the guest's last message is a day old.
    case windowClosed
    /// The thread was merged with another or taken apart since it was read.
    case mergedAnew
    /// The message's id is already another message's.
    case idTaken
    /// Somebody else was faster.
    case lostRace
    /// What was typed can't be understood.
    case badInput
    /// The server took too long and the statement was cancelled.
    case tooSlow
    /// The line is down; nothing reached the server, or its answer was lost.
    case offline
    /// The answer to a change was lost: it may have been made.
    case unanswered
    /// Something that shouldn't happen, by its SQLSTATE.
    case unexpected(String)

    /// Whether trying the same again later can succeed by itself.
    package var isPassing: Bool {
        switch self {
        case .offline, .unanswered, .tooSlow: true
        case .notPermitted, .notFound, .threadMoved, .illegalTransition, .archived, .windowClosed, .mergedAnew,
            .idTaken, .lostRace,
            .badInput,
            .unexpected:
            false
        }
    }
}
