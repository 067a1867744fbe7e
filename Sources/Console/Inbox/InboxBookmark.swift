import Domain

/// A place in a list of conversations, to come back to after having looked at another list.
struct InboxBookmark: Sendable, Hashable {
    /// From where to read so that the screen's rows come with some above them.
    let start: InboxPosition
    /// The conversation that was selected.
    let selected: Identifier<Conversation>
    /// Its place in what was read from there; at least 0.
    let index: Int
    /// Its line on the screen, in rows from the first one.
    let screenRow: Int

    /// Whether the screen showed the list's beginning: then it does so again, that arrivals are seen.
    var isAtTop: Bool { start == .first && index == screenRow }
}
