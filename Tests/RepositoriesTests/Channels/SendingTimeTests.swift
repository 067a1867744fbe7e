import Domain
import TestSupport
import Testing

@Suite("When a message was sent")
struct SendingTimeTests {
    private let desk: ChannelFixture
    init() throws { desk = try ChannelFixture() }

    private func sent(_ ago: String) -> String { "_sent_at => clock_timestamp() - interval '\(ago)'" }

    @Test("A message that comes late stands where it was sent, counts from then, and is unread")
    func late() throws {
        let agent = try desk.house.database.person(.agent)
        try desk.receive("m1", "first", sent("3 hours"))
        try desk.receive("m2", "third", sent("1 hour"))
        let read = "SELECT riad.mark_read(c.id, 2, NULL)::text FROM public.conversations c"
        _ = try desk.house.text(read, as: agent.login)
        #expect(try desk.receive("m3", "second", sent("2 hours")) == "2")
        #expect(try desk.messages() == "first, second, third")
        #expect(try desk.conversation("concat(c.last_seq, c.last_message_content, c.thread_version)") == "3third1")
        #expect(try desk.conversation("date_trunc('minute', clock_timestamp() - c.owed_since)") == "03:00:00")
        #expect(try desk.conversation("date_trunc('minute', clock_timestamp() - c.last_guest_at)") == "01:00:00")
        let unread = "SELECT r.unread::text FROM public.conversations c, riad.conversation_rows(ARRAY[c.id]) r"
        #expect(try desk.house.text(unread, as: agent.login) == "1")
        let found = "SELECT string_agg(e.seq::text, ',' ORDER BY e.seq) FROM riad.search_entries e WHERE e.seq > 0"
        #expect(try desk.house.text(found) == "1,2,3")
    }

    @Test(
        "It is never in the future, and never before there were messages",
        arguments: [("'infinity'", "0"), ("now() + interval '1 year'", "0"), ("'-infinity'", "20"), ("NULL", "0")]
    )
    func clamped(time: String, years: String) throws {
        try desk.receive("m1", "x", "_sent_at => \(time)")
        #expect(try desk.messages("extract(year FROM age(clock_timestamp(), m.created_at))::int") == years)
    }

    @Test("WhatsApp's window counts from when the guest wrote, not from when it came in")
    func window() throws {
        let agent = try desk.house.database.person(.agent)
        try desk.receive("m1", "x", sent("25 hours"))
        let talk = try #require(try desk.conversation("c.id"))
        let reply = "SELECT riad.send_message(gen_random_uuid(), '\(talk)', 'Oui', false, NULL, false)"
        #expect(try desk.house.refusal(of: reply, as: agent.login) == Refusal.windowClosed.state)
    }

    @Test("History reopens nothing, is owed nothing, tells nobody and counts as read where all was read")
    func history() throws {
        let agent = try desk.house.database.person(.agent)
        try desk.receive("m1", "today")
        _ = try desk.reply("answer", by: agent)
        let read = "SELECT riad.mark_read(c.id, 2, NULL)::text FROM public.conversations c"
        _ = try desk.house.text(read, as: agent.login)
        let close = "UPDATE public.conversations SET state = 'RÉSOLUE' WHERE channel_account = 'whatsapp1'"
        try desk.house.database.run(close)
        try desk.house.database.run(
            "INSERT INTO public.webhook_configs (name, endpoint_url) VALUES ('conversation-update', 'https://n8n.example/')"
        )
        try desk.receive("h1", "last year", sent("300 days"))
        try desk.receive("h2", "yesterday", sent("30 hours"))
        #expect(try desk.messages() == "last year, yesterday, today, answer")
        #expect(
            try desk.conversation("concat_ws(' ', c.state, c.owed_since IS NULL, c.last_message_content)")
                == "RÉSOLUE t answer"
        )
        #expect(try desk.house.text("SELECT count(*)::text FROM riad.outbox") == "0")
        let unread = "SELECT r.unread::text FROM public.conversations c, riad.conversation_rows(ARRAY[c.id]) r"
        #expect(try desk.house.text(unread, as: agent.login) == "0")
        try desk.receive("h3", "old stranger", from: "+15550100", sent("300 days"))
        let stranger =
            "SELECT concat_ws(' ', c.state, c.owed_since IS NULL) FROM public.conversations c ORDER BY c.created_at LIMIT 1"
        #expect(try desk.house.text(stranger) == "CLÔTURÉE t")
    }

    @Test("What nobody answered since is owed, however late it comes in")
    func overdue() throws {
        try desk.receive("m1", "x", sent("3 days"))
        #expect(
            try desk.conversation("concat_ws(' ', c.state, c.owed_since < clock_timestamp() - interval '2 days')")
                == "NOUVELLE t"
        )
    }

    @Test("In a merged thread it stands between the messages of the others")
    func merged() throws {
        let lead = try desk.house.database.person(.superviseur)
        try desk.receive(
            "m1",
            "one",
            by: "email",
            from: "mira@example.com",
            "_is_authenticated => true, " + sent("3 hours")
        )
        try desk.receive("m2", "three", sent("1 hour"))
        try desk.house.database.run(
            "UPDATE public.conversations SET guest_id = (SELECT e.guest_id FROM public.conversations e WHERE e.channel_account = 'email1')"
        )
        let merge = """
            SELECT riad.merge_conversations((SELECT id FROM public.conversations WHERE channel_account = 'email1'),
                ARRAY(SELECT id FROM public.conversations WHERE channel_account = 'whatsapp1'))::text
            """
        _ = try desk.house.text(merge, as: lead.login)
        let before = try desk.conversation("c.thread_version", on: "email")
        try desk.receive(
            "m3",
            "two",
            by: "email",
            from: "mira@example.com",
            "_is_authenticated => true, " + sent("2 hours")
        )
        #expect(try desk.conversation("c.thread_version", on: "email") != before)
        let number =
            "SELECT riad.thread_message_number(m.conversation_id, m.seq)::text FROM public.conversation_messages m WHERE m.message_content = 'two'"
        #expect(try desk.house.text(number, as: lead.login) == "2")
    }
}
