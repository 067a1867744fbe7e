import Domain
import Loop
import Postgres
import TestSupport
import Testing

@Suite("Who a channel vouches for, and who only says so")
struct UnverifiedContactTests {
    /// How a message comes.
    struct Sender: Sendable, CustomTestStringConvertible {
        var account: String
        var type: String
        var address: String
        /// Further arguments.
        var more = ""

        var testDescription: String { "\(type) \(address.prefix(30))" }
    }

    /// People who claim Vic's address or number.
    static let strangers = [
        Sender(
            account: "site",
            type: "direct",
            address: "session-1",
            more: ", _guest_email => 'vic@example.com', _guest_phone => '+44 7700 900123', _guest_name => 'Mallory'"
        ),
        Sender(account: "site", type: "direct", address: "vic@example.com", more: ", _guest_name => 'Mallory'"),
        Sender(
            account: "site",
            type: "direct",
            address: "session-2",
            more: ", _guest_email => 'vic@example.com', _is_authenticated => true, _guest_name => 'Mallory'"
        ),
        Sender(account: "mail", type: "email", address: "vic@example.com", more: ", _guest_name => 'Mallory'"),
        Sender(
            account: "mail",
            type: "email",
            address: "mallory@example.net",
            more: ", _guest_email => 'vic@example.com', _is_authenticated => true, _guest_name => 'Mallory'"
        ),
        Sender(account: "sms1", type: "sms", address: "447700900123", more: ", _guest_name => 'Mallory'"),
        Sender(
            account: "sms1",
            type: "sms",
            address: "+44 7700 900123",
            more: ", _is_authenticated => true, _guest_name => 'Mallory'"
        ),
        Sender(
            account: "sms1",
            type: "sms",
            address: "Hotel+44-77(00)900123… promo",
            more: ", _guest_name => 'Mallory'"
        ),
        Sender(
            account: "wa1",
            type: "whatsapp",
            address: "+15550100",
            more: ", _guest_email => 'vic@example.com', _guest_phone => '+447700900123', _guest_name => 'Mallory'"
        ),
        Sender(
            account: "mail",
            type: "email",
            address: "vic@example.com",
            more: ", _booking_source => 'booking', _reservation_ext_id => 'B1', _guest_name => 'Mallory'"
        ),
    ]

    /// Vic, by ways for which somebody vouches.
    static let owners = [
        Sender(account: "wa1", type: "whatsapp", address: "447700900123"),
        Sender(account: "mail", type: "email", address: "vic@EXAMPLE.com", more: ", _is_authenticated => true"),
        Sender(
            account: "beds",
            type: "beds24",
            address: "b24-vic",
            more: ", _booking_source => 'booking', _reservation_ext_id => 'B1'"
        ),
    ]

    private let house: SQLFixture
    private let channel: String
    init() throws {
        house = try SQLFixture()
        channel = try house.channelLogin()
    }

    /// Brings a message; the conversation that it came to.
    private func receive(_ sender: Sender) throws -> String {
        let address = sender.address.replacing("'", with: "''")
        let conversation = try house.text(
            """
            SELECT conversation_id::text FROM public.receive_guest_message('\(sender.account)',
                gen_random_uuid()::text, '\(sender.type)', '\(address)', 'Bonjour'\(sender.more))
            """,
            as: channel
        )
        return try #require(conversation)
    }

    /// Vic's booking comes.
    private func book(_ number: String = "B1", more: String = "") throws {
        _ = try house.text(
            """
            SELECT public.upsert_reservation('booking', '\(number)', 'P1', current_date, current_date + 3,
                _guest_name => 'Vic Tim', _guest_email => 'vic@example.com', _guest_phone => '+44 7700 900123'\(more))::text
            """,
            as: channel
        )
    }

    /// Whose it is and which stay, with its zone.
    private func place(of conversation: String) throws -> String? {
        try house.text(
            """
            SELECT concat_ws('|', c.shown_guest_name, r.ext_id, CASE WHEN c.zone_id <> 0 THEN 'zone' END)
            FROM public.conversations c LEFT JOIN public.reservation r ON r.res_id = c.reservation_id
            WHERE c.id = '\(conversation)'
            """
        )
    }

    private func claims(in conversation: String) throws -> String? {
        try house.text(
            """
            SELECT string_agg(g.claim, ', ' ORDER BY g.claim COLLATE "C") FROM riad.guest_claims g
            JOIN public.conversations c ON c.guest_id = g.guest_id WHERE c.id = '\(conversation)'
            """
        )
    }

    @Test(
        "Who claims Vic's address before Vic's booking comes gets nothing of it, and keeps Vic from nothing",
        arguments: strangers
    )
    func claimFirst(stranger: Sender) throws {
        let claimed = try receive(stranger)
        try book()
        #expect(try place(of: claimed) == "Mallory")
        for owner in Self.owners {
            let own = try receive(owner)
            #expect(own != claimed)
            #expect(try place(of: own) == "Vic Tim|B1|zone", "\(owner.type)")
        }
        #expect(try receive(stranger) == claimed)
        #expect(try place(of: claimed) == "Mallory")
    }

    @Test("Who claims it after the booking came, or after Vic wrote, gets nothing of it either", arguments: strangers)
    func bookingFirst(stranger: Sender) throws {
        try book()
        let before = try receive(stranger)
        let owned = try Self.owners.map { try receive($0) }
        let after = try receive(stranger)
        #expect(before == after && !owned.contains(after))
        #expect(try place(of: after) == "Mallory")
        for own in owned { #expect(try place(of: own) == "Vic Tim|B1|zone") }
        // Another booking of Vic's finds Vic.
        try book("B2")
        #expect(try place(of: after) == "Mallory")
        let whose =
            "SELECT concat_ws(' ', g.first_name, g.last_name) FROM public.reservation r JOIN public.guest g USING (guest_id) WHERE r.ext_id = 'B2'"
        #expect(try house.text(whose) == "Vic Tim")
    }

    @Test(
        "Vic who wrote over WhatsApp, or by a mail that was checked, before booking gets the booking's stay",
        arguments: owners.prefix(2)
    )
    func ownerFirst(owner: Sender) throws {
        let own = try receive(owner)
        #expect(try place(of: own) == "")
        try book()
        #expect(try place(of: own) == "Vic Tim|B1|zone")
        #expect(try receive(owner) == own)
    }

    @Test(
        "Mail from one address goes on in one conversation; a checked one, one to another account, and another's are apart"
    )
    func oneThread() throws {
        let mail = Sender(account: "mail", type: "email", address: "vic@example.com")
        let first = try receive(mail)
        #expect(try receive(mail) == first)
        for written in [" vic@Example.COM ", "Vic@example.com"] {
            #expect(try receive(Sender(account: "mail", type: "email", address: written)) == first)
        }
        let others = [
            Sender(account: "mail2", type: "email", address: "vic@example.com"),
            Sender(account: "mail", type: "email", address: "vic@example.com", more: ", _is_authenticated => true"),
            Sender(account: "site", type: "direct", address: "s1", more: ", _guest_email => 'vic@example.com'"),
            Sender(account: "site", type: "direct", address: "s2", more: ", _guest_email => 'vic@example.com'"),
        ]
        let apart = try others.map { try receive($0) }
        #expect(Set(apart + [first]).count == 5)
        #expect(try others.map { try receive($0) } == apart)
        #expect(try house.text("SELECT count(DISTINCT guest_id)::text FROM public.conversations") == "5")
    }

    @Test("A claim is kept as one, in no field that says who a guest is")
    func kept() throws {
        let claimed = try receive(Self.strangers[0])
        #expect(try claims(in: claimed) == "+447700900123, vic@example.com")
        let fields =
            "SELECT concat(g.email, g.phone) FROM public.guest g JOIN public.conversations c USING (guest_id) WHERE c.id = "
        #expect(try house.text(fields + "'\(claimed)'") == "")
        #expect(try claims(in: receive(Self.owners[0])) == nil)
        // Ten things are enough of anybody.
        for number in 1...10 {
            var talker = Self.strangers[0]
            talker.more = ", _guest_email => 'm\(number)@example.com'"
            #expect(try receive(talker) == claimed)
        }
        #expect(try claims(in: claimed)?.split(separator: ",").count == 10)
    }

    @Test("The booking's own address finds whom the channel vouches for, not who claims it", arguments: [true, false])
    func bookedFrom(isVouched: Bool) throws {
        let more = isVouched ? ", _is_authenticated => true" : ""
        let talk = try receive(Sender(account: "mail", type: "email", address: "zoe@example.com", more: more))
        _ = try house.text(
            """
            SELECT public.upsert_reservation('booking', 'Z1', 'P1', current_date, current_date + 3,
                _channel_account => 'mail', _guest_address => 'zoe@EXAMPLE.com')::text
            """,
            as: channel
        )
        #expect(try place(of: talk) == (isVouched ? "Z1|zone" : ""))
    }

    @Test("Who books with Vic's number writes over the booking system as another than Vic")
    func bookedWithAnothersNumber() throws {
        try book(more: ", _guest_ext_id => 'b24-vic'")
        func bookMallory(from day: Int) throws {
            _ = try house.text(
                """
                SELECT public.upsert_reservation('booking', 'M1', 'P1', current_date + \(day), current_date + \(day + 9),
                    _guest_name => 'Mallory', _guest_phone => '+447700900123', _guest_ext_id => 'b24-mallory')::text
                """,
                as: channel
            )
        }
        try bookMallory(from: -1)
        let quoted = ", _guest_name => 'Mallory', _booking_source => 'booking', _reservation_ext_id => 'M1'"
        let mallory = try receive(Sender(account: "beds", type: "beds24", address: "b24-mallory", more: quoted))
        let vic = try receive(Self.owners[2])
        #expect(try place(of: mallory) == "Mallory|M1|zone")
        #expect(try place(of: vic) == "Vic Tim|B1|zone")
        #expect(try receive(Sender(account: "beds", type: "beds24", address: "b24-mallory", more: quoted)) == mallory)
        // Both have stated the number and write from elsewhere: who proves it is left to the desk.
        var named = Self.owners[0]
        named.more = ", _guest_name => 'Vic'"
        #expect(try place(of: receive(named)) == "Vic")
        // The other's thread goes with the booking all the same.
        try bookMallory(from: 2)
        let phase = "SELECT journey_phase FROM public.conversations WHERE id = '\(mallory)'"
        #expect(try house.text(phase) == "POST_RESERVATION")
    }

    @Test("What went out to an address stands with the guest for whom it is vouched, else with who claims it")
    func outgoing() throws {
        let claimed = try receive(Sender(account: "mail", type: "email", address: "vic@example.com"))
        func record(_ id: String) throws -> String? {
            let call =
                "public.record_outgoing_message('mail', '\(id)', 'agent', 'Oui', _guest_address => 'vic@EXAMPLE.com')"
            return try house.text("SELECT conversation_id::text FROM \(call)", as: channel)
        }
        #expect(try record("o1") == claimed)
        let own = try receive(Self.owners[1])
        #expect(try record("o2") == own)
        _ = try receive(Sender(account: "mail", type: "email", address: "vic@example.com"))
        #expect(try record("o3") == own)
    }

    @Test("Two first mails of one address at the same time make one guest and one conversation")
    func atTheSameTime() throws {
        func mail(_ id: String) -> String {
            """
            SELECT seq::text FROM public.receive_guest_message('mail', '\(id)', 'email', 'new@example.com', 'Bonjour')
            """
        }
        let first = house.database.connection(login: channel)
        let second = house.database.connection(login: channel)
        try first.run(script: "BEGIN; \(mail("m1"))", name: "first")
        var answer: Result<String?, PostgresError>?
        try second.connect()
        second.send(SQLFixture.question(mail("m2"))) { answer = $0 }
        second.waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(answer == nil)
        try first.run(script: "COMMIT", name: "commit")
        while answer == nil { second.waitAndAdvance() }
        #expect(try answer?.get() == "2")
        #expect(try house.text("SELECT count(*)::text FROM riad.guest_claims") == "1")
    }

    @Test("Who books and writes at the same moment is one guest, whichever is first", arguments: [true, false])
    func bookingAtTheSameTime(bookingFirst: Bool) throws {
        let booking = """
            SELECT public.upsert_reservation('booking', 'B1', 'P1', current_date, current_date + 3,
                _guest_email => 'vic@example.com', _guest_phone => '+44 7700 900123')::text
            """
        let message = """
            SELECT conversation_id::text
            FROM public.receive_guest_message('wa1', 'm1', 'whatsapp', '447700900123', 'Bonjour')
            """
        let first = house.database.connection(login: channel)
        let second = house.database.connection(login: channel)
        try first.run(script: "BEGIN; \(bookingFirst ? booking : message)", name: "first")
        var answer: Result<String?, PostgresError>?
        try second.connect()
        second.send(SQLFixture.question(bookingFirst ? message : booking)) { answer = $0 }
        second.waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(answer == nil)
        try first.run(script: "COMMIT", name: "commit")
        while answer == nil { second.waitAndAdvance() }
        #expect(try answer?.get() != nil)
        let conversation = try #require(try house.text("SELECT id::text FROM public.conversations"))
        #expect(try place(of: conversation) == "B1|zone")
    }
}
