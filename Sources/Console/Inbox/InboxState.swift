import Domain

/// The list of conversations: a window of rows on an inbox without an end.
package struct InboxState: Sendable {
    /// Which conversations, in which order.
    package var query: InboxQuery
    /// The rows of the window, in the inbox's order.
    package var rows: [ConversationRow] = []
    /// Whether there are rows above the window.
    package var hasBefore = false
    /// Whether there are rows below the window.
    package var hasAfter = false
    /// The selected row's place in `rows`; 0 where there are none.
    package var selectedIndex = 0
    /// The place in `rows` of the first row on the screen.
    package var top = 0
    /// How many rows the screen shows at once; at least 1.
    package var height = 1
    /// Counts the questions asked; answers to older ones are dropped.
    package var latestRequestID = 0
    /// The page that is being read; nil where none is.
    package var reading: InboxPageRequest.Purpose?
    /// Whether a page has been read since the query changed.
    package var isLoaded = false
    /// The place to show as soon as a page has been read; nil for where that page begins or ends.
    var pendingBookmark: InboxBookmark?
    /// Whether the counters are being read.
    package var isCounting = false
    /// When they were asked for last; nil where they never were.
    package var countedAt: Timestamp?
    /// How long counting took last.
    var lastCountDuration = Duration.zero
    /// Whether something happened since that may be counted.
    var countersAreStale = false
    /// How many wait; nil until they were counted.
    package var counters: InboxCounters?
    /// What was announced and hasn't been asked for.
    var pendingNotification = ChangeNotification()
    /// When it was asked for last; nil where it never was.
    var notificationReadAt: Timestamp?
    /// Whether the clock is going to tick when it may be asked for again.
    var isDebouncing = false

    /// An inbox that has read nothing yet.
    package init(query: InboxQuery) {
        self.query = query
    }

    /// Whether it is time to count anew. That costs the server more than a page: a console takes a thousandth of its time
    /// for it, so that a hundred may be open. What is late is counted too, so it happens even where all is quiet.
    func isCountingDue(at now: Timestamp) -> Bool {
        guard let countedAt else { return true }
        let pause = min(max(.seconds(4), lastCountDuration * 1_000), .seconds(20))
        return !(.zero..<(countersAreStale ? pause : .seconds(60))).contains(now - countedAt)
    }

    /// The selected row; nil where there are none.
    package var selected: ConversationRow? {
        rows.indices.contains(selectedIndex) ? rows[selectedIndex] : nil
    }

    /// Moves the selection to a row, or to the nearest there is, and shows it.
    mutating func select(_ index: Int) {
        selectedIndex = max(0, min(index, rows.count - 1))
        showSelected()
    }

    /// Changes what is known of a conversation, where the window has it, until it is read again.
    mutating func change(_ id: Identifier<Conversation>, _ change: (inout Conversation) -> Void) {
        guard let index = rows.firstIndex(where: { $0.conversation.id == id }) else { return }
        var conversation = rows[index].conversation
        change(&conversation)
        rows[index] = ConversationRow(conversation)
    }

    /// Moves the first row on the screen so that the selected one is shown, and no further.
    mutating func showSelected() {
        if selectedIndex < top { top = selectedIndex }
        if selectedIndex >= top + height { top = selectedIndex - height + 1 }
        top = max(0, min(top, rows.count - height))
    }
}
