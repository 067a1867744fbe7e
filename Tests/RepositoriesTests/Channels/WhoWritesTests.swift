import Domain
import TestSupport
import Testing

@Suite("Whom a message is from, and which conversation it belongs to")
struct WhoWritesTests {
    private let fixture: RoutingFixture
    init() throws { fixture = try RoutingFixture() }

    private func site(_ id: String, _ relay: String) throws -> String {
        try fixture.receive(id, "email", from: "automated@airbnb.com", "_reply_to => '\(relay)'")
    }

    @Test("A booking site's mails are from the guest whom each names in Reply-To, and are answered there")
    func relayed() throws {
        let sofia = try site("m1", "sofia-1@reply.airbnb.com")
        let marc = try site("m2", "marc-2@reply.airbnb.com")
        #expect(sofia != marc)
        #expect(try fixture.guest(of: sofia) != fixture.guest(of: marc))
        #expect(try site("m3", "sofia-1@reply.airbnb.com") == sofia)
        #expect(try fixture.head(of: fixture.reply(in: sofia))?.hasPrefix("sofia-1@reply.airbnb.com|") == true)
        #expect(try fixture.head(of: fixture.reply(in: marc))?.hasPrefix("marc-2@reply.airbnb.com|") == true)
        let vouched = "SELECT string_agg(DISTINCT a.vouched_by, ' ') FROM riad.guest_addresses a"
        #expect(try fixture.house.text(vouched) == "email")
    }

    @Test("A Reply-To outside the verified sender's domain is a claim")
    func claimed() throws {
        try fixture.receive("m1", "email", from: "noreply@forms.example", "_reply_to => 'sofia@example.com'")
        let address = "SELECT concat_ws(' ', a.address, a.vouched_by) FROM riad.guest_addresses a"
        #expect(try fixture.house.text(address) == "sofia@example.com nobody")
    }

    @Test("Two channels on one number are two conversations, also of one guest")
    func sharedNumber() throws {
        let sms = try fixture.receive("s1", "sms", from: "+33611110001")
        let chat = try fixture.receive("w1", "whatsapp", from: "+33611110001")
        try fixture.join(sms, chat, archives: false)
        #expect(try fixture.receive("w2", "whatsapp", from: "+33611110001") == chat)
        #expect(try fixture.receive("s2", "sms", from: "+33611110001") == sms)
        let channel = "SELECT channel_type FROM public.message_to_send('\(try fixture.reply(in: chat))')"
        #expect(try fixture.house.text(channel, as: fixture.n8n) == "whatsapp")
        let list = """
            SELECT string_agg(concat_ws(' ', channel_type, conversation_id = '\(chat)'), ', ')
            FROM riad.guest_channels('\(try fixture.guest(of: sms))') WHERE channel_account = 'acc'
            """
        #expect(try fixture.ask(list) == "whatsapp t")
        let record = """
            SELECT r.conversation_id::text FROM public.record_outgoing_message('acc', 'o1', 'agent', 'Oui',
                _guest_address => '+33611110001', _channel_type => 'sms') r
            """
        #expect(try fixture.house.text(record, as: fixture.n8n) == sms)
        let unknown = record.replacing("'o1'", with: "'o2'").replacing("'sms'", with: "'fax'")
        #expect(try fixture.house.refusal(of: unknown, as: fixture.n8n) == Refusal.invalidInput.state)
    }

    @Test("Who writes from the channel's own app to somebody who has booked begins their conversation")
    func firstFromOwnApp() throws {
        try fixture.receive("m0", "whatsapp", from: "+15550100")
        func record(_ id: String, _ address: String) -> String {
            """
            SELECT r.conversation_id::text
            FROM public.record_outgoing_message('acc', '\(id)', 'agent', 'Bonjour', _guest_address => '\(address)') r
            """
        }
        let talk = try #require(try fixture.house.text(record("o1", "33612345678"), as: fixture.n8n))
        #expect(try fixture.house.text(record("o1", "33612345678"), as: fixture.n8n) == talk)
        #expect(try fixture.guest(of: talk) == SQLFixture.guest)
        #expect(try fixture.conversation(talk, "concat_ws(' ', c.state, c.channel_type)") == "CLÔTURÉE whatsapp")
        #expect(try fixture.receive("m1", "whatsapp", from: "+33612345678", "_guest_name => 'Sofia'") == talk)
        #expect(try fixture.conversation(talk, "c.state") == "NOUVELLE")
        let nobody = record("o2", "33699999999")
        #expect(try fixture.house.refusal(of: nobody, as: fixture.n8n) == Refusal.notFound.state)
    }

    @Test("The address that a booking gives is its guest's: what they write first is theirs")
    func bookedAddress() throws {
        func book(_ id: String, _ account: String, _ address: String, _ more: String = "") throws -> String? {
            try fixture.house.text(
                """
                SELECT public.upsert_reservation('airbnb', '\(id)', 'P1', current_date, current_date + 3,
                    _guest_name => 'Ugo \(id)', _channel_account => '\(account)',
                    _guest_address => '\(address)'\(more))::text
                """,
                as: fixture.n8n
            )
        }
        func guest(_ id: String) throws -> String? {
            try fixture.house.text("SELECT guest_id::text FROM public.reservation WHERE ext_id = '\(id)'")
        }
        _ = try book("U1", "beds", "airbnb:99")
        let talk = try fixture.receive("m1", "beds24", from: "airbnb:99", to: "beds")
        #expect(try fixture.guest(of: talk) == guest("U1"))
        #expect(try fixture.conversation(talk, "c.reservation_id IS NOT NULL") == "true")
        try fixture.receive("m2", "whatsapp", from: "+15550100", to: "wa")
        _ = try book("U2", "wa", "33611110001")
        let number = try fixture.receive("m3", "whatsapp", from: "+33611110001", to: "wa")
        #expect(try fixture.guest(of: number) == guest("U2"))
        // Who books with somebody else's number gets nothing of what they write over the booking system.
        _ = try book("U3", "beds", "airbnb:100", ", _guest_phone => '+33611110001'")
        let other = try fixture.receive("m4", "beds24", from: "airbnb:100", to: "beds")
        #expect(try fixture.guest(of: other) != guest("U2"))
    }

    @Test("A booking takes numbers of people as any number, and a cancellation in either spelling")
    func bookedNumbers() throws {
        func book(_ more: String) -> String {
            "SELECT public.upsert_reservation('airbnb', 'U1', 'P1', current_date, current_date + 3, \(more))::text"
        }
        _ = try fixture.house.text(book("_adults => 2, _children => 1, _status => 'canceled'"), as: fixture.n8n)
        let row = "SELECT concat_ws(' ', adults, children, status) FROM public.reservation WHERE ext_id = 'U1'"
        #expect(try fixture.house.text(row) == "2 1 cancelled")
        for wrong in ["_adults => -1", "_children => 40000"] {
            #expect(try fixture.house.refusal(of: book(wrong), as: fixture.n8n) == Refusal.invalidInput.state)
        }
    }

    @Test("A guest's message is not taken for one of the house that has its id, nor the other way round")
    func foreignIds() throws {
        let talk = try fixture.receive("m1", "whatsapp", from: "+33611110001")
        func record(_ id: String) -> String {
            "SELECT r.seq::text FROM public.record_outgoing_message('acc', '\(id)', 'agent', 'Oui', '\(talk)') r"
        }
        #expect(try fixture.house.text(record("o1"), as: fixture.n8n) == "2")
        let guests = fixture.receiving("o1", "whatsapp", from: "+33611110001")
        #expect(try fixture.house.refusal(of: guests, as: fixture.n8n) == Refusal.alreadyExists.state)
        #expect(try fixture.house.refusal(of: record("m1"), as: fixture.n8n) == Refusal.alreadyExists.state)
    }
}
