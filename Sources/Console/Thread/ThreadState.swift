import Domain

/// An open conversation: a window of messages over an unbounded thread.
package struct ThreadState: Sendable {
    /// The conversation's row, as last read.
    package var row: ConversationRow
    /// The window's stored messages, in order and without gaps.
    package var entries: [ThreadEntry] = []
    /// Whether there are messages before the window.
    package var hasBefore = true
    /// Whether there are messages after the window.
    package var hasAfter = false
    /// Whether a page has been read.
    package var isLoaded = false
    /// The position of the pending page request; nil if there is none.
    package var reading: ThreadPosition?
    /// Whether a notification arrived after that request was sent.
    var hasPendingNotification = false
    /// The details beside the thread; nil until read.
    package var panel: PanelState?
    /// What became of the conversation's latest events, newest first; read while the details are on the screen.
    package var deliveries: [ConversationDelivery] = []
    /// The assignments, newest first; nil until read.
    package var assignmentHistory: [AssignmentHistoryEntry]?
    /// What happened to it beside its messages.
    package var timeline = Timeline()
    /// The number of the last message read before the unread ones that it was opened with; nil if there were none.
    var unreadAfter: Int64?
    /// The sequence number of the message jumped to; nil if there is none.
    package var target: Int64?
    /// Whether the thread has yet to scroll to the target.
    var isTargetPending = false
    /// The guest's stays, by their first day; empty until read.
    var stays: [StayListing] = []
    /// Whether quoted mail, and what was edited or deleted, is shown.
    var showsFolded = false
    /// Whether the thread's first page was requested, to show its beginning.
    var isBeginningPending = false
    /// The window laid out as lines.
    package var lines: [ThreadLine] = []
    /// The number of lines below the last one shown.
    package var offset = 0
    /// The day of the last layout; nil before the first.
    package var laidOutOn: CalendarDay?
    /// The sequence number of the last message seen on screen, or of the last one known when the thread was opened.
    package var seenUpTo: Int64
    /// Later messages on the screen, each with when it appeared there: they count as seen after `readingTime`.
    var appeared: [(sequence: Int64, at: Timestamp)] = []
    /// The current user's messages that are stored but not read back yet; kept so that they don't flicker.
    package var storedPending: [OutgoingMessage] = []
    /// Whether a merge or unmerge has renumbered the messages since they were read.
    var needsReload = false
    /// Whether the conversation no longer exists or is no longer visible to the current user.
    var isUnavailable = false
    /// The sequence number up to which the server was told the current user has read.
    package var reportedReadUpTo: Int64

    /// Creates a thread that has read nothing yet.
    init(_ row: ConversationRow) {
        self.row = row
        reportedReadUpTo = row.conversation.lastSequence - row.conversation.unread
        seenUpTo = row.conversation.lastSequence
        if row.conversation.unread > 0 { unreadAfter = reportedReadUpTo }
    }

    /// Drops all content except the conversation's identity.
    mutating func clearContent() {
        isUnavailable = true
        (entries, storedPending) = ([], [])
        (hasBefore, hasAfter) = (false, false)
        (panel, assignmentHistory, timeline, deliveries) = (nil, nil, Timeline(), [])
        stays = []
        var bare = conversation
        (bare.guestName, bare.propertyName, bare.subject, bare.lastMessage) = (nil, nil, nil, nil)
        bare.tags = []
        row = ConversationRow(bare)
    }

    /// The conversation.
    package var conversation: Conversation { row.conversation }

    /// Whether the guest's identity is unverified, as far as is known.
    var isUnverified: Bool { panel?.panel.isUnverified ?? false }

    /// The sequence number of the window's last message; 0 if there is none.
    package var lastSequence: Int64 { entries.last?.message.sequence ?? 0 }

    /// Whether the end of the thread is on screen.
    package var showsEnd: Bool { offset == 0 && !hasAfter }

    /// The number of messages received but not seen on screen.
    package var unseen: Int64 { max(0, max(lastSequence, conversation.lastSequence) - seenUpTo) }
}
