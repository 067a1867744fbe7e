import Domain
import Postgres

/// Requests about who a guest is, and that join records of one guest and part them.
extension Guests {
    /// Who a guest is; empty if the guest doesn't exist or isn't visible to the user.
    package static func identity(
        of guest: GuestSummary,
        for user: CurrentUser
    ) throws(AccessError) -> Request<GuestIdentity> {
        try user.require(.readGuests)
        return Request(
            reading: Statement("guest_identity", SQLFiles.guestIdentity, planned: .once),
            [Parameter(guest.id)],
            decode: { rows throws(DecodingError) in
                var identity = GuestIdentity()
                for row in rows { try identity.add(row, of: guest) }
                return identity
            }
        )
    }

    /// Pairs of records that may be one guest's, newest first, up to the limit.
    package static func proposals(limit: Int, for user: CurrentUser) throws(AccessError) -> Request<[GuestProposal]> {
        try user.require(.writeGuests)
        return Request(
            reading: Statement("guest_duplicates", SQLFiles.guestDuplicates, planned: .once),
            [Parameter(Int32(clamping: limit))]
        )
    }

    /// Joins a record to the one that is kept: conversations, stays and addresses go over. `notFound`: one is gone or not
    /// visible; `conflict`: one was joined meanwhile; `invalidInput`: twice the same.
    package static func join(
        _ other: Identifier<Guest>,
        to kept: Identifier<Guest>,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.writeGuests)
        return Request(
            writing: Statement("join_guests", SQLFiles.joinGuests, planned: .once),
            [Parameter(kept), Parameter(other)]
        )
    }

    /// Parts a record from the guest that it was joined to; what it brought comes back to it. `illegalTransition`:
    /// conversations of both are one thread; `conflict`: it isn't joined any more.
    package static func part(_ other: Identifier<Guest>, by user: CurrentUser) throws(AccessError) -> Request<Void> {
        try user.require(.writeGuests)
        return Request(
            writing: Statement("part_guest", SQLFiles.partGuest, planned: .once),
            [Parameter(other)]
        )
    }

    /// Records that two guests are two people, so that they are not proposed again.
    package static func keepApart(
        _ guest: Identifier<Guest>,
        _ other: Identifier<Guest>,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.writeGuests)
        return Request(
            writing: Statement("keep_guests_apart", SQLFiles.keepGuestsApart, planned: .once),
            [Parameter(guest), Parameter(other)]
        )
    }
}

extension GuestProposal: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            kept: GuestSummary(id: try row[0], name: try row[1], stay: try row[2]),
            other: GuestSummary(id: try row[3], name: try row[4], stay: try row[5]),
            signs: try row[6]
        )
    }
}

extension GuestIdentity {
    /// Adds what a row says of a guest.
    fileprivate mutating func add(_ row: Row, of guest: GuestSummary) throws(DecodingError) {
        let kind: String = try row[0]
        switch kind {
        case "address":
            addresses.append(
                GuestAddress(account: try row[3], address: try row[2], isVerified: try row[6], since: try row[7])
            )
        case "alias": aliases.append(try row[2])
        case "joined":
            let record = GuestSummary(id: try row[1], name: try row[2], stay: nil)
            joined.append(JoinedGuest(guest: record, isByChannel: try row[6], since: try row[7]))
        case "proposal":
            var kept = guest
            kept.stay = try row[4]
            let other = GuestSummary(id: try row[1], name: try row[2], stay: try row[3])
            proposals.append(GuestProposal(kept: kept, other: other, signs: try row[5]))
        default: break
        }
    }
}
