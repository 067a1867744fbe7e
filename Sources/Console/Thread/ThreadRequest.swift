import Domain

/// Request about a conversation and its thread.
package enum ThreadRequest: Sendable, Hashable {
    /// The most stays that are read.
    package static let stayLimit = 50

    /// Read the conversation's row.
    case readConversation(Identifier<Conversation>)
    /// Read a page of its thread.
    case readPage(ThreadPageRequest)
    /// Read the details shown beside its thread.
    case readPanel(Identifier<Conversation>)
    /// Read the stays of its guest that end on a day or later.
    case readStays(Identifier<Guest>, of: Identifier<Conversation>, from: CalendarDay)
    /// Read what happened beside its messages before an entry; the latest if nil.
    case readTimeline(Identifier<Conversation>, before: TimelineEntry?)
    /// Report how far the current user has read: the last message's number in this version of the thread.
    case markRead(Identifier<Conversation>, upTo: Int64, version: Int32)

    /// Returns the event for a failure; nil if none reports it.
    package func event(for failure: Failure) -> ThreadEvent? {
        switch self {
        case .readConversation(let id): .conversationRead(id, .failure(failure))
        case .readPage(let read): .pageRead(read, .failure(failure))
        case .readPanel(let id): .panelRead(id, .failure(failure))
        case .readStays(_, let id, _): .staysRead(id, .failure(failure))
        case .readTimeline(let id, let entry): .timelineRead(id, before: entry, .failure(failure))
        case .markRead: nil
        }
    }
}

/// What was read of a conversation and its thread.
package enum ThreadEvent: Sendable {
    /// The conversation's row; nil if it isn't visible, or no longer is.
    case conversationRead(Identifier<Conversation>, Result<Conversation?, Failure>)
    /// A page of its thread.
    case pageRead(ThreadPageRequest, Result<[Message], Failure>)
    /// The details shown beside its thread.
    case panelRead(Identifier<Conversation>, Result<ConversationDetails, Failure>)
    /// Its guest's stays, by their first day.
    case staysRead(Identifier<Conversation>, Result<[ReservationListing], Failure>)
    /// What happened beside its messages before an entry, newest first.
    case timelineRead(Identifier<Conversation>, before: TimelineEntry?, Result<[TimelineEntry], Failure>)
}

/// Request for a page of a thread.
package struct ThreadPageRequest: Sendable, Hashable {
    /// The conversation whose thread is read.
    package var conversation: Identifier<Conversation>
    /// The page's position in the thread.
    package var position: ThreadPosition
    /// The maximum number of messages.
    package var limit: Int
    /// The thread version that the position's message number belongs to.
    package var version: Int32
}
