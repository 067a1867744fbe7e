import Domain

/// What the console asks the server for about guests, stays and properties.
package enum RecordsRequest: Sendable, Hashable {
    /// The record to change.
    case readGuest(Identifier<Guest>)
    case readReservation(Identifier<Reservation>)
    case readProperty(Identifier<Property>)
    /// All conversations of a guest.
    case readGuestConversations(Identifier<Guest>)
    /// A change of the record as it was read.
    case editGuest(GuestRecord, to: GuestRecord.Content)
    case editReservation(ReservationRecord, to: ReservationRecord.Content)
    case editProperty(PropertyRecord, to: PropertyRecord.Content)

    /// The answer where it couldn't be done.
    package func response(for failure: Failure) -> RecordsResponse {
        switch self {
        case .readGuest: .guestRead(.failure(failure))
        case .readReservation: .reservationRead(.failure(failure))
        case .readProperty: .propertyRead(.failure(failure))
        case .readGuestConversations: .guestConversationsRead(.failure(failure))
        case .editGuest, .editReservation, .editProperty: .edited(.failure(failure))
        }
    }
}

/// What the server answered; a record is nil where it is gone or out of sight.
package enum RecordsResponse: Sendable {
    /// The record to change.
    case guestRead(Result<GuestRecord?, Failure>)
    case reservationRead(Result<ReservationRecord?, Failure>)
    case propertyRead(Result<PropertyRecord?, Failure>)
    /// All conversations of a guest, newest first.
    case guestConversationsRead(Result<[GuestConversation], Failure>)
    /// A record was changed, or wasn't.
    case edited(Result<Void, Failure>)
}
