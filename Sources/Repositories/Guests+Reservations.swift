import Domain
import Postgres

extension Guests {
    /// Reservations by check-in, at most `limit` (1 to 100,000). The desk sees all; under zone isolation, and for other
    /// roles, only those of conversations that the user can read.
    package static func reservations(
        matching filter: ReservationFilter,
        limit: Int,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[ReservationListing]> {
        try stays(nil, filter, limit: limit, for: user)
    }

    /// A reservation with its guest and property; nil if it doesn't exist or isn't visible to the user.
    package static func reservationListing(
        _ id: Identifier<Reservation>,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[ReservationListing]> {
        try stays(id, ReservationFilter(), limit: 1, for: user)
    }

    private static func stays(
        _ id: Identifier<Reservation>?,
        _ filter: ReservationFilter,
        limit: Int,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[ReservationListing]> {
        try user.require(.readGuests)
        return Request(
            reading: Statement("reservations", SQLFiles.reservations, planned: .once),
            [
                Parameter(id), Parameter(filter.guest), Parameter(filter.property), Parameter(filter.zone),
                Parameter(filter.status), Parameter(filter.from), Parameter(filter.to),
                Parameter(Int32(clamping: limit)),
            ]
        )
    }
}

extension ReservationListing: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            record: ReservationRecord(
                id: try row[0],
                source: try row[1],
                content: ReservationRecord.Content(
                    checkIn: try row[3],
                    checkOut: try row[4],
                    adults: try row[5],
                    children: try row[6],
                    status: try row[2]
                ),
                version: try row[7]
            ),
            guest: try row[8],
            guestName: try row[9],
            property: try row[10],
            propertyName: try row[11],
            zone: try row[12]
        )
    }
}
