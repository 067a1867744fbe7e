import Domain

/// Request about the list of conversations.
package enum InboxRequest: Sendable, Hashable {
    /// Read a page of the inbox.
    case readPage(InboxPageRequest)
    /// Read the counters.
    case readCounters
    /// Read several conversations' rows.
    case readConversations(Set<Identifier<Conversation>>)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> InboxEvent {
        switch self {
        case .readPage(let read): .pageRead(read, .failure(failure))
        case .readCounters: .countersRead(.failure(failure))
        case .readConversations(let ids): .conversationsRead(ids, .failure(failure))
        }
    }
}

/// What happened to the list of conversations.
package enum InboxEvent: Sendable {
    /// A page of the inbox.
    case pageRead(InboxPageRequest, Result<[Conversation], Failure>)
    /// The counters.
    case countersRead(Result<InboxCounters, Failure>)
    /// A notification that conversations changed.
    case conversationsChanged(ChangeNotification)
    /// The requested conversations' rows, without those that aren't visible, or no longer are.
    case conversationsRead(Set<Identifier<Conversation>>, Result<[Conversation], Failure>)
}

/// Request for a page of the inbox.
package struct InboxPageRequest: Sendable, Hashable {
    /// How a page is merged into the list.
    package enum Purpose: Sendable, Hashable {
        /// Replaces all rows.
        case replace
        /// Refreshes the rows from its position on.
        case refresh
        /// Goes below the loaded rows.
        case append
        /// Goes above the loaded rows.
        case prepend
    }

    /// The filter and order of the conversations.
    package var query: InboxQuery
    /// The page's position in them.
    package var position: InboxPosition
    /// The maximum number of rows.
    package var limit: Int
    /// How the page is merged into the list.
    package var purpose: Purpose
    /// Number of the request; responses to older requests are dropped.
    package var requestID: Int
}
