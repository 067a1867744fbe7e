import Domain
import Postgres

/// Decodes conversations from the columns of the inbox statements, in their order.
extension Conversation: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let state: String = try row[1]
        let priority: String = try row[2]
        let channel: String = try row[3]
        let sender: String? = try row[18]
        let parts: [Identifier<Conversation>] = try row[27]
        let channels: [String] = try row[28]
        let times: [Timestamp?] = try row[29]
        self.init(
            id: try row[0],
            state: ConversationState(label: state),
            priority: Priority(label: priority),
            channel: Channel(label: channel),
            journeyPhase: try row[4],
            subject: try row[5],
            tags: try row[6],
            assignee: try row[7],
            assigneeName: try row[8],
            zone: try row[9],
            guest: try row[10],
            guestName: try row[11],
            guestCountry: try row[12],
            propertyName: try row[13],
            checkIn: try row[14],
            checkOut: try row[15],
            lastMessageAt: try row[16],
            lastMessage: try row[17],
            lastSender: sender.map { SenderType(label: $0) },
            lastSequence: try row[19],
            unread: try row[20],
            answerDueAt: try row[21],
            assignVersion: try row[22],
            createdAt: try row[23],
            owedSince: try row[24],
            targetDueAt: try row[25],
            lastGuestAt: try row[26],
            parts: zip(parts, zip(channels, times)).map { id, rest in
                ThreadPart(id: id, channel: Channel(label: rest.0), lastGuestAt: rest.1)
            },
            threadVersion: try row[30],
            lastMessageDetails: MessageDetails(pairs: try row[31]),
            failedSince: try row[32]
        )
    }
}

extension InboxCounters.Entry: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let state: String = try row[1]
        let priority: Int16 = try row[2]
        self.init(
            zone: try row[0],
            state: ConversationState(label: state),
            priority: Priority(rawValue: priority) ?? .medium,
            count: try row[3],
            mine: try row[4],
            unassigned: try row[5],
            late: try row[6]
        )
    }
}
