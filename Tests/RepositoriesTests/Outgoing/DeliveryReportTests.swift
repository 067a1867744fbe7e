import Domain
import TestSupport
import Testing

@Suite("Reports of a delivery")
struct DeliveryReportTests {
    private let fixture: RoutingFixture
    private let talk: String
    init() throws {
        fixture = try RoutingFixture()
        talk = try fixture.receive("m1", "whatsapp", from: "+33611110001")
    }

    private func standing() throws -> String? {
        try fixture.conversation(
            talk,
            """
            concat_ws(' ', c.state, CASE WHEN c.owed_since IS NOT NULL THEN 'owed' END,
                CASE WHEN c.failed_since IS NOT NULL THEN 'failed' END)
            """
        )
    }

    private func lease() throws -> String {
        let fetch = "SELECT lease_token::text FROM public.next_outgoing_messages('acc')"
        return try #require(try fixture.house.text(fetch, as: fixture.n8n))
    }

    private func endLease() throws {
        try fixture.house.database.run("UPDATE riad.outgoing_messages SET leased_until = clock_timestamp()")
    }

    @Test(
        "that come before the channel's id is known are kept until it is",
        arguments: [("failed", "NOUVELLE owed failed"), ("delivered", "NOUVELLE")]
    )
    func early(state: String, left: String) throws {
        let reply = try fixture.reply(in: talk)
        let early = "_channel_account => 'acc', _channel_message_id => 'p1', _error => 'no'"
        #expect(try fixture.report(state, early) == nil)
        #expect(try fixture.report("sent", "'\(reply)', 'acc', 'p1'") == state)
        #expect(try standing() == left)
        #expect(try fixture.house.text("SELECT count(*)::text FROM riad.early_reports") == "0")
    }

    @Test("that come before what was written in the channel's own app is recorded are kept too, for a day")
    func earlyOfOwnApp() throws {
        #expect(try fixture.report("read", "_channel_account => 'acc', _channel_message_id => 'w1'") == nil)
        let record = """
            SELECT r.message_id::text FROM public.record_outgoing_message('acc', 'w1', 'agent', 'Oui',
                _guest_address => '+33611110001') r
            """
        let recorded = try #require(try fixture.house.text(record, as: fixture.n8n))
        #expect(try fixture.message(recorded, "m.delivery_state") == "read")
        #expect(try fixture.report("read", "_channel_account => 'acc', _channel_message_id => 'old'") == nil)
        try fixture.house.database.run("UPDATE riad.early_reports SET reported_at = now() - interval '2 days'")
        #expect(try fixture.report("read", "_channel_account => 'acc', _channel_message_id => 'new'") == nil)
        #expect(try fixture.house.text("SELECT string_agg(channel_message_id, ' ') FROM riad.early_reports") == "new")
    }

    @Test("on an echo in other words stay with the reply that the echo was: a failure is not lost")
    func echo() throws {
        let reply = try fixture.reply(in: talk, "*Oui*")
        let record = "SELECT r.seq::text FROM public.record_outgoing_message('acc', 'w1', 'agent', 'Oui', '\(talk)') r"
        #expect(try fixture.house.text(record, as: fixture.n8n) == "3")
        let failure = "_channel_account => 'acc', _channel_message_id => 'w1', _error => 'blocked'"
        #expect(try fixture.report("failed", failure) == "failed")
        #expect(try fixture.report("sent", "'\(reply)', 'acc', 'w1'") == "failed")
        #expect(try fixture.message(reply, "concat_ws(' ', m.delivery_error, m.failed_at IS NOT NULL)") == "blocked t")
        #expect(try standing() == "NOUVELLE owed failed")
        #expect(try fixture.report("delivered", "'\(reply)', 'acc', 'w1'") == "delivered")
        #expect(try standing() == "NOUVELLE")
    }

    @Test("Sent is believed of a lease that ended, also after the next one's failure: it isn't sent once more")
    func sentAfterFailed() throws {
        let reply = try fixture.reply(in: talk)
        let first = try lease()
        try endLease()
        let second = try lease()
        #expect(try fixture.report("failed", "'\(reply)', _lease_token => '\(second)'") == "failed")
        #expect(try standing() == "NOUVELLE owed failed")
        #expect(try fixture.report("sent", "'\(reply)', _lease_token => '\(first)'") == "sent")
        #expect(try standing() == "NOUVELLE")
        #expect(try fixture.report("failed", "'\(reply)', _lease_token => '\(second)'") == "sent", "said again")
        #expect(try fixture.report("failed", "'\(reply)'") == "failed", "the provider's own")
        #expect(try fixture.report("sent", "'\(reply)', _lease_token => '\(first)'") == "failed", "said again")
    }

    @Test("A failure that was none is settled, and what the guest has asked since is owed from then")
    func settled() throws {
        let reply = try fixture.reply(in: talk)
        #expect(try fixture.report("failed", "'\(reply)'") == "failed")
        try fixture.receive("m2", "whatsapp", from: "+33611110001")
        #expect(try fixture.report("delivered", "'\(reply)'") == "delivered")
        #expect(try standing() == "NOUVELLE owed")
        let second = "(SELECT m.created_at FROM public.conversation_messages m WHERE m.channel_message_id = 'm2')"
        #expect(try fixture.conversation(talk, "c.owed_since = \(second)") == "true")
    }

    @Test("Failed without a lease is not believed while somebody has one")
    func failedWithoutLease() throws {
        let reply = try fixture.reply(in: talk)
        let token = try lease()
        #expect(try fixture.report("failed", "'\(reply)'") == "queued")
        #expect(try standing() == "NOUVELLE")
        #expect(try fixture.report("failed", "'\(reply)', _lease_token => '\(token)'") == "failed")
    }

    @Test("happen never in the future: a clock that is minutes ahead counts as now, more is refused")
    func future() throws {
        let reply = try fixture.reply(in: talk)
        let ahead = "SELECT public.report_delivery('sent', '\(reply)', _at => now() + interval '1 hour')"
        #expect(try fixture.house.refusal(of: ahead, as: fixture.n8n) == Refusal.invalidInput.state)
        #expect(try fixture.report("sent", "'\(reply)', _at => now() + interval '3 minutes'") == "sent")
        #expect(try fixture.message(reply, "m.sent_at <= clock_timestamp()") == "true")
    }
}
