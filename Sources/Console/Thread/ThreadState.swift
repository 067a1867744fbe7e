import Domain

/// An open conversation: a window of messages on a thread without an end.
package struct ThreadState: Sendable {
    /// The conversation, as its row was read last.
    package var row: ConversationRow
    /// The stored messages of the window, in order and without gaps.
    package var entries: [ThreadEntry] = []
    /// Whether there are messages before the window.
    package var hasBefore = true
    /// Whether there are messages after the window.
    package var hasAfter = false
    /// Whether a page has been read.
    package var isLoaded = false
    /// The page that is being read; nil where none is.
    package var reading: ThreadPosition?
    /// Whether something was announced since that page was asked for.
    var hasPendingNotification = false
    /// What stands beside it; nil until it was read.
    package var panel: PanelState?
    /// Whose it was, newest first; nil until it was read.
    package var assignmentHistory: [AssignmentHistoryEntry]?
    /// The number of a message that a search led to; nil where none did.
    package var target: Int64?
    /// Whether the target is still to be brought onto the screen.
    var isTargetPending = false
    /// The lines that the window makes on the screen.
    package var lines: [ThreadLine] = []
    /// How many lines lie below the last one shown.
    package var offset = 0
    /// The day that the lines were made on; nil before they were.
    package var laidOutOn: CalendarDay?
    /// The number of the last message that was on the screen, or that the list told of when the thread was opened.
    package var seenUpTo: Int64
    /// Own messages that are stored, until a page brings them: they never flicker away in between.
    package var storedPending: [OutgoingMessage] = []
    /// Whether it was put together anew since its messages were read: they have other numbers now.
    var needsReload = false
    /// Whether the server doesn't show it to this person any more, or has it no more.
    var isUnavailable = false
    /// How far the server has been told that the person has read.
    package var reportedReadUpTo: Int64

    /// A conversation that is being opened.
    init(_ row: ConversationRow) {
        self.row = row
        reportedReadUpTo = row.conversation.lastSequence - row.conversation.unread
        seenUpTo = row.conversation.lastSequence
    }

    /// Keeps nothing of what was read but which conversation it is.
    mutating func clearContent() {
        isUnavailable = true
        (entries, storedPending) = ([], [])
        (hasBefore, hasAfter) = (false, false)
        (panel, assignmentHistory) = (nil, nil)
        var bare = conversation
        (bare.guestName, bare.propertyName, bare.subject, bare.lastMessage) = (nil, nil, nil, nil)
        bare.tags = []
        row = ConversationRow(bare)
    }

    /// The conversation.
    package var conversation: Conversation { row.conversation }

    /// Whether nobody vouches for who the guest is, as far as has been read.
    var isUnverified: Bool { panel?.panel.isUnverified ?? false }

    /// The number of the last message in the window; 0 where there is none.
    package var lastSequence: Int64 { entries.last?.message.sequence ?? 0 }

    /// Whether the thread's end is on the screen.
    package var showsEnd: Bool { offset == 0 && !hasAfter }

    /// How many messages came that haven't been on the screen.
    package var unseen: Int64 { max(0, max(lastSequence, conversation.lastSequence) - seenUpTo) }
}
