import TestSupport
import Testing

@Suite("What anybody can type into a booking")
struct StatedContactTests {
    private let house: GuestFixture
    private let agent: TestPerson
    init() throws {
        house = try GuestFixture()
        agent = try house.house.database.person(.agent)
    }

    /// A guest's shown e-mail address and telephone number, by a conversation.
    private func contacts(of conversation: String) throws -> String? {
        let guest = try house.guest(of: conversation)
        return try house.house.text("SELECT concat_ws('|', email, phone) FROM public.guest WHERE guest_id = '\(guest)'")
    }

    /// The stay that a conversation is about.
    private func stay(of conversation: String) throws -> String? {
        try house.house.text(
            """
            SELECT r.ext_id FROM public.conversations c LEFT JOIN public.reservation r ON r.res_id = c.reservation_id
            WHERE c.id = '\(conversation)'
            """
        )
    }

    /// Whether the desk is shown the guests of two conversations as a proposal.
    private func isProposed(_ one: String, _ other: String) throws -> Bool {
        let pair = "ARRAY['\(try house.guest(of: one))', '\(try house.guest(of: other))']::uuid[]"
        let shown = """
            SELECT EXISTS (
                SELECT FROM riad.guest_duplicates(NULL, 100) d WHERE ARRAY[d.guest_id, d.other_id] <@ \(pair)
            )::text
            """
        return try house.house.text(shown, as: agent.login) == "true"
    }

    @Test("Who books with another's number brings no address of their own into that guest's record or thread")
    func number() throws {
        try house.books("m1", named: "Moira Hay", phone: "+447400123451", email: "moira@hay.example")
        let moira = try house.writes("whatsapp", from: "447400123451", named: "Moira Hay")
        try house.books("m2", named: "Guest", phone: "+447400123451", email: "thief@evil.example")
        let thief = try house.writes("email", from: "thief@evil.example", named: "", isAuthenticated: true)
        #expect(try contacts(of: moira) == "moira@hay.example|+447400123451")
        #expect(try house.guest(of: thief) != house.guest(of: moira))
        #expect(try stay(of: thief) == nil)
        #expect(try isProposed(moira, thief))
    }

    @Test("The desk parts a booking from the guest whose number it states, and it stays parted")
    func partedBooking() throws {
        let moira = try house.writes("whatsapp", from: "447400123451", named: "Moira Hay")
        try house.books("m2", named: "Guest", phone: "+447400123451")
        #expect(try house.guest(ofBooking: "m2") == house.guest(of: moira))
        let booked = try house.house.text("SELECT other_id::text FROM riad.guest_joins") ?? ""
        _ = try house.house.text("SELECT riad.part_guest('\(booked)')::text", as: agent.login)
        try house.books("m2", named: "Guest", phone: "+447400123451")
        #expect(try house.guest(ofBooking: "m2") == booked)
        #expect(try stay(of: moira) == nil)
    }

    @Test("Who books with another's address and name brings no number of their own")
    func address() throws {
        try house.books("m1", named: "Mira Lang", email: "mira@example.com")
        let mira = try house.writes("email", from: "mira@example.com", named: "Mira Lang", isAuthenticated: true)
        try house.books("m2", named: "Mira Lang", phone: "+447400999888", email: "mira@example.com")
        let other = try house.writes("whatsapp", from: "447400999888", named: "Mira Lang")
        #expect(try house.guest(of: other) != house.guest(of: mira))
        #expect(try contacts(of: mira) == "mira@example.com")
        #expect(try isProposed(mira, other))
    }

    @Test("A booking that states another's number only later brings no address either")
    func later() throws {
        let moira = try house.writes("whatsapp", from: "447400123451", named: "Moira Hay")
        try house.books("m2", named: "Moira Hay", email: "thief@evil.example")
        try house.books("m2", named: "Moira Hay", phone: "+447400123451", email: "thief@evil.example")
        let thief = try house.writes("email", from: "thief@evil.example", isAuthenticated: true)
        #expect(try house.guest(of: thief) != house.guest(of: moira))
        #expect(try contacts(of: moira) == "+447400123451")
    }

    @Test("A number in a booking whose guest writes over Beds24 is left to the desk, whichever comes first")
    func bookedFirst() throws {
        try house.books("v1", named: "Vera Kohl", phone: "+4915112345671", email: "fake@evil.example", at: "direct")
        let thief = try house.writes("beds24", from: "thief", named: "Vera Kohl", about: "v1")
        let vera = try house.writes("whatsapp", from: "4915112345671", named: "Vera Kohl")
        #expect(try isProposed(thief, vera))
        try house.books("v2", named: "Vera Kohl", phone: "+4915112345671", email: "vera@kohl.example")
        try house.books("v1", named: "Vera Kohl", at: "direct", status: "cancelled")
        try house.writes("beds24", from: "thief", named: "Vera Kohl")
        let mail = try house.writes("email", from: "fake@evil.example", named: "Vera Kohl", isAuthenticated: true)
        #expect(try stay(of: vera) == "v2")
        #expect(try stay(of: thief) == "v1")
        #expect(try stay(of: mail) == nil)
    }

    @Test("Who proved a booking's number is not who writes about the booking over Beds24", arguments: [true, false])
    func provenFirst(booksBefore: Bool) throws {
        try house.books("v1", named: "Vera Kohl", phone: "+4915112345671", at: "direct")
        func bookVera() throws { try house.books("v2", named: "Vera Kohl", phone: "+4915112345671") }
        if booksBefore { try bookVera() }
        let vera = try house.writes("whatsapp", from: "4915112345671", named: "Vera Kohl")
        let thief = try house.writes("beds24", from: "thief", about: "v1")
        if !booksBefore { try bookVera() }
        try house.books("v1", named: "Vera Kohl", at: "direct", status: "cancelled")
        #expect(try house.guest(of: thief) != house.guest(of: vera))
        #expect(try stay(of: vera) == "v2")
        #expect(try stay(of: thief) == "v1")
        #expect(try isProposed(thief, vera))
    }

    @Test("A booking with one of a guest's two channels is left to the desk; one with both is theirs")
    func twoChannels() throws {
        try house.books("b1", named: "Vic Tim", phone: "+447700900123", email: "vic@example.com")
        let number = try house.writes("whatsapp", from: "447700900123", named: "Vic")
        let mail = try house.writes("email", from: "vic@example.com", named: "Vic", isAuthenticated: true)
        #expect(try house.guest(of: number) == house.guest(of: mail))
        try house.books("b2", named: "Vic Tim", phone: "+447700900123", email: "vic@example.com")
        try house.books("b3", named: "Vic Tim", phone: "+447700900123")
        #expect(try house.guest(ofBooking: "b2") == house.guest(of: number))
        #expect(try house.guest(ofBooking: "b3") != house.guest(of: number))
    }

    @Test("What the desk parted stays parted when the booking or the channel says the same again")
    func parted() throws {
        let dora = try house.writes("whatsapp", from: "212670112233", named: "Dora Ames")
        try house.books("p1", named: "Dora Ames")
        try house.books("p1", named: "Dora Ames", phone: "06 70 11 22 33")
        #expect(try house.guest(ofBooking: "p1") == house.guest(of: dora))
        let booked = try house.house.text("SELECT other_id::text FROM riad.guest_joins") ?? ""
        _ = try house.house.text("SELECT riad.part_guest('\(booked)')::text", as: agent.login)
        try house.books("p1", named: "Dora Ames", phone: "06 70 11 22 33")
        try house.writes("whatsapp", from: "212670112233", named: "Dora Ames", also: ["123456789012345@lid"])
        #expect(try house.guest(ofBooking: "p1") == booked)
        #expect(try house.guest(of: dora) != booked)
    }

    @Test("Two addresses of one sender that the desk parted stay two guests")
    func partedSenders() throws {
        let number = try house.writes("whatsapp", from: "212670112233", named: "Ana")
        try house.writes("whatsapp", from: "123456789012345@lid", named: "Ana")
        func both() throws {
            try house.writes("whatsapp", from: "212670112233", named: "Ana", also: ["123456789012345@lid"])
        }
        try both()
        let other = try house.house.text("SELECT other_id::text FROM riad.guest_joins") ?? ""
        _ = try house.house.text("SELECT riad.part_guest('\(other)')::text", as: agent.login)
        try both()
        #expect(try house.guests() == ["Ana|-|whatsapp", "Ana|-|whatsapp"])
        #expect(try house.guest(of: number) != other)
    }

    @Test(
        "What stands for no id makes no two guests one",
        arguments: ["", " ", "0", "-", "n/a", "N/A", "null", "undefined", "(none)"]
    )
    func placeholderID(id: String) throws {
        try house.books("a1", named: "Anna Berg", guestID: id)
        try house.books("a2", named: "Anna Berg", guestID: id)
        #expect(try house.guest(ofBooking: "a1") != house.guest(ofBooking: "a2"))
        for name in ["Anna Berg", "Carla Dune"] { try house.writes("beds24", from: id, named: name) }
        #expect(try house.house.text("SELECT count(DISTINCT guest_id)::text FROM public.conversations") == "2")
    }

    @Test("An id is its source's, and one person's: a clearly different name is another guest")
    func guestID() throws {
        try house.books("a1", named: "Bea Stone", guestID: "1001")
        try house.books("a2", named: "Bea Stone", at: "airbnb", guestID: "1001")
        try house.books("a3", named: "Bea Stonne", at: "airbnb", guestID: "1001")
        try house.books("a4", named: "Zed Quill", at: "airbnb", guestID: "1001")
        #expect(try house.guests() == ["Bea Stone|a1|-", "Bea Stone|a2,a3|-", "Zed Quill|a4|-"])
    }

    @Test("An id that another program entered without its source is known by the source of its stays")
    func enteredID() throws {
        try house.house.database.run(
            """
            INSERT INTO public.guest (org_id, first_name, last_name, ext_id)
            VALUES ('\(SQLFixture.organisation)', 'Bea', 'Stone', '1001')
            """
        )
        try house.books("a1", named: "Bea Stone", guestID: "1001")
        try house.books("a2", named: "Bea Stone", at: "airbnb", guestID: "1001")
        #expect(try house.guests() == ["Bea Stone|a1|-", "Bea Stone|a2|-"])
        let entered = "SELECT guest_id::text FROM public.guest WHERE ext_id = '1001'"
        #expect(try house.house.text(entered) == house.guest(ofBooking: "a1"))
    }

    @Test("On Beds24 the booking that a message names counts for more than an address of clearly somebody else")
    func namedBooking() throws {
        try house.books("a1", named: "Anna Berg")
        try house.books("a2", named: "Carla Dune")
        let anna = try house.writes("beds24", from: "x7", named: "Anna Berg", about: "a1")
        let carla = try house.writes("beds24", from: "x7", named: "Carla Dune", about: "a2")
        #expect(try house.guest(of: carla) == house.guest(ofBooking: "a2"))
        #expect(try house.writes("beds24", from: "x7", named: "Anna Berg") == anna)
        // Also where the booking reached its guest by a contact, so that its writer is somebody else.
        try house.writes("whatsapp", from: "33670112201", named: "Otto Gelb")
        try house.books("a3", named: "Otto Gelb", phone: "+33670112201")
        let otto = try house.writes("beds24", from: "x7", named: "Otto Gelb", about: "a3")
        #expect(otto != anna)
        #expect(try house.writes("beds24", from: "x7", about: "a3") == otto)
    }

    @Test("The house's own number beside a sender's joins nobody, from the first message on")
    func ownNumber() throws {
        let account = "Whatsapp:+212 5 20 00 09 99"
        let ana = try house.writes("whatsapp", from: "33670112201", named: "Ana", to: account, also: ["212520000999"])
        let bo = try house.writes("whatsapp", from: "33670112202", named: "Bo", to: account, also: ["+212520000999"])
        #expect(try house.guest(of: ana) != house.guest(of: bo))
    }

    @Test("A number beside another id has a new owner; the old one keeps thread and name", arguments: [true, false])
    func recycled(isSameAccount: Bool) throws {
        let old = "111111111111111@lid"
        let zoe = try house.writes("whatsapp", from: "33670112212", named: "Zoe Mars", also: [old])
        try house.writes("whatsapp", from: "33670112223", named: "Zoe Mars", also: [old])
        let account = isSameAccount ? nil : "whatsapp:+212520000200"
        let new = ["222222222222222@lid"]
        let ugo = try house.writes("whatsapp", from: "33670112212", named: "Ugo Petit", to: account, also: new)
        #expect(try house.writes("whatsapp", from: "33670112212", named: "Ugo", to: account) == ugo)
        #expect(try house.writes("whatsapp", from: old, named: "Zoe Mars") == zoe)
        #expect(try house.guests().map { $0.prefix { $0 != "|" } } == ["Ugo", "Zoe Mars"])
        #expect(try isProposed(zoe, ugo))
    }

    @Test("An address that the house wrote to first is no proof of who answers unchecked")
    func writtenFirst() throws {
        try house.writes("email", from: "bo@example.com", named: "Bo", isAuthenticated: true)
        try house.books("d1", named: "Dora Ames", email: "dora@example.com")
        let dora = try house.guest(ofBooking: "d1")
        _ = try house.house.text(
            """
            SELECT seq::text FROM riad.start_conversation(gen_random_uuid(), '\(dora)', 'bonjour@riad.example',
                'dora@example.com', 'Bonjour', NULL, NULL)
            """,
            as: agent.login
        )
        let stranger = try house.writes("email", from: "dora@example.com", named: "Dora Ames")
        #expect(try house.guest(of: stranger) != dora)
        #expect(try house.writes("email", from: "dora@example.com", named: "Dora Ames") == stranger)
        let own = try house.writes("email", from: "dora@example.com", named: "Dora Ames", isAuthenticated: true)
        #expect(try house.guest(of: own) == dora)
    }

    @Test(
        "A booking with another name and other contacts is another guest's; who had it keeps their thread",
        arguments: [true, false]
    )
    func leadGuest(nameComesFirst: Bool) throws {
        try house.books("n1", named: "Nora Falk", phone: "+4915112345671")
        let nora = try house.writes("whatsapp", from: "4915112345671", named: "Nora Falk")
        if nameComesFirst { try house.books("n1", named: "Otto Gelb") }
        try house.books("n1", named: "Otto Gelb", phone: "+4915112345682", email: "otto@example.com")
        let otto = try house.writes("whatsapp", from: "4915112345682", named: "Otto Gelb")
        #expect(try house.guests() == ["Nora Falk|-|whatsapp", "Otto Gelb|n1|whatsapp with zone"])
        #expect(try house.writes("whatsapp", from: "4915112345671") == nora)
        #expect(try stay(of: otto) == "n1")
    }

    @Test(
        "The house's own contacts in another spelling, and what fills a field, identify nobody",
        arguments: [
            (nil, "desk@riad9.example"), ("0520000999", nil), ("0612345678", nil), ("06 00 00 00 00", nil),
            ("1234567890", nil), ("0601020304", nil),
        ] as [(String?, String?)]
    )
    func spelling(phone: String?, email: String?) throws {
        try house.writes("email", from: "bo@example.com", named: "Bo", to: "Desk@Riad9.example", isAuthenticated: true)
        try house.writes("whatsapp", from: "33670112201", named: "Cy", to: "+212 5 20 00 09 99")
        try house.books("a1", phone: phone, email: email)
        try house.books("a2", phone: phone, email: email)
        #expect(try house.guest(ofBooking: "a1") != house.guest(ofBooking: "a2"))
    }

    @Test(
        "What is no name and what a booking site adds to one say nothing; scripts decide nothing; ü is ue",
        arguments: [
            ("Miguel Ortas", "miguel.ortas@example.com"), ("Miguel Ortas", "Not Provided"),
            ("Miguel Ortas", "null null"), ("Miguel Ortas", "undefined"), ("Mira Lang", "Mira (Airbnb)"),
            ("Mira Lang via Booking.com", "Mira Lang"), ("Jürgen Müller", "Juergen Mueller"),
            ("Ivan Petrov", "Иван"), ("Иван", "إيفان"), ("たなか", "田中"),
        ]
    )
    func names(booked: String, shown: String) throws {
        try house.books("b1", named: booked, phone: "06 70 11 22 33")
        let talk = try house.writes("whatsapp", from: "212670112233", named: shown)
        #expect(try house.guest(of: talk) == house.guest(ofBooking: "b1"))
    }

    @Test("A blank name or booking source is none")
    func blank() throws {
        try house.books("b1", named: "Mira Lang")
        try house.writes("beds24", from: "x7", named: "Mira Lang", about: "b1")
        let call = """
            SELECT conversation_id::text
            FROM public.receive_guest_message('beds24:47110', 'm1', 'beds24', 'x7', 'Bonjour', _guest_name => '   ',
                _booking_source => '', _reservation_ext_id => 'b1')
            """
        let talk = try house.house.text(call, as: house.channel) ?? ""
        #expect(try stay(of: talk) == "b1")
        let sender = "SELECT sender_name FROM public.conversation_messages WHERE channel_message_id = 'm1'"
        #expect(try house.house.text(sender) == "Mira Lang")
    }
}
