import Domain
import Postgres

/// Requests for full-text search in messages.
package enum Search {
    /// At most 200 matching messages, newest first; only those older than `last` if given.
    package static func messages(
        _ search: MessageSearch,
        before last: FoundMessage? = nil,
        limit: Int,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<[FoundMessage]> {
        try user?.require(.readConversations)
        return Request(
            reading: Statement("search_messages", SQLFiles.searchMessages, planned: .once),
            [
                Parameter(search.words),
                Parameter(search.zones),
                Parameter(Int32(clamping: search.days)),
                Parameter(last?.createdAt ?? .endOfTime),
                Parameter(last?.id ?? Identifier<Message>(high: .max, low: .max)),
                Parameter(Int32(clamping: limit)),
            ]
        )
    }
}

extension FoundMessage: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let sender: String = try row[4]
        let state: String = try row[8]
        self.init(
            id: try row[0],
            conversation: try row[1],
            sequence: try row[2],
            createdAt: try row[3],
            sender: SenderType(label: sender),
            senderName: try row[5],
            isInternal: try row[6],
            excerpt: try row[7],
            state: ConversationState(label: state),
            guestName: try row[9],
            propertyName: try row[10]
        )
    }
}
