import Domain
import Postgres

extension Guests {
    /// Stays by first day, at most `limit` of 1 to 100,000: of the desk all, under zone isolation and for other roles those
    /// of conversations that the reader can read.
    package static func stays(
        _ filter: StayFilter,
        limit: Int,
        for reader: Reader
    ) throws(AccessError) -> Request<[BookedStay]> {
        try stays(nil, filter, limit: limit, for: reader)
    }

    /// A stay with who stays where; none where there is none that the reader can see.
    package static func stay(
        _ id: Identifier<Reservation>,
        for reader: Reader
    ) throws(AccessError) -> Request<[BookedStay]> {
        try stays(id, StayFilter(), limit: 1, for: reader)
    }

    private static func stays(
        _ id: Identifier<Reservation>?,
        _ filter: StayFilter,
        limit: Int,
        for reader: Reader
    ) throws(AccessError) -> Request<[BookedStay]> {
        try reader.require(.readGuests)
        return Request(
            reading: Statement("reservations", SQLFiles.reservations, planned: .once),
            [
                Parameter(id), Parameter(filter.guest), Parameter(filter.property), Parameter(filter.zone),
                Parameter(filter.status), Parameter(filter.from), Parameter(filter.to),
                Parameter(Int32(clamping: limit)),
            ],
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in try BookedStay(row: row) }
            }
        )
    }
}

extension BookedStay {
    fileprivate init(row: Row) throws(DecodingError) {
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
