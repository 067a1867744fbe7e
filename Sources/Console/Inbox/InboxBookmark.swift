import Domain

/// A scroll position in a conversation list, restored when the list is shown again.
struct InboxBookmark: Sendable, Hashable {
    /// Where to start reading so that the page covers the screen plus a margin above it.
    let start: InboxPosition
    /// The selected conversation.
    let selected: Identifier<Conversation>
    /// Its index in the page read from `start`; at least 0.
    let index: Int
    /// Its row on the screen, counted from the first visible row.
    let screenRow: Int

    /// Whether the screen showed the top of the list; restoring then stays at the top, so that arrivals are seen.
    var isAtTop: Bool { start == .first && index == screenRow }
}
