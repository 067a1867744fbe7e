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
        if let template = message.template { return Templates.send(template, as: message) }
        if let failed = message.resends { return Outreach.resend(failed, as: message) }
        return Request(
            writing: Statement("send_message", SQLFiles.sendMessage, planned: .once),
            [
                Parameter(message.id), Parameter(message.conversation), Parameter(message.body),
                Parameter(message.isInternal), Parameter(message.expectedSequence), Parameter(message.waitsForGuest),
            ]
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

    /// The files of a conversation's thread, newest first.
    package static func attachments(
        of conversation: Identifier<Conversation>,
        limit: Int,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<[ConversationAttachment]> {
        try user?.require(.readConversations)
        return Request(
            reading: Statement("conversation_attachments", SQLFiles.conversationAttachments, planned: .once),
            [Parameter(conversation), Parameter(Int32(clamping: limit))]
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

extension MessageReceipt: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let state: String = try row[2]
        self.init(
            sequence: try row[0],
            createdAt: try row[1],
            state: ConversationState(label: state),
            assignee: try row[3],
            wasAlreadySent: try row[4]
        )
    }
}

extension Message: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let sender: String = try row[3]
        let delivery: String? = try row[10]
        let channel: String = try row[13]
        let type: String = try row[6]
        let deletedAt: Timestamp? = try row[25]
        let kind = deletedAt == nil ? MessageKind(label: type) : .deleted
        var details = MessageDetails(kind: kind, pairs: try row[14])
        // What a channel calls `type` in a content stays out of the message's own.
        details.kind = kind
        let isAutomated: Bool = try row[8]
        details.isAutomatic = isAutomated && sender == SenderType.guest.label
        self.init(
            id: try row[0],
            sequence: try row[1],
            sender: try row[2],
            senderType: SenderType(label: sender),
            senderName: try row[4],
            content: try row[5],
            type: type,
            isInternal: try row[7],
            isAutomated: isAutomated,
            attachments: try Attachment.list(names: row[9], types: row[15], sizes: row[16], addresses: row[17]),
            delivery: delivery.flatMap { DeliveryState(rawValue: $0) },
            createdAt: try row[11],
            conversation: try row[12],
            channel: Channel(label: channel),
            details: details,
            reservation: try row[18],
            subject: try row[19],
            copies: try row[20],
            signature: try row[21],
            editedAt: try row[24],
            deletedAt: deletedAt,
            earlierVersions: try row[26],
            failure: try row[27],
            heldUntil: try row[28],
            isWithdrawn: try row[29],
            template: try row[30]
        )
    }
}

extension Attachment {
    fileprivate static func list(
        names: [UntrustedText],
        types: [UntrustedText?],
        sizes: [Int64?],
        addresses: [UntrustedText?]
    ) -> [Attachment] {
        names.indices.map { index in
            Attachment(
                name: names[index],
                contentType: types[index],
                byteSize: sizes[index],
                url: addresses[index]
            )
        }
    }
}

extension ConversationAttachment: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let sender: String = try row[6]
        self.init(
            file: Attachment(name: try row[0], contentType: try row[1], byteSize: try row[2], url: try row[3]),
            sequence: try row[4],
            sentAt: try row[5],
            senderType: SenderType(label: sender),
            senderName: try row[7]
        )
    }
}
