import Domain
import Postgres

/// Requests for the list of conversations.
package enum Inbox {
    /// A page of conversations in the inbox's order. `user` is nil only until the server has identified them; row
    /// security applies in any case.
    package static func page(
        _ query: InboxQuery,
        at position: InboxPosition,
        limit: Int,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<[Conversation]> {
        try user?.require(.readConversations)
        let place = Keyset(position, order: query.order)
        var statement = statement(query.order, isBackwards: place.isBackwards)
        var parameters = [
            Parameter(query.states.map(\.label)), Parameter(query.priorities.map(\.rawValue)), Parameter(query.zones),
            Parameter(query.assignment.rawValue), Parameter(place.priority), Parameter(place.lastMessageAt),
            Parameter(place.answerDueAt), Parameter(place.id), Parameter(Int32(clamping: limit)),
        ]
        if !query.filters.isEmpty {
            statement = Statement("inbox_filtered", SQLFiles.inboxFiltered, planned: .once)
            parameters += [Parameter(query.order.rawValue), Parameter(place.isBackwards)] + query.filters.parameters
        }
        return Request(reading: statement, parameters)
    }

    /// The counts of open conversations visible to the user, for the header, the zones and the views.
    package static func counters(for user: CurrentUser?) throws(AccessError) -> Request<InboxCounters> {
        try user?.require(.readConversations)
        return Request(
            reading: Statement("inbox_counters", SQLFiles.inboxCounters, planned: .once),
            decode: { rows throws(DecodingError) in
                InboxCounters(try rows.mapRows { row throws(DecodingError) in try InboxCounters.Entry(row: row) })
            }
        )
    }

    /// The tags of the 2,000 most recently active open conversations visible to the user, most frequent first; at most
    /// 500.
    package static func tagsInUse(for user: CurrentUser?) throws(AccessError) -> Request<[UntrustedText]> {
        try user?.require(.readConversations)
        return Request(
            reading: Statement("tags_in_use", SQLFiles.tagsInUse, planned: .once),
            [Parameter(Int32(500))],
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in try row[0] }
            }
        )
    }

    private static func statement(_ order: InboxOrder, isBackwards: Bool) -> Statement {
        switch (order, isBackwards) {
        case (.priority, false): Statement("inbox_by_priority", SQLFiles.inboxByPriority, planned: .once)
        case (.priority, true): Statement("inbox_by_priority_before", SQLFiles.inboxByPriorityBefore, planned: .once)
        case (.activity, false): Statement("inbox_by_activity", SQLFiles.inboxByActivity, planned: .once)
        case (.activity, true): Statement("inbox_by_activity_before", SQLFiles.inboxByActivityBefore, planned: .once)
        case (.deadline, false): Statement("inbox_by_deadline", SQLFiles.inboxByDeadline, planned: .once)
        case (.deadline, true): Statement("inbox_by_deadline_before", SQLFiles.inboxByDeadlineBefore, planned: .once)
        }
    }
}

/// The keyset bound of a page. Both ends of the inbox are expressed as values beyond any row's.
private struct Keyset {
    let priority: Int16
    let lastMessageAt: Timestamp
    let answerDueAt: Timestamp
    let id: Identifier<Conversation>
    /// Whether the page ends at the bound instead of starting there.
    let isBackwards: Bool

    private static let least = Identifier<Conversation>(high: 0, low: 0)
    private static let greatest = Identifier<Conversation>(high: .max, low: .max)

    init(_ position: InboxPosition, order: InboxOrder) {
        switch position {
        case .first:
            (priority, lastMessageAt, answerDueAt) = (.max, .endOfTime, .beginningOfTime)
            id = Self.greatest
            isBackwards = false
        case .last:
            (priority, lastMessageAt, answerDueAt) = (-1, .beginningOfTime, .endOfTime)
            id = Self.least
            isBackwards = true
        case .after(let cursor), .before(let cursor):
            // By deadline, finished ones come last: their part of the order has a priority below all.
            priority = order == .deadline && !cursor.isOpen ? -1 : cursor.priority.rawValue
            lastMessageAt = cursor.lastMessageAt
            answerDueAt = cursor.answerDueAt ?? .endOfTime
            id = cursor.id
            isBackwards = position == .before(cursor)
        }
    }
}
