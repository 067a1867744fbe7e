/// A guest as the desk can change them.
package struct GuestRecord: Sendable, Hashable {
    /// What can be written; empty for nothing.
    package struct Content: Sendable, Hashable {
        /// At most 100 characters each.
        package var firstName, lastName, phone, country: String
        /// With an @, at most 320 characters.
        package var email: String
        /// By ISO 639; nil where nobody said it.
        package var language: String?

        /// The content from its parts.
        package init(
            firstName: String,
            lastName: String,
            email: String,
            phone: String,
            country: String,
            language: String?
        ) {
            self.firstName = firstName
            self.lastName = lastName
            self.email = email
            self.phone = phone
            self.country = country
            self.language = language
        }
    }

    /// Who it is.
    package var id: Identifier<Guest>
    /// As it was read.
    package var content: Content
    /// Names the row as it was read: a change of another one is refused.
    package var version: Int64
    /// How they say that they can be reached, where nobody vouches for it.
    package var claims: [UntrustedText]

    /// A record from its columns.
    package init(id: Identifier<Guest>, content: Content, version: Int64, claims: [UntrustedText] = []) {
        self.id = id
        self.content = content
        self.version = version
        self.claims = claims
    }
}

/// A stay as the desk can change it.
package struct ReservationRecord: Sendable, Hashable {
    /// What can be written.
    package struct Content: Sendable, Hashable {
        /// First day, and the day of leaving, which comes after it.
        package var checkIn, checkOut: CalendarDay
        /// 0 to 100; nil where unknown.
        package var adults, children: Int16?
        /// pending, confirmed or cancelled.
        package var status: String

        /// The content from its parts.
        package init(checkIn: CalendarDay, checkOut: CalendarDay, adults: Int16?, children: Int16?, status: String) {
            self.checkIn = checkIn
            self.checkOut = checkOut
            self.adults = adults
            self.children = children
            self.status = status
        }
    }

    /// The states that a reservation can be in, by their labels.
    package static let statuses = ["pending", "confirmed", "cancelled"]

    /// Which it is.
    package var id: Identifier<Reservation>
    /// Where it was booked, by its label.
    package var source: UntrustedText
    /// As it was read.
    package var content: Content
    /// Names the row as it was read: a change of another one is refused.
    package var version: Int64

    /// A record from its columns.
    package init(id: Identifier<Reservation>, source: UntrustedText, content: Content, version: Int64) {
        self.id = id
        self.source = source
        self.content = content
        self.version = version
    }
}

/// A stay in a list: who stays where.
package struct ReservationListing: Sendable, Hashable {
    /// The stay.
    package var record: ReservationRecord
    /// Whose it is.
    package var guest: Identifier<Guest>
    /// Their name; nil where there is none.
    package var guestName: UntrustedText?
    /// Where; nil for users who may not read properties.
    package var property: Identifier<Property>?
    /// What that is called; nil as above.
    package var propertyName: UntrustedText?
    /// Its zone, by its label; nil as above, and where it has none.
    package var zone: String?

    /// A stay from its columns.
    package init(
        record: ReservationRecord,
        guest: Identifier<Guest>,
        guestName: UntrustedText?,
        property: Identifier<Property>?,
        propertyName: UntrustedText?,
        zone: String?
    ) {
        self.record = record
        self.guest = guest
        self.guestName = guestName
        self.property = property
        self.propertyName = propertyName
        self.zone = zone
    }
}

/// Which stays to list; nil for what isn't asked.
package struct ReservationFilter: Sendable, Hashable {
    /// Whose.
    package var guest: Identifier<Guest>?
    /// Where.
    package var property: Identifier<Property>?
    /// In which zone, by its label.
    package var zone: String?
    /// One of `ReservationRecord.statuses`.
    package var status: String?
    /// Those that end on that day or later.
    package var from: CalendarDay?
    /// Those that begin on that day or before.
    package var to: CalendarDay?

    /// A filter of these, and else of nothing.
    package init(
        guest: Identifier<Guest>? = nil,
        property: Identifier<Property>? = nil,
        zone: String? = nil,
        status: String? = nil,
        from: CalendarDay? = nil,
        to: CalendarDay? = nil
    ) {
        self.guest = guest
        self.property = property
        self.zone = zone
        self.status = status
        self.from = from
        self.to = to
    }
}

/// A property as superviseur and above can change it.
package struct PropertyRecord: Sendable, Hashable {
    /// What can be written.
    package struct Content: Sendable, Hashable {
        /// At most 200 characters.
        package var name: String
        /// At most 500 characters.
        package var address: String
        /// Its zone, by its label; nil for none.
        package var zone: String?
        /// What it has, by name, in order: at most 100 of 60 characters.
        package var amenities: [String]

        /// The content from its parts.
        package init(name: String, address: String, zone: String?, amenities: [String]) {
            self.name = name
            self.address = address
            self.zone = zone
            self.amenities = amenities
        }
    }

    /// Which it is.
    package var id: Identifier<Property>
    /// As it was read.
    package var content: Content
    /// Names the row as it was read: a change of another one is refused.
    package var version: Int64

    /// A record from its columns.
    package init(id: Identifier<Property>, content: Content, version: Int64) {
        self.id = id
        self.content = content
        self.version = version
    }
}

/// A conversation among all those of its guest.
package struct GuestConversation: Sendable, Hashable {
    /// Which it is.
    package var id: Identifier<Conversation>
    /// The way the guest wrote.
    package var channel: Channel
    /// Where it stands.
    package var state: ConversationState
    /// The property of its stay.
    package var propertyName: UntrustedText?
    /// First day of its stay.
    package var checkIn: CalendarDay?
    /// Last day of its stay.
    package var checkOut: CalendarDay?
    /// When it began.
    package var createdAt: Timestamp
    /// When the last message came or went; in a merged thread, the last of its own.
    package var lastMessageAt: Timestamp
    /// The beginning of that message; nil where there is none.
    package var lastMessage: UntrustedText?
    /// How many messages it has.
    package var messages: Int64
    /// The conversation in whose thread it shows; nil where it shows by itself.
    package var head: Identifier<Conversation>?
    /// How many others show in its own thread.
    package var members: Int16
    /// The number of its last message in the thread that shows it.
    package var lastNumber: Int64

    /// A row from its columns.
    package init(
        id: Identifier<Conversation>,
        channel: Channel,
        state: ConversationState,
        propertyName: UntrustedText?,
        checkIn: CalendarDay?,
        checkOut: CalendarDay?,
        createdAt: Timestamp,
        lastMessageAt: Timestamp,
        lastMessage: UntrustedText?,
        messages: Int64,
        head: Identifier<Conversation>? = nil,
        members: Int16 = 0,
        lastNumber: Int64? = nil
    ) {
        self.id = id
        self.channel = channel
        self.state = state
        self.propertyName = propertyName
        self.checkIn = checkIn
        self.checkOut = checkOut
        self.createdAt = createdAt
        self.lastMessageAt = lastMessageAt
        self.lastMessage = lastMessage
        self.messages = messages
        self.head = head
        self.members = members
        self.lastNumber = lastNumber ?? messages
    }
}
