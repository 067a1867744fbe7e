import Domain

/// The conversation list: a window of rows over an unbounded inbox.
package struct InboxState: Sendable {
    /// The filters and the order.
    package var query: InboxQuery
    /// The window's rows, in the inbox's order.
    package var rows: [ConversationRow] = []
    /// Whether there are rows above the window.
    package var hasBefore = false
    /// Whether there are rows below the window.
    package var hasAfter = false
    /// The selected row's index in `rows`; 0 if there are none.
    package var selectedIndex = 0
    /// Whether no row is selected, because the open conversation isn't in the list; `selectedIndex` is then where moving
    /// begins.
    package private(set) var isUnselected = false
    /// The index in `rows` of the first visible row.
    package var top = 0
    /// The number of rows visible at once; at least 1.
    package var height = 1
    /// The id of the latest page request; responses to earlier ones are dropped.
    package var latestRequestID = 0
    /// The purpose of the pending page request; nil if there is none.
    package var reading: InboxPageRequest.Purpose?
    /// Whether a page has been read since the query changed.
    package var isLoaded = false
    /// The scroll position to restore when the next page arrives; nil for the start or end of that page.
    var pendingBookmark: InboxBookmark?
    /// Whether a request for the counters is pending.
    package var isCounting = false
    /// When the counters were last requested; nil if never.
    package var countedAt: Timestamp?
    /// How long the last count took.
    var lastCountDuration = Duration.zero
    /// Whether something that may affect the counters has changed since.
    var countersAreStale = false
    /// The inbox's counters; nil until first read.
    package var counters: InboxCounters?
    /// Notified changes not yet requested.
    var pendingNotification = ChangeNotification()
    /// When notified rows were last requested; nil if never.
    var notificationReadAt: Timestamp?
    /// Whether a wake-up is scheduled for the next request.
    var isDebouncing = false

    /// Creates an inbox that has read nothing yet.
    package init(query: InboxQuery) {
        self.query = query
    }

    /// Returns whether the counters are due for a reread. Counting costs the server more than a page, so a console
    /// spends at most a thousandth of its time on it: a hundred may be open. Overdue conversations are counted too, so
    /// it also happens, each minute, when nothing changes.
    func isCountingDue(at now: Timestamp) -> Bool {
        guard let countedAt else { return true }
        let pause = min(max(.seconds(4), lastCountDuration * 1_000), .seconds(20))
        return !(.zero..<(countersAreStale ? pause : .seconds(60))).contains(now - countedAt)
    }

    /// The selected row; nil if there are none.
    package var selected: ConversationRow? {
        rows.indices.contains(selectedIndex) && !isUnselected ? rows[selectedIndex] : nil
    }

    /// Returns whether the row at an index is selected.
    func isSelected(_ index: Int) -> Bool { index == selectedIndex && !isUnselected }

    /// The index of the next row below the selected one with unread messages; nil if there is none in the window.
    var nextUnread: Int? {
        rows.indices.dropFirst(selectedIndex + 1).first { rows[$0].conversation.unread > 0 }
    }

    /// Selects a row, or the nearest one there is, and scrolls it into view.
    mutating func select(_ index: Int) {
        selectedIndex = max(0, min(index, rows.count - 1))
        isUnselected = false
        showSelected()
    }

    /// Selects an open conversation's row; if it isn't in the list, selects none.
    mutating func select(_ open: Conversation) {
        guard let index = rows.firstIndex(where: { open.contains($0.conversation.id) }) else {
            isUnselected = true
            return
        }
        if index != selectedIndex || isUnselected { select(index) }
    }

    /// Selects no row.
    mutating func unselect() { isUnselected = true }

    /// Updates a conversation in the window, if it is there, until it is reread.
    mutating func change(_ id: Identifier<Conversation>, _ change: (inout Conversation) -> Void) {
        guard let index = rows.firstIndex(where: { $0.conversation.id == id }) else { return }
        var conversation = rows[index].conversation
        change(&conversation)
        rows[index] = ConversationRow(conversation)
    }

    /// Scrolls just far enough to show the selected row.
    mutating func showSelected() {
        if selectedIndex < top { top = selectedIndex }
        if selectedIndex >= top + height { top = selectedIndex - height + 1 }
        top = max(0, min(top, rows.count - height))
    }
}
