import Domain

/// The requests about guests, reservations and properties.
package enum RecordsRequest: Sendable, Hashable {
    /// Reads a record to edit.
    case readGuest(Identifier<Guest>)
    case readReservation(Identifier<Reservation>)
    case readProperty(Identifier<Property>)
    /// Reads all conversations of a guest.
    case readGuestConversations(Identifier<Guest>)
    /// Reads who a guest is.
    case readGuestIdentity(GuestSummary)
    /// Joins, parts or keeps apart guests.
    case changeGuests(GuestChange)
    /// Changes a record, given as it was read.
    case editGuest(GuestRecord, to: GuestRecord.Content)
    case editReservation(ReservationRecord, to: ReservationRecord.Content)
    case editProperty(PropertyRecord, to: PropertyRecord.Content)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> RecordsEvent {
        switch self {
        case .readGuest: .guestRead(.failure(failure))
        case .readReservation: .reservationRead(.failure(failure))
        case .readProperty: .propertyRead(.failure(failure))
        case .readGuestConversations: .guestConversationsRead(.failure(failure))
        case .readGuestIdentity(let guest): .guestIdentityRead(guest, .failure(failure))
        case .changeGuests(let change): .guestsChanged(change, .failure(failure))
        case .editGuest, .editReservation, .editProperty: .edited(.failure(failure))
        }
    }
}

/// The responses to `RecordsRequest`; a record is nil if it no longer exists or isn't visible.
package enum RecordsEvent: Sendable {
    /// A record to edit.
    case guestRead(Result<GuestRecord?, Failure>)
    case reservationRead(Result<ReservationRecord?, Failure>)
    case propertyRead(Result<PropertyRecord?, Failure>)
    /// All conversations of a guest, newest first.
    case guestConversationsRead(Result<[GuestConversation], Failure>)
    /// Who a guest is.
    case guestIdentityRead(GuestSummary, Result<GuestIdentity, Failure>)
    /// The result of joining, parting or keeping apart.
    case guestsChanged(GuestChange, Result<Void, Failure>)
    /// The result of a change.
    case edited(Result<Void, Failure>)
}
