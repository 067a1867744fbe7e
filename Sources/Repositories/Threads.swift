import Domain
import Postgres

/// The messages of a conversation.
package enum Threads {
    /// A page of a thread, in the thread's order: of a merged one, all its conversations' messages. `version` is the
    /// one of the thread that the position's number is from, nil for whichever; `mergedAnew` where it was put together
    /// anew since.
    package static func page(
        of conversation: Identifier<Conversation>,
        at position: ThreadPosition,
        limit: Int,
        version: Int32? = nil,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<[Message]> {
        try user?.require(.readConversations)
        let (statement, sequence) = place(position)
        return Request(
            reading: statement,
            [
                Parameter(conversation), Parameter(sequence), Parameter(Int32(clamping: limit)), Parameter(version),
            ],
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in try Message(row: row) }
            }
        )
    }

    /// Stores a reply or a note once, whatever number of times it is sent. `assignee` is whose the conversation is as
    /// far as the sender knows; the database looks again.
    package static func send(
        _ message: OutgoingMessage,
        onAssignedTo assignee: Identifier<Person>?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<MessageReceipt> {
        if message.isInternal {
            try user.require(.writeNotes)
        } else {
            try user.require(.reply, assignedTo: assignee)
        }
        return resend(message)
    }

    /// A message that an earlier run left: whose the conversation is isn't known, so only the database decides.
    package static func resend(_ message: OutgoingMessage) -> Request<MessageReceipt> {
        Request(
            writing: Statement("send_message", SQLFiles.sendMessage, planned: .once),
            [
                Parameter(message.id), Parameter(message.conversation), Parameter(message.body),
                Parameter(message.isInternal), Parameter(message.expectedSequence), Parameter(message.waitsForGuest),
            ],
            decode: { rows throws(DecodingError) in
                let row = try rows.single()
                let state: String = try row[2]
                return MessageReceipt(
                    sequence: try row[0],
                    createdAt: try row[1],
                    state: ConversationState(label: state),
                    assignee: try row[3],
                    wasAlreadySent: try row[4]
                )
            }
        )
    }

    /// Notes how far the user has read; never moves back. `version` as for a page.
    package static func markRead(
        _ conversation: Identifier<Conversation>,
        upTo sequence: Int64,
        version: Int32? = nil,
        by user: CurrentUser?
    ) throws(AccessError) -> Request<Void> {
        try user?.require(.readConversations)
        return Request(
            writing: Statement("mark_read", SQLFiles.markRead, planned: .once),
            [Parameter(conversation), Parameter(sequence), Parameter(version)],
            decode: { _ throws(DecodingError) in }
        )
    }

    /// The number that a message has in its thread now; nil where the user can't read it.
    package static func number(
        of message: Identifier<Message>,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<Int64?> {
        try user?.require(.readConversations)
        return Request(
            reading: Statement("thread_message_number", SQLFiles.threadMessageNumber, planned: .once),
            [Parameter(message)],
            decode: { rows throws(DecodingError) -> Int64? in try rows.first?[0] }
        )
    }

    private static func place(_ position: ThreadPosition) -> (Statement, Int64?) {
        switch position {
        case .last: (Statement("thread_page_before", SQLFiles.threadPageBefore, planned: .once), nil)
        case .before(let sequence):
            (Statement("thread_page_before", SQLFiles.threadPageBefore, planned: .once), sequence)
        case .after(let sequence): (Statement("thread_page_after", SQLFiles.threadPageAfter, planned: .once), sequence)
        }
    }
}

extension Message {
    fileprivate init(row: Row) throws(DecodingError) {
        let sender: String = try row[3]
        let delivery: String? = try row[10]
        let channel: String = try row[13]
        self.init(
            id: try row[0],
            sequence: try row[1],
            sender: try row[2],
            senderType: SenderType(label: sender),
            senderName: try row[4],
            content: try row[5],
            type: try row[6],
            isInternal: try row[7],
            isAutomated: try row[8],
            attachments: try row[9],
            delivery: delivery.flatMap { DeliveryState(rawValue: $0) },
            createdAt: try row[11],
            conversation: try row[12],
            channel: Channel(label: channel)
        )
    }
}
