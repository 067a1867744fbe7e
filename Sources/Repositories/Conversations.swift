import Domain
import Postgres

/// Requests for a single conversation: its row, its details, and changes to it.
package enum Conversations {
    /// The conversation's row; nil if it isn't visible to the user.
    package static func find(
        _ id: Identifier<Conversation>,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<Conversation?> {
        try user?.require(.readConversations)
        return Request(reading: Statement("conversation", SQLFiles.conversation, planned: .once), [Parameter(id)])
    }

    /// The rows of conversations as in the inbox; for a merged one, its head's row. Omits those that aren't visible to
    /// the user.
    package static func find(
        _ ids: Set<Identifier<Conversation>>,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<[Conversation]> {
        try user?.require(.readConversations)
        return Request(
            reading: Statement("conversations", SQLFiles.conversations, planned: .once),
            [Parameter(Array(ids))]
        )
    }

    /// The guest, reservation and property of a conversation; empty if it isn't visible.
    package static func details(
        of id: Identifier<Conversation>,
        for user: CurrentUser?
    ) throws(AccessError) -> Request<ConversationDetails> {
        try user?.require(.readGuests)
        return Request(
            reading: Statement("conversation_panel", SQLFiles.conversationPanel, planned: .once),
            [Parameter(id)],
            decode: { rows throws(DecodingError) in
                guard let row = try rows.atMostOne() else {
                    return ConversationDetails(guest: nil, reservation: nil, property: nil, conversationCount: 0)
                }
                return try ConversationDetails(row: row)
            }
        )
    }

    /// Claims an unassigned conversation.
    package static func claim(
        _ id: Identifier<Conversation>,
        assignedTo assignee: Identifier<Person>?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.claim, assignedTo: assignee)
        return change(Statement("claim", SQLFiles.claim, planned: .once), [Parameter(id)])
    }

    /// Releases one of the user's conversations to the queue.
    package static func release(
        _ id: Identifier<Conversation>,
        assignedTo assignee: Identifier<Person>?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.release, assignedTo: assignee)
        return change(Statement("release", SQLFiles.release, planned: .once), [Parameter(id)])
    }

    /// Changes the state manually; archiving requires its own right. `lastSeen` is the sequence number of the last
    /// message the user saw, nil to skip the check. `outdated`: the state would finish the conversation, and the guest
    /// has written since.
    package static func setState(
        _ state: ConversationState,
        of id: Identifier<Conversation>,
        lastSeen: Int64? = nil,
        assignedTo assignee: Identifier<Person>?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(state == .archivee ? .archive : .changeState, assignedTo: assignee)
        return change(
            Statement("set_state", SQLFiles.setState, planned: .once),
            [Parameter(id), Parameter(state.label), Parameter(lastSeen)]
        )
    }

    /// Changes the priority.
    package static func setPriority(
        _ priority: Priority,
        of id: Identifier<Conversation>,
        assignedTo assignee: Identifier<Person>?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.changePriority, assignedTo: assignee)
        return change(
            Statement("set_priority", SQLFiles.setPriority, planned: .once),
            [Parameter(id), Parameter(priority.label)]
        )
    }

    /// Replaces the tags.
    package static func setTags(
        _ tags: [String],
        of id: Identifier<Conversation>,
        assignedTo assignee: Identifier<Person>?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.changeTags, assignedTo: assignee)
        return change(Statement("set_tags", SQLFiles.setTags, planned: .once), [Parameter(id), Parameter(tags)])
    }

    /// Notifies listeners that a conversation changed, or, with nil, that many did. Sent after the change, in a
    /// transaction of its own.
    package static func announce(_ id: Identifier<Conversation>?) -> Request<Void> {
        change(Statement("broadcast_conversation", SQLFiles.broadcastConversation, planned: .once), [Parameter(id)])
    }

    private static func change(_ statement: Statement, _ parameters: [Parameter]) -> Request<Void> {
        Request(writing: statement, parameters)
    }
}

extension ConversationDetails: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let guest: Identifier<Guest>? = try row[0]
        let reservation: Identifier<Reservation>? = try row[5]
        let property: Identifier<Property>? = try row[11]
        self.init(
            guest: try guest.map { id throws(DecodingError) in
                Guest(
                    id: id,
                    name: try row[1],
                    firstName: try row[17],
                    lastName: try row[18],
                    email: try row[2],
                    phone: try row[3],
                    country: try row[4],
                    language: try row[19],
                    claims: try row[20],
                    addresses: try Self.addresses(row)
                )
            },
            reservation: try reservation.map { id throws(DecodingError) in
                Reservation(
                    id: id,
                    source: try row[6],
                    status: try row[7],
                    checkIn: try row[8],
                    checkOut: try row[9],
                    guests: try row[10]
                )
            },
            property: try property.map { id throws(DecodingError) in
                Property(
                    id: id,
                    name: try row[12],
                    address: try row[13],
                    zone: try row[14],
                    amenities: try row[15],
                    accessNotes: try row[26]
                )
            },
            conversationCount: try row[16],
            signature: try row[21]
        )
    }

    private static func addresses(_ row: Row) throws(DecodingError) -> [GuestAddress] {
        let accounts: [UntrustedText] = try row[22] ?? []
        let addresses: [UntrustedText] = try row[23] ?? []
        let verified: [Bool] = try row[24] ?? []
        let since: [Timestamp] = try row[25] ?? []
        return zip(zip(accounts, addresses), zip(verified, since)).map { place, known in
            GuestAddress(account: place.0, address: place.1, isVerified: known.0, since: known.1)
        }
    }
}
