import Domain
import TestSupport
import Testing

@Suite("The address that a reply goes to")
struct AnsweredAddressTests {
    private let fixture: RoutingFixture
    init() throws { fixture = try RoutingFixture() }

    private func start(_ talk: String, _ address: String) throws -> String {
        let id: Identifier<Message> = freshIdentifier()
        let guest = try fixture.guest(of: talk)
        try fixture.ask(
            """
            SELECT seq::text FROM riad.start_conversation('\(id)', '\(guest)', 'acc', '\(address)', 'Hello', NULL, NULL)
            """
        )
        return id.description
    }

    /// Two numbers of one guest on one account; the second wrote last.
    private func twoNumbers() throws -> String {
        let talk = try fixture.receive("a1", "whatsapp", from: "+33611110001")
        try fixture.join(talk, fixture.receive("b1", "whatsapp", from: "+33611110002"))
        #expect(try fixture.receive("b2", "whatsapp", from: "+33611110002") == talk)
        return talk
    }

    @Test("is the one that was chosen when the conversation began, also for what follows until the guest writes")
    func chosen() throws {
        let talk = try twoNumbers()
        #expect(try fixture.head(of: start(talk, "+33611110001")) == "+33611110001")
        #expect(try fixture.head(of: fixture.reply(in: talk)) == "+33611110001")
        try fixture.receive("b3", "whatsapp", from: "+33611110002")
        #expect(try fixture.head(of: fixture.reply(in: talk)) == "+33611110002")
    }

    @Test("takes free text on WhatsApp only if the guest wrote from there within a day, or from the id beside it")
    func window() throws {
        let talk = try twoNumbers()
        let lid = "_other_addresses => '{123456789012345@lid}'"
        try fixture.receive("b3", "whatsapp", from: "+33611110002", lid)
        try fixture.receive("b4", "whatsapp", from: "123456789012345@lid")
        try fixture.house.database.run(
            """
            UPDATE public.conversation_messages SET created_at = created_at - interval '2 days'
            WHERE guest_address IN ('+33611110001', '+33611110002')
            """
        )
        let guest = try fixture.guest(of: talk)
        func call(_ address: String) -> String {
            "SELECT riad.start_conversation(gen_random_uuid(), '\(guest)', 'acc', '\(address)', 'Hello', NULL, NULL)"
        }
        let closed = try fixture.house.refusal(of: call("+33611110001"), as: fixture.lead.login)
        #expect(closed == Refusal.windowClosed.state)
        #expect(try fixture.house.refusal(of: call("+33611110002"), as: fixture.lead.login) == nil)
    }

    @Test("is that of the mail which it answers, with its subject and copies, whoever writes before it is fetched")
    func answeredMail() throws {
        let talk = try fixture.receive(
            "e1",
            "email",
            from: "eva@work.example",
            """
            _subject => 'Taxi', _cc => '{boss@work.example}', _reply_to => 'eva.r@work.example',
            _mail_message_id => '<e1@work.example>'
            """
        )
        try fixture.join(talk, fixture.receive("f1", "email", from: "family@home.example"))
        let answer = try fixture.reply(in: talk)
        let family = "_subject => 'Home', _mail_message_id => '<f2@home.example>'"
        #expect(try fixture.receive("f2", "email", from: "family@home.example", family) == talk)
        let toEva = "eva@work.example|Re: Taxi|<e1@work.example>|eva.r@work.example|boss@work.example"
        #expect(try fixture.head(of: answer) == toEva)
        #expect(try fixture.head(of: fixture.reply(in: talk)) == "family@home.example|Re: Home|<f2@home.example>")
        // Sent again, it goes where it went.
        #expect(try fixture.report("failed", "'\(answer)'") == "failed")
        let again: Identifier<Message> = freshIdentifier()
        try fixture.ask("SELECT seq::text FROM riad.resend_message('\(again)', '\(answer)', '\(talk)')")
        #expect(try fixture.head(of: again.description) == toEva)
        #expect(try fixture.head(of: fixture.reply(in: talk)) == "family@home.example|Re: Home|<f2@home.example>")
    }

    @Test("is the number that it was written to, though the guest changes theirs before it is fetched")
    func changedNumber() throws {
        let talk = try fixture.receive("a1", "whatsapp", from: "+33611110001")
        try fixture.join(talk, fixture.receive("b1", "whatsapp", from: "+33611110002"))
        let answer = try fixture.reply(in: talk)
        #expect(try fixture.receive("b2", "whatsapp", from: "+33611110002") == talk)
        #expect(try fixture.head(of: answer) == "+33611110001")
        #expect(try fixture.report("failed", "'\(answer)'") == "failed")
        let again: Identifier<Message> = freshIdentifier()
        try fixture.ask("SELECT seq::text FROM riad.resend_message('\(again)', '\(answer)', '\(talk)')")
        #expect(try fixture.head(of: again.description) == "+33611110001")
        #expect(try fixture.head(of: fixture.reply(in: talk)) == "+33611110002")
    }

    @Test("is never another guest's once two were parted; the thread says so, and goes on with its own guest")
    func parted() throws {
        let fay = try fixture.receive("c1", "email", from: "fay@work.example", "_guest_name => 'Fay'")
        let other = try fixture.receive("d1", "email", from: "fay2@home.example", "_guest_name => 'Fay'")
        let parted = try fixture.guest(of: fay)
        try fixture.join(other, fay)
        #expect(try fixture.receive("c2", "email", from: "fay@work.example", "_guest_name => 'Fay'") == other)
        let before = try fixture.reply(in: other)
        #expect(try fixture.head(of: before) == "fay@work.example")
        try fixture.ask("SELECT riad.part_guest('\(parted)')::text")
        #expect(try fixture.head(of: before) == "")
        #expect(try fixture.head(of: fixture.reply(in: other)) == "fay2@home.example")
        let note = """
            SELECT string_agg(m.message_content, '|') FROM public.conversation_messages m
            WHERE m.conversation_id = '\(other)' AND m.sender_type = 'system' AND m.is_internal
            """
        #expect(try fixture.house.text(note)?.hasPrefix("Messages from fay@work.example are another guest's") == true)
        let mail = """
            SELECT g.email FROM public.guest g JOIN public.conversations c USING (guest_id) WHERE c.id = '\(other)'
            """
        #expect(try fixture.house.text(mail) == "fay2@home.example")
        #expect(try fixture.conversation(other, "c.last_seq") == "5")
    }

    @Test("is the one that was chosen, though a stranger who can't be verified wrote from it before")
    func claimed() throws {
        _ = try fixture.house.text(
            """
            SELECT public.upsert_reservation('booking', 'Z1', 'P1', current_date, current_date + 3,
                _guest_name => 'Zoe', _guest_email => 'zoe@example.org')::text
            """,
            as: fixture.n8n
        )
        try fixture.receive("m0", "email", from: "karl@example.org")
        let claim = fixture.receiving("m1", "email", from: "zoe@example.org")
            .replacing("_is_authenticated => true", with: "_is_authenticated => false")
        let stranger = try #require(try fixture.house.text(claim, as: fixture.n8n))
        let zoe = try fixture.house.text("SELECT guest_id::text FROM public.reservation WHERE ext_id = 'Z1'") ?? ""
        let id: Identifier<Message> = freshIdentifier()
        let talk = try fixture.ask(
            """
            SELECT conversation_id::text
            FROM riad.start_conversation('\(id)', '\(zoe)', 'acc', 'zoe@example.org', 'Hello', NULL, NULL)
            """
        )
        #expect(talk != stranger)
        #expect(try fixture.head(of: id.description) == "zoe@example.org")
        #expect(try fixture.head(of: fixture.reply(in: talk ?? "")) == "zoe@example.org")
    }

    @Test("and what its head says have no line breaks, and an address with one is none")
    func lineBreaks() throws {
        let talk = try fixture.receive(
            "h1",
            "email",
            from: "a@example.org",
            """
            _subject => E'A\\r\\nBcc: x@example.net', _reply_to => E'a@example.org\\r\\nX: 1',
            _in_reply_to => E'<0@a>\\n', _mail_message_id => E'<1@a>\\r\\n',
            _cc => ARRAY[E'b@example.org\\nBcc: x@example.net', 'c@example.org'],
            _guest_name => E'A\\nB'
            """
        )
        let answer = try fixture.reply(in: talk)
        #expect(try fixture.head(of: answer) == "a@example.org|Re: A Bcc: x@example.net|<1@a>|c@example.org")
        let names = "SELECT guest_name FROM public.message_to_send('\(answer)')"
        #expect(try fixture.house.text(names, as: fixture.n8n) == "A B")
        let injected = try fixture.receive("h2", "email", from: "sofia@example.com\nBcc: x@example.net")
        #expect(try fixture.head(of: fixture.reply(in: injected)) == "")
        let offered = "SELECT count(*)::text FROM riad.guest_channels('\(try fixture.guest(of: injected))')"
        #expect(try fixture.ask(offered) == "0")
    }
}
