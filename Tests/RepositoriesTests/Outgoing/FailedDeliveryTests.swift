import Domain
import Repositories
import TestSupport
import Testing

@Suite("A reply that didn't reach the guest")
struct FailedDeliveryTests {
    private let fixture: OutgoingFixture
    init() throws { fixture = try OutgoingFixture() }

    @Test("is as loud as an unanswered guest: the conversation is open again with the deadline that it had")
    func reopens() throws {
        let due = "SELECT sla_due_at::text FROM public.conversations"
        let before = try fixture.house.text(due)
        let reply = try fixture.reply(andWait: true)
        #expect(try fixture.standing() == "EN_ATTENTE")
        #expect(try fixture.report("failed", reply, error: "not on WhatsApp") == "failed")
        #expect(try fixture.standing() == "EN_COURS owed failed")
        #expect(try fixture.house.text(due) == before)
        #expect(try fixture.report("failed", reply) == "failed", "repeated, it says nothing new")
    }

    @Test("takes up even a finished conversation, but not an archived one")
    func finished() throws {
        let reply = try fixture.reply()
        try fixture.ask("SELECT state FROM riad.set_state('\(fixture.talk)', 'RÉSOLUE')")
        try fixture.report("failed", reply)
        #expect(try fixture.standing() == "EN_COURS owed failed")
        let other = try fixture.reply("Again.")
        try fixture.house.database.run("UPDATE public.conversations SET state = 'ARCHIVÉE'")
        try fixture.report("failed", other)
        #expect(try fixture.standing() == "ARCHIVÉE")
    }

    @Test("is found by failed:yes, and its row says since when")
    func found() throws {
        let reply = try fixture.reply()
        let user = try #require(try fixture.house.database.connection(as: fixture.agent).run(Session.currentUser()))
        func list(_ text: String) throws -> [Conversation] {
            let query = try QueryParser(zones: [], own: []).parse(text, order: .priority)
            let request = try Inbox.page(query, at: .first, limit: 10, for: user)
            return try fixture.house.database.connection(as: fixture.agent).run(request)
        }
        #expect(try list("failed:yes").isEmpty)
        #expect(try list("failed:no").count == 1)
        try fixture.report("failed", reply)
        #expect(try list("failed:yes").first?.failedSince != nil)
        #expect(try list("failed:no").isEmpty)
    }

    @Test("is sent again once, as a new message that names the old one; then nothing is owed any more")
    func resent() throws {
        let reply = try fixture.reply()
        try fixture.report("failed", reply)
        let again: Identifier<Message> = freshIdentifier()
        let resend = "SELECT already_sent::text FROM riad.resend_message('\(again)', '\(reply)', '\(fixture.talk)')"
        #expect(try fixture.ask(resend) == "false")
        #expect(try fixture.ask(resend) == "true")
        #expect(try fixture.standing() == "EN_COURS")
        let twice = "SELECT riad.resend_message(gen_random_uuid(), '\(reply)', '\(fixture.talk)')"
        #expect(try fixture.refusal(twice) == Refusal.illegalTransition.state)
        let sent = """
            SELECT concat_ws('|', message_id, body, resends_id) FROM next_outgoing_messages('wa1')
            """
        #expect(try fixture.house.text(sent, as: fixture.n8n) == "\(again)|There is one.|\(reply)")
        let lease = try fixture.house.text("SELECT lease_token::text FROM riad.outgoing_messages")
        try fixture.report("failed", again.description, lease: lease)
        #expect(try fixture.standing() == "EN_COURS owed failed")
        #expect(try fixture.refusal(twice) == nil, "after the second failure it may be tried once more")
    }

    @Test("goes out by another of the guest's conversations, and by nobody else's")
    func elsewhere() throws {
        let reply = try fixture.reply()
        try fixture.report("failed", reply)
        let mail = try fixture.house.conversation(assignedTo: fixture.agent, account: "bonjour@riad.example")
        try fixture.house.database.run(
            """
            UPDATE public.conversations SET channel_type = 'email',
                guest_id = (SELECT guest_id FROM public.conversations WHERE id = '\(fixture.talk)') WHERE id = '\(mail)'
            """
        )
        let stranger = try fixture.house.conversation(assignedTo: fixture.agent, account: "wa2")
        try fixture.house.database.run("UPDATE public.conversations SET guest_id = NULL WHERE id = '\(stranger)'")
        let wrong = "SELECT riad.resend_message(gen_random_uuid(), '\(reply)', '\(stranger)')"
        #expect(try fixture.refusal(wrong) == Refusal.illegalTransition.state)
        try fixture.ask("SELECT riad.resend_message(gen_random_uuid(), '\(reply)', '\(mail)')::text")
        #expect(try fixture.standing() == "EN_COURS")
        let sent = "SELECT body FROM next_outgoing_messages('bonjour@riad.example')"
        #expect(try fixture.house.text(sent, as: fixture.n8n) == "There is one.")
    }

    @Test("that arrived after all is settled by the later report")
    func arrivedAfterAll() throws {
        let reply = try fixture.reply()
        try fixture.report("failed", reply)
        #expect(try fixture.report("delivered", reply) == "delivered")
        #expect(try fixture.standing() == "EN_COURS")
        #expect(try fixture.house.text("SELECT count(*)::text FROM riad.responses") == "1")
    }
}
