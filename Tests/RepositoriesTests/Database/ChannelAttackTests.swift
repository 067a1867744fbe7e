import Domain
import Postgres
import TestSupport
import Testing

@Suite("Attacks by and through the channels' side")
struct ChannelAttackTests {
    private let house: SQLFixture
    private let channel: String
    init() throws {
        house = try SQLFixture()
        channel = try house.channelLogin()
    }

    private func receive(_ id: String, from address: String, by type: String = "whatsapp", more: String = "") -> String
    {
        """
        SELECT conversation_id::text FROM public.receive_guest_message(
            'wa1', '\(id)', '\(type)', '\(address)', 'Bonjour'\(more))
        """
    }

    @Test("Who quotes somebody else's reservation on WhatsApp gets neither their identity, thread nor stay")
    func takeover() throws {
        let talk = try house.conversation()
        let quoted = ", _booking_source => 'airbnb', _reservation_ext_id => 'HM1'"
        let answer = try #require(try house.text(receive("m1", from: "+15550100", more: quoted), as: channel))
        #expect(answer != talk)
        let made =
            "SELECT concat_ws('|', guest_id = '\(SQLFixture.guest)', reservation_id) FROM public.conversations WHERE id = "
        #expect(try house.text(made + "'\(answer)'") == "f")
        let own = try house.text(receive("m2", from: "+33612345678", more: quoted), as: channel)
        #expect(own == talk)
        // The booking system knows whose it is; another channel is another conversation.
        let over = receive("m3", from: "airbnb:77", by: "beds24", more: quoted)
        let booked = try #require(try house.text(over, as: channel))
        #expect(booked != talk)
        #expect(try house.text(made + "'\(booked)'") == "t|\(SQLFixture.stay)")
    }

    @Test("What no channel could bring is refused by name, not by an accident further in")
    func impossible() throws {
        let long = "(SELECT string_agg(md5(g::text), '') FROM generate_series(1, 300) g)"
        let files = [
            "[1]", "{}", "[{\"byte_size\": \"x\"}]", "[{\"byte_size\": -1}]", "[{\"byte_size\": 1e30}]",
        ].map { ", _attachments => '\($0)'" }
        let more =
            files + [
                ", _metadata => '[]'",
                ", _metadata => jsonb_build_object('a', repeat('x', 300000))",
            ]
        var attempts = more.map { receive("m1", from: "+15550100", more: $0) }
        attempts += [
            "SELECT public.receive_guest_message('wa1', \(long), 'whatsapp', '+15550100', 'x')",
            "SELECT public.receive_guest_message('wa1', 'm1', 'fax', '+15550100', 'x')",
            "SELECT public.upsert_reservation('booking', 'B1', 'P1', '2026-01-01', 'infinity')",
            "SELECT public.upsert_reservation('booking', 'B1', 'P1', '-infinity', '2026-01-01')",
            "SELECT public.upsert_reservation('booking', \(long), 'P1', '2026-01-01', '2026-01-02')",
            "SELECT public.report_delivery('read', '\(SQLFixture.guest)', _at => 'infinity')",
            "SELECT public.report_delivery('read', '\(SQLFixture.guest)', _at => '294276-01-01')",
        ]
        for attempt in attempts {
            #expect(try house.refusal(of: attempt, as: channel) == Refusal.invalidInput.state, "\(attempt)")
        }
        let left =
            "SELECT concat_ws('|', (SELECT count(*) FROM public.guest), (SELECT count(*) FROM riad.guest_addresses))"
        #expect(try house.text(left) == "1|0")
    }

    @Test(
        "A message that came before changes nothing when another address brings it; an account writes only in its own"
    )
    func foreignIds() throws {
        let talk = try house.text(receive("m1", from: "+33612345678"), as: channel)
        #expect(try house.text(receive("m1", from: "+15550100"), as: channel) == talk)
        #expect(try house.text("SELECT count(*)::text FROM public.guest") == "1")
        let other = """
            SELECT public.record_outgoing_message('mail', 'o1', 'agent', 'x', (SELECT id FROM public.conversations))
            """
        #expect(try house.refusal(of: other, as: channel) == "42501")
        let named = other.replacing("(SELECT id FROM public.conversations)", with: "'\(talk ?? "")'")
        #expect(try house.refusal(of: named, as: channel) == Refusal.notFound.state)
    }

    @Test("What went out to who is vouched for is never kept with who claims their address, though theirs is archived")
    func echo() throws {
        func mail(_ id: String, _ isAuthenticated: Bool) -> String {
            receive(id, from: "true@example.com", by: "email", more: ", _is_authenticated => \(isAuthenticated)")
        }
        let own = try #require(try house.text(mail("e1", true), as: channel))
        #expect(try house.text(mail("e2", false), as: channel) != own)
        func record(_ id: String) -> String {
            """
            SELECT conversation_id::text FROM public.record_outgoing_message('wa1', '\(id)', 'agent', 'The code is 12',
                _guest_address => 'true@example.com')
            """
        }
        #expect(try house.text(record("o1"), as: channel) == own)
        try house.database.run("UPDATE public.conversations SET state = 'ARCHIVÉE' WHERE id = '\(own)'")
        #expect(try house.refusal(of: record("o2"), as: channel) == Refusal.archived.state)
    }

    @Test("An account's delivery report touches no other account's message, by whatever name it calls it")
    func foreignReports() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        let id = "11111111-1111-4111-8111-111111111111"
        let send = "SELECT seq::text FROM riad.send_message('\(id)', '\(talk)', 'Bonjour', false, NULL, false)"
        _ = try house.text(send, as: agent.login)
        func report(_ state: String, _ account: String, _ more: String) -> String {
            "SELECT public.report_delivery('\(state)', _channel_account => '\(account)', \(more))"
        }
        func expectForeign() throws {
            for state in ["sent", "delivered", "read", "failed"] {
                for more in ["_message_id => '\(id)'", "_message_id => '\(id)', _channel_message_id => 'w9'"] {
                    let attempt = report(state, "wa2", more)
                    #expect(try house.refusal(of: attempt, as: channel) == Refusal.notFound.state, "\(attempt)")
                }
                // By the channel's id alone it is about a message that the account hasn't brought yet.
                #expect(try house.text(report(state, "wa2", "_channel_message_id => 'w9'"), as: channel) == nil)
            }
        }
        let standing = """
            SELECT concat_ws('|', delivery_state, channel_account, channel_message_id, delivered_at, read_at, failed_at)
            FROM public.conversation_messages WHERE id = '\(id)'
            """
        try expectForeign()
        #expect(try house.text(standing) == "queued|wa1")
        let own = "_message_id => '\(id)', _channel_message_id => 'w9'"
        #expect(try house.text(report("sent", "wa1", own), as: channel) == "sent")
        try expectForeign()
        #expect(try house.text(standing) == "sent|wa1|w9")
    }

    @Test("Two accounts that give their messages the same ids report each of its own")
    func sameIds() throws {
        let first = try house.conversation(account: "wa1")
        let second = try house.conversation(account: "wa2")
        for (account, talk) in [("wa1", first), ("wa2", second)] {
            let record =
                "SELECT seq::text FROM public.record_outgoing_message('\(account)', 'w9', 'agent', 'x', '\(talk)')"
            #expect(try house.text(record, as: channel) == "1")
        }
        let report = "SELECT public.report_delivery('read', _channel_account => 'wa2', _channel_message_id => 'w9')"
        #expect(try house.text(report, as: channel) == "read")
        let states = """
            SELECT string_agg(channel_account || ' ' || delivery_state, ', ' ORDER BY channel_account)
            FROM public.conversation_messages
            """
        #expect(try house.text(states) == "wa1 sent, wa2 read")
    }

    @Test(
        "A message of nothing that can be seen, or too long to look at, is refused; so are tags that turn text around"
    )
    func invisible() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        for body in ["E'\\u00a0\\u200b \\n'", "repeat('x', 262145)"] {
            let attempt = "SELECT riad.send_message(gen_random_uuid(), '\(talk)', \(body), false, NULL, false)"
            #expect(try house.refusal(of: attempt, as: agent.login) == Refusal.invalidInput.state, "\(body)")
        }
        let seen = "SELECT riad.send_message(gen_random_uuid(), '\(talk)', '✅', false, NULL, false)"
        #expect(try house.refusal(of: seen, as: agent.login) == nil)
        for tag in ["a\\u202eb", "a\\u009bb", "a\\u2066b"] {
            let attempt = "SELECT riad.set_tags('\(talk)', ARRAY[E'\(tag)'])"
            #expect(try house.refusal(of: attempt, as: agent.login) == Refusal.invalidInput.state, "\(tag)")
        }
        let reading = "SELECT riad.mark_read('\(talk)', NULL, NULL)"
        #expect(try house.refusal(of: reading, as: agent.login) == Refusal.invalidInput.state)
    }
}
