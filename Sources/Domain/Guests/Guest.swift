/// A guest with what the desk knows of them.
package struct Guest: Sendable, Hashable {
    /// Who it is.
    package var id: Identifier<Guest>
    /// First and last name.
    package var name: UntrustedText?
    /// First name; nil where unknown.
    package var firstName: UntrustedText?
    /// Last name; nil where unknown.
    package var lastName: UntrustedText?
    /// E-mail address.
    package var email: UntrustedText?
    /// Telephone number.
    package var phone: UntrustedText?
    /// The language to write in, by ISO 639; nil where nobody said it.
    package var language: String?
    /// Country, as the channel wrote it.
    package var country: UntrustedText?
    /// How they say that they can be reached, where nobody vouches for it.
    package var unverifiedContacts: [UntrustedText]

    /// A guest from its columns.
    package init(
        id: Identifier<Guest>,
        name: UntrustedText?,
        firstName: UntrustedText? = nil,
        lastName: UntrustedText? = nil,
        email: UntrustedText?,
        phone: UntrustedText?,
        country: UntrustedText?,
        language: String? = nil,
        claims: [UntrustedText] = []
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
    }
}

/// A stay that a guest booked.
package struct Reservation: Sendable, Hashable {
    /// Who it is.
    package var id: Identifier<Reservation>
    /// Where it was booked (booking, airbnb …).
    package var source: UntrustedText?
    /// Its state, by its label.
    package var status: UntrustedText?
    /// First day.
    package var checkIn: CalendarDay?
    /// Last day.
    package var checkOut: CalendarDay?
    /// Adults and children together; nil where unknown.
    package var guests: Int32?

    /// A reservation from its columns.
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
    /// Who it is.
    package var id: Identifier<Property>
    /// Its name.
    package var name: UntrustedText
    /// Its address.
    package var address: UntrustedText
    /// Its zone, by its label; nil where none was given.
    package var zone: String?
    /// What it has, by name.
    package var amenities: [UntrustedText]

    /// A property from its columns.
    package init(
        id: Identifier<Property>,
        name: UntrustedText,
        address: UntrustedText,
        zone: String?,
        amenities: [UntrustedText]
    ) {
        self.id = id
        self.name = name
        self.address = address
        self.zone = zone
        self.amenities = amenities
    }
}

/// What stands beside a thread: its guest, stay and property, as far as there are any.
package struct ConversationDetails: Sendable, Hashable {
    /// The guest.
    package var guest: Guest?
    /// The stay.
    package var reservation: Reservation?
    /// The property.
    package var property: Property?
    /// How many conversations this guest has had that the user may see.
    package var conversationCount: Int64

    /// Whether all that is known of the guest is what they say: there is no stay, and nobody vouches for an address.
    package var isUnverified: Bool {
        guard reservation == nil, let guest else { return false }
        return !guest.unverifiedContacts.isEmpty && guest.email == nil && guest.phone == nil
    }

    /// A panel from its parts.
    package init(guest: Guest?, reservation: Reservation?, property: Property?, conversationCount: Int64) {
        self.guest = guest
        self.reservation = reservation
        self.property = property
        self.conversationCount = conversationCount
    }
}
