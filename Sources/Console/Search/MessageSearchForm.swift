import Domain
import Screen
import Text

/// The message search: its text and its results.
package struct MessageSearchForm: Overlay {
    /// The search text.
    package var field = TextEditor("", .oneLine)
    /// Whether it searches messages older than the default number of days.
    package var isUnlimited = false
    /// The results, newest first.
    package var found: [FoundRow] = []
    /// Whether there may be older results.
    package var hasMore = false
    /// The index of the row under the cursor.
    package var index = 0
    /// The search that `found` belongs to; nil if none was submitted.
    package var submittedSearch: MessageSearch?
    /// The id of the latest request; responses to earlier ones are dropped.
    package var latestRequestID = 0
    /// Whether a request is pending.
    package var isSearching = false
    /// The failure of the last request; nil if it succeeded.
    package var failure: Failure?

    /// The maximum number of rows per page.
    static let limit = 50

    /// Creates an empty search.
    init() {}

    /// The search as currently entered.
    var search: MessageSearch {
        MessageSearch(
            words: field.text,
            days: isUnlimited ? MessageSearch.allDays : MessageSearch.defaultDays
        )
    }

    /// The row that Enter opens; nil if the search has changed since it was submitted.
    var selected: FoundRow? {
        submittedSearch == search && found.indices.contains(index) ? found[index] : nil
    }

    /// Submits the search, from the first page.
    mutating func startSearch() -> MessageSearchRequest {
        submittedSearch = search
        found = []
        index = 0
        hasMore = false
        return requestPage(before: nil)
    }

    /// Moves the cursor; requests the next page if it is near the end.
    mutating func move(by step: Int) -> MessageSearchRequest? {
        index = max(0, min(index + step, found.count - 1))
        return index + 10 >= found.count ? requestNextPage() : nil
    }

    /// Requests the next page of older results; nil if there is none or a request is pending.
    mutating func requestNextPage() -> MessageSearchRequest? {
        guard hasMore, !isSearching, submittedSearch == search, let last = found.last else { return nil }
        return requestPage(before: last.message)
    }

    private mutating func requestPage(before last: FoundMessage?) -> MessageSearchRequest {
        latestRequestID += 1
        isSearching = true
        failure = nil
        return MessageSearchRequest(
            search: submittedSearch ?? search,
            before: last,
            limit: Self.limit,
            requestID: latestRequestID
        )
    }

    /// Stops waiting for the pending response; a late one is dropped.
    mutating func stop() {
        isSearching = false
        latestRequestID += 1
    }

    /// Appends a page of results, or records the failure. Ignores outdated responses.
    mutating func handleResult(_ result: Result<[FoundMessage], Failure>, for read: MessageSearchRequest) {
        guard read.requestID == latestRequestID else { return }
        isSearching = false
        switch result {
        case .success(let page):
            found += page.map { FoundRow($0) }
            hasMore = page.count >= read.limit
        case .failure(let failure):
            self.failure = failure
        }
    }
}

/// A search result with its texts converted to screen cells.
package struct FoundRow: Sendable {
    /// The message found.
    package let message: FoundMessage
    let guest: SafeText
    let property: SafeText
    let sender: SafeText
    let excerpt: SafeText

    init(_ message: FoundMessage) {
        self.message = message
        guest = message.guestName.map { SafeText($0) } ?? .empty
        property = message.propertyName.map { SafeText($0) } ?? .empty
        sender = message.senderName.map { SafeText($0) } ?? .empty
        excerpt = SafeText(message.excerpt)
    }
}
