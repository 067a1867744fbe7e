import Domain
import Postgres

/// Requests for the messages of a conversation.
package enum Threads {
    /// A page of a thread in its order, including merged conversations. `version` is the thread version of the
    /// position's sequence number, nil for any; `mergeChanged` if the thread was merged or unmerged since.
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
            ]
        )
    }

    /// Stores a reply or note exactly once, however often it is sent. `assignee` is the assignee known to the sender;
    /// the database checks again.
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

    /// Sends a message left over from an earlier run. Its assignee is unknown, so only the database checks.
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

    /// Marks messages as read up to a sequence number; never moves back. `version` as for `page`.
    package static func markRead(
        _ conversation: Identifier<Conversation>,
        upTo sequence: Int64,
        version: Int32? = nil,
        by user: CurrentUser?
    ) throws(AccessError) -> Request<Void> {
        try user?.require(.readConversations)
        return Request(
            writing: Statement("mark_read", SQLFiles.markRead, planned: .once),
            [Parameter(conversation), Parameter(sequence), Parameter(version)]
        )
    }

    /// A message's current sequence number in its thread; nil if the user can't read it.
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

extension Message: RowDecodable {
    init(row: Row) throws(DecodingError) {
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
