import Domain

/// Request of the message search.
package enum SearchRequest: Sendable, Hashable {
    /// Read a page of results.
    case read(MessageSearchRequest)
    /// Cancel the running search.
    case cancel

    /// Returns the event for a failure; nil if none reports it.
    package func event(for failure: Failure) -> SearchEvent? {
        switch self {
        case .read(let read): .found(read, .failure(failure))
        case .cancel: nil
        }
    }
}

/// Result of the message search.
package enum SearchEvent: Sendable {
    /// A page of results.
    case found(MessageSearchRequest, Result<[FoundMessage], Failure>)
}

/// A request for a page of results.
package struct MessageSearchRequest: Sendable, Hashable {
    /// The search.
    package var search: MessageSearch
    /// The last result of the previous page; nil for the first page.
    package var before: FoundMessage?
    /// The maximum number of results.
    package var limit: Int
    /// Numbers the requests of a search.
    package var requestID: Int
}
