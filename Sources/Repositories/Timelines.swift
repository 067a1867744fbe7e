import Domain
import Postgres

/// Requests for what happened to a conversation beside its messages.
package enum Timelines {
    /// The last entries before another, or the last of all if nil, newest first; of a merged conversation, its head's.
    /// Empty if the conversation isn't visible to the user.
    package static func page(
        of id: Identifier<Conversation>,
        before entry: TimelineEntry? = nil,
        limit: Int,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<[TimelineEntry]> {
        try user?.require(.readConversations)
        return Request(
            reading: Statement("conversation_timeline", SQLFiles.conversationTimeline, planned: .once),
            [Parameter(id), Parameter(entry?.at), Parameter(entry?.key), Parameter(Int32(clamping: limit))],
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in try TimelineEntry(row: row) }
            }
        )
    }
}

extension TimelineEntry {
    fileprivate init(row: Row) throws(DecodingError) {
        self.init(
            at: try row[0],
            key: try row[1],
            event: try Event(row: row),
            actor: try row[4],
            actorName: try row[5]
        )
    }
}

extension TimelineEntry.Event {
    fileprivate init(row: Row) throws(DecodingError) {
        let kind: String = try row[2]
        let step = try ConversationStep(row: row)
        let channel: String? = try row[17]
        switch kind {
        case "assignment":
            let action: String = try row[3]
            self = .assignment(
                AssignmentAction(label: action),
                from: Assignee(person: try row[6], name: try row[7], role: try row[8]),
                to: Assignee(person: try row[9], name: try row[10], role: try row[11]),
                reason: try row[12],
                step
            )
        case "merge": self = .merge(Channel(label: channel ?? ""))
        case "unmerge": self = .unmerge(Channel(label: channel ?? ""))
        case "late": self = .late
        default: self = .change(step)
        }
    }
}

extension ConversationStep {
    fileprivate init(row: Row) throws(DecodingError) {
        let states: (from: String?, to: String?) = (try row[13], try row[14])
        let priorities: (from: String?, to: String?) = (try row[15], try row[16])
        self.init(
            state: Values(
                from: states.from.map { ConversationState(label: $0) },
                to: states.to.map { ConversationState(label: $0) }
            ),
            priority: Values(
                from: priorities.from.map { Priority(label: $0) },
                to: priorities.to.map { Priority(label: $0) }
            )
        )
    }
}
