import Domain
import Postgres

/// Requests for guests and their reservations. A change names the version that was read.
package enum Guests {
    /// A guest; nil if it doesn't exist or isn't visible to the user.
    package static func find(
        _ id: Identifier<Guest>,
        for user: CurrentUser
    ) throws(AccessError) -> Request<GuestRecord?> {
        try user.require(.readGuests)
        return Request(reading: Statement("guest", SQLFiles.guest, planned: .once), [Parameter(id)])
    }

    /// Updates a guest. `notFound`: gone or not visible; `conflict`: changed since; `invalidInput`: an invalid field.
    package static func edit(
        _ record: GuestRecord,
        to content: GuestRecord.Content,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.writeGuests)
        return Request(
            writing: Statement("edit_guest", SQLFiles.editGuest, planned: .once),
            [
                Parameter(record.id), Parameter(record.version), Parameter(content.firstName),
                Parameter(content.lastName), Parameter(content.email.isEmpty ? nil : content.email),
                Parameter(content.phone), Parameter(content.country), Parameter(content.language),
            ]
        )
    }

    /// The guest's conversations that the user can read, newest first, up to the limit.
    package static func conversations(
        of id: Identifier<Guest>,
        limit: Int,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[GuestConversation]> {
        try user.require(.readGuests)
        return Request(
            reading: Statement("guest_conversations", SQLFiles.guestConversations, planned: .once),
            [Parameter(id), Parameter(Int32(clamping: limit))]
        )
    }

    /// A reservation; nil if it doesn't exist or isn't visible to the user.
    package static func reservation(
        _ id: Identifier<Reservation>,
        for user: CurrentUser
    ) throws(AccessError) -> Request<ReservationRecord?> {
        try user.require(.readGuests)
        return Request(reading: Statement("reservation", SQLFiles.reservation, planned: .once), [Parameter(id)])
    }

    /// Updates a reservation. `notFound`: gone or not visible; `conflict`: changed since; `invalidInput`: an invalid
    /// field.
    package static func edit(
        _ record: ReservationRecord,
        to content: ReservationRecord.Content,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.writeGuests)
        return Request(
            writing: Statement("edit_reservation", SQLFiles.editReservation, planned: .once),
            [
                Parameter(record.id), Parameter(record.version), Parameter(content.checkIn),
                Parameter(content.checkOut), Parameter(content.adults), Parameter(content.children),
                Parameter(content.status),
            ]
        )
    }
}

extension GuestRecord: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let texts: [String?] = [try row[1], try row[2], try row[3], try row[4], try row[5]]
        let written = texts.map { $0 ?? "" }
        self.init(
            id: try row[0],
            content: Content(
                firstName: written[0],
                lastName: written[1],
                email: written[2],
                phone: written[3],
                country: written[4],
                language: try row[6]
            ),
            version: try row[7],
            claims: try row[8]
        )
    }
}

extension ReservationRecord: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            id: try row[0],
            source: try row[1],
            content: Content(
                checkIn: try row[3],
                checkOut: try row[4],
                adults: try row[5],
                children: try row[6],
                status: try row[2]
            ),
            version: try row[7]
        )
    }
}

extension GuestConversation: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let channel: String = try row[1]
        let state: String = try row[2]
        self.init(
            id: try row[0],
            channel: Channel(label: channel),
            state: ConversationState(label: state),
            propertyName: try row[3],
            checkIn: try row[4],
            checkOut: try row[5],
            createdAt: try row[6],
            lastMessageAt: try row[7],
            lastMessage: try row[8],
            messages: try row[9],
            head: try row[10],
            members: try row[11],
            lastNumber: try row[12],
            lastMessageDetails: MessageDetails(pairs: try row[13])
        )
    }
}
