/// A guest as the desk knows them.
package struct Guest: Sendable, Hashable {
    /// The guest's id.
    package var id: Identifier<Guest>
    /// First and last name.
    package var name: UntrustedText?
    /// First name; nil if unknown.
    package var firstName: UntrustedText?
    /// Last name; nil if unknown.
    package var lastName: UntrustedText?
    /// E-mail address.
    package var email: UntrustedText?
    /// Telephone number.
    package var phone: UntrustedText?
    /// The preferred language as an ISO 639 code; nil if unknown.
    package var language: String?
    /// Country, as the channel sent it.
    package var country: UntrustedText?
    /// The guest's unverified contacts.
    package var unverifiedContacts: [UntrustedText]
    /// The addresses from which the guest writes, newest first.
    package var addresses: [GuestAddress]

    /// Creates a guest from its columns.
    package init(
        id: Identifier<Guest>,
        name: UntrustedText?,
        firstName: UntrustedText? = nil,
        lastName: UntrustedText? = nil,
        email: UntrustedText?,
        phone: UntrustedText?,
        country: UntrustedText?,
        language: String? = nil,
        claims: [UntrustedText] = [],
        addresses: [GuestAddress] = []
    ) {
        self.id = id
        self.name = name
        self.firstName = firstName
        self.lastName = lastName
        self.email = email
        self.phone = phone
        self.country = country
        self.language = language
        self.unverifiedContacts = claims
        self.addresses = addresses
    }
}

/// A guest's reservation.
package struct Reservation: Sendable, Hashable {
    /// The reservation's id.
    package var id: Identifier<Reservation>
    /// The booking source (booking, airbnb …).
    package var source: UntrustedText?
    /// The state, by its label.
    package var status: UntrustedText?
    /// The check-in.
    package var checkIn: CalendarDay?
    /// The check-out.
    package var checkOut: CalendarDay?
    /// Adults and children; nil if unknown.
    package var guests: Int32?

    /// Whether it is cancelled.
    package var isCancelled: Bool { status?.original == "cancelled" }

    /// Creates a reservation from its columns.
    package init(
        id: Identifier<Reservation>,
        source: UntrustedText?,
        status: UntrustedText?,
        checkIn: CalendarDay?,
        checkOut: CalendarDay?,
        guests: Int32?
    ) {
        self.id = id
        self.source = source
        self.status = status
        self.checkIn = checkIn
        self.checkOut = checkOut
        self.guests = guests
    }
}

/// An apartment or riad of the company.
package struct Property: Sendable, Hashable {
    /// The property's id.
    package var id: Identifier<Property>
    /// Its name.
    package var name: UntrustedText
    /// Its address.
    package var address: UntrustedText
    /// Its zone label; nil if it has none.
    package var zone: String?
    /// The names of its amenities.
    package var amenities: [UntrustedText]
    /// How to get in: codes, keys, whom to call; nil if nobody wrote it down.
    package var accessNotes: UntrustedText?

    /// Creates a property from its columns.
    package init(
        id: Identifier<Property>,
        name: UntrustedText,
        address: UntrustedText,
        zone: String?,
        amenities: [UntrustedText],
        accessNotes: UntrustedText? = nil
    ) {
        self.id = id
        self.name = name
        self.address = address
        self.zone = zone
        self.amenities = amenities
        self.accessNotes = accessNotes
    }
}

/// The details shown beside a thread: guest, reservation and property, as far as they exist.
package struct ConversationDetails: Sendable, Hashable {
    /// The guest.
    package var guest: Guest?
    /// The reservation.
    package var reservation: Reservation?
    /// The property.
    package var property: Property?
    /// The number of this guest's conversations visible to the current user.
    package var conversationCount: Int64
    /// What replies are signed with on the account that the guest wrote to last; nil if with nothing.
    package var signature: UntrustedText?

    /// The guest beside others; nil without a guest.
    package var guestSummary: GuestSummary? {
        guest.map { guest in
            let days = [reservation?.checkIn, reservation?.checkOut].compactMap { $0?.iso }.joined(separator: " – ")
            let stay = [property?.name.original, days].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
            return GuestSummary(id: guest.id, name: guest.name, stay: stay.isEmpty ? nil : UntrustedText(stay))
        }
    }

    /// Whether nothing about the guest is verified: no reservation, and no verified address.
    package var isUnverified: Bool {
        guard reservation == nil, let guest else { return false }
        return !guest.unverifiedContacts.isEmpty && guest.email == nil && guest.phone == nil
    }

    /// Creates the details from their parts.
    package init(
        guest: Guest?,
        reservation: Reservation?,
        property: Property?,
        conversationCount: Int64,
        signature: UntrustedText? = nil
    ) {
        self.guest = guest
        self.reservation = reservation
        self.property = property
        self.conversationCount = conversationCount
        self.signature = signature
    }
}
