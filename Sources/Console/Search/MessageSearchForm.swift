import Domain
import Text

/// A search among messages: what was typed, and what it found.
package struct MessageSearchForm: Sendable {
    /// What was typed.
    package var field = TextEditor("", .oneLine)
    /// Whether it looks further back than the usual days.
    package var isUnlimited = false
    /// What was found, newest first.
    package var found: [FoundRow] = []
    /// Whether there is more to be found further back.
    package var hasMore = false
    /// The place of the row under the cursor.
    package var index = 0
    /// What `found` is the answer to; nil while nothing was asked.
    package var submittedSearch: MessageSearch?
    /// Counts the questions; answers to older ones are dropped.
    package var latestRequestID = 0
    /// Whether an answer is awaited.
    package var isSearching = false
    /// Why the last question wasn't answered; nil where it was.
    package var failure: Failure?

    /// Rows that an answer brings at most.
    static let limit = 50

    /// A search that nothing was typed for yet.
    init() {}

    /// What would be asked now.
    var search: MessageSearch {
        MessageSearch(
            words: field.text,
            days: isUnlimited ? MessageSearch.allDays : MessageSearch.defaultDays
        )
    }

    /// The row that Enter opens; nil where what was typed hasn't been asked.
    var selected: FoundRow? {
        submittedSearch == search && found.indices.contains(index) ? found[index] : nil
    }

    /// Asks for what was typed, from the beginning.
    mutating func startSearch() -> MessageSearchRequest {
        submittedSearch = search
        found = []
        index = 0
        hasMore = false
        return requestPage(before: nil)
    }

    /// Moves the cursor; asks for more where it comes near to the end.
    mutating func move(by step: Int) -> MessageSearchRequest? {
        index = max(0, min(index + step, found.count - 1))
        return index + 10 >= found.count ? requestNextPage() : nil
    }

    /// Asks for what lies further back; nil where there is nothing, or an answer is awaited.
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

    /// Waits for no answer any more; one that comes nevertheless is dropped.
    mutating func stop() {
        isSearching = false
        latestRequestID += 1
    }

    /// Takes an answer in.
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

/// A question for messages.
package struct MessageSearchRequest: Sendable, Hashable {
    /// What to look for.
    package var search: MessageSearch
    /// Where the page begins: behind this one; nil for the latest.
    package var before: FoundMessage?
    /// At most so many.
    package var limit: Int
    /// Counts the questions of a search.
    package var requestID: Int
}

/// A found message with its texts ready for cells.
package struct FoundRow: Sendable {
    /// The message.
    package let message: FoundMessage
    let guest: SafeText
    let property: SafeText
    let sender: SafeText
    let excerpt: SafeText

    init(_ message: FoundMessage) {
        self.message = message
        guest = message.guestName.map { SafeText($0) } ?? .empty
        property = message.propertyName.map { SafeText($0) } ?? .empty
        sender = message.senderName.map { SafeText($0) } ?? SafeText(UntrustedText(message.sender.label))
        excerpt = SafeText(message.excerpt)
    }
}
