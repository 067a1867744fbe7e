/// A guest's editable record.
package struct GuestRecord: Sendable, Hashable {
    /// The editable fields; an empty string clears a field.
    package struct Content: Sendable, Hashable {
        /// At most 100 characters each.
        package var firstName, lastName, phone, country: String
        /// With an @, at most 320 characters.
        package var email: String
        /// The language as an ISO 639 code; nil if unknown.
        package var language: String?

        /// Creates the content from its parts.
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

    /// The guest's id.
    package var id: Identifier<Guest>
    /// The content read.
    package var content: Content
    /// The row version that was read; an edit based on another version is refused.
    package var version: Int64
    /// The guest's unverified contacts.
    package var claims: [UntrustedText]

    /// Creates a record from its columns.
    package init(id: Identifier<Guest>, content: Content, version: Int64, claims: [UntrustedText] = []) {
        self.id = id
        self.content = content
        self.version = version
        self.claims = claims
    }
}

/// A reservation's editable record.
package struct ReservationRecord: Sendable, Hashable {
    /// The editable fields.
    package struct Content: Sendable, Hashable {
        /// The check-in and the check-out, which must be later.
        package var checkIn, checkOut: CalendarDay
        /// 0 to 100; nil if unknown.
        package var adults, children: Int16?
        /// pending, confirmed or cancelled.
        package var status: String

        /// Creates the content from its parts.
        package init(checkIn: CalendarDay, checkOut: CalendarDay, adults: Int16?, children: Int16?, status: String) {
            self.checkIn = checkIn
            self.checkOut = checkOut
            self.adults = adults
            self.children = children
            self.status = status
        }
    }

    /// The labels of the reservation states.
    package static let statuses = ["pending", "confirmed", "cancelled"]

    /// The reservation's id.
    package var id: Identifier<Reservation>
    /// The booking source, by its label.
    package var source: UntrustedText
    /// The content read.
    package var content: Content
    /// The row version that was read; an edit based on another version is refused.
    package var version: Int64

    /// Creates a record from its columns.
    package init(id: Identifier<Reservation>, source: UntrustedText, content: Content, version: Int64) {
        self.id = id
        self.source = source
        self.content = content
        self.version = version
    }
}

/// A reservation in a list, with its guest and property.
package struct ReservationListing: Sendable, Hashable {
    /// The reservation.
    package var record: ReservationRecord
    /// The guest.
    package var guest: Identifier<Guest>
    /// The guest's name; nil if there is none.
    package var guestName: UntrustedText?
    /// The property; nil if the current user may not read properties.
    package var property: Identifier<Property>?
    /// The property's name; nil as for `property`.
    package var propertyName: UntrustedText?
    /// The property's zone label; nil as for `property`, or if it has none.
    package var zone: String?

    /// Creates a listing from its columns.
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

/// A filter for reservations; nil fields match all.
package struct ReservationFilter: Sendable, Hashable {
    /// The guest.
    package var guest: Identifier<Guest>?
    /// The property.
    package var property: Identifier<Property>?
    /// The zone label.
    package var zone: String?
    /// One of `ReservationRecord.statuses`.
    package var status: String?
    /// Reservations that end on this day or later.
    package var from: CalendarDay?
    /// Reservations that begin on this day or earlier.
    package var to: CalendarDay?

    /// Creates a filter; omitted fields match all.
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

/// A property's editable record, for superviseur and above.
package struct PropertyRecord: Sendable, Hashable {
    /// The editable fields.
    package struct Content: Sendable, Hashable {
        /// At most 200 characters.
        package var name: String
        /// At most 500 characters.
        package var address: String
        /// The zone label; nil for none.
        package var zone: String?
        /// The names of its amenities, in order; at most 100 of 60 characters each.
        package var amenities: [String]
        /// How to get in, on at most 2,000 characters; empty for nothing.
        package var accessNotes: String

        /// Creates the content from its parts.
        package init(name: String, address: String, zone: String?, amenities: [String], accessNotes: String = "") {
            self.name = name
            self.address = address
            self.zone = zone
            self.amenities = amenities
            self.accessNotes = accessNotes
        }
    }

    /// The property's id.
    package var id: Identifier<Property>
    /// The content read.
    package var content: Content
    /// The row version that was read; an edit based on another version is refused.
    package var version: Int64

    /// Creates a record from its columns.
    package init(id: Identifier<Property>, content: Content, version: Int64) {
        self.id = id
        self.content = content
        self.version = version
    }
}

/// A conversation in the list of its guest's conversations.
package struct GuestConversation: Sendable, Hashable {
    /// The conversation's id.
    package var id: Identifier<Conversation>
    /// The guest's channel.
    package var channel: Channel
    /// The conversation's state.
    package var state: ConversationState
    /// The property of its reservation.
    package var propertyName: UntrustedText?
    /// The reservation's first day.
    package var checkIn: CalendarDay?
    /// The reservation's last day.
    package var checkOut: CalendarDay?
    /// When the conversation was created.
    package var createdAt: Timestamp
    /// When its own last message was received or sent, even if it is merged.
    package var lastMessageAt: Timestamp
    /// The beginning of that message; nil if there is none.
    package var lastMessage: UntrustedText?
    /// The number of its messages.
    package var messages: Int64
    /// The head of the thread it is merged into; nil if it isn't merged into another.
    package var head: Identifier<Conversation>?
    /// The number of other conversations merged into its thread.
    package var members: Int16
    /// The sequence number of its last message in the thread that shows it.
    package var lastNumber: Int64
    /// What its last message brought beside its text.
    package var lastMessageDetails: MessageDetails

    /// Creates a row from its columns.
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
        lastNumber: Int64? = nil,
        lastMessageDetails: MessageDetails = MessageDetails()
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
        self.lastMessageDetails = lastMessageDetails
    }
}
