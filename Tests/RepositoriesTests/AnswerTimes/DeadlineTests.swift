import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("What is due when")
struct DeadlineTests {
    private let house: SQLFixture
    private let channel: String
    private let agent: TestPerson
    init() throws {
        house = try SQLFixture()
        channel = try house.channelLogin()
        agent = try house.database.person(.agent)
    }

    private func guestWrites(_ id: String, on type: String = "email", from address: String = "a@b.example") throws
        -> String
    {
        let receive = """
            SELECT conversation_id::text FROM public.receive_guest_message('acc', '\(id)', '\(type)', '\(address)', 'Bonjour')
            """
        return try #require(try house.text(receive, as: channel))
    }

    private func reply(_ body: String = "Voilà", to talk: String, isNote: Bool = false, andWait: Bool = false) -> String
    {
        "SELECT seq::text FROM riad.send_message(gen_random_uuid(), '\(talk)', '\(body)', \(isNote), NULL, \(andWait))"
    }

    /// Minutes from when the owed answer was asked for to its deadline; nil where none is owed.
    private func minutes(_ talk: String) throws -> String? {
        try house.text(
            """
            SELECT CASE WHEN sla_due_at < 'infinity' THEN round(extract(epoch FROM sla_due_at - owed_since) / 60)::text END
            FROM public.conversations WHERE id = '\(talk)'
            """
        )
    }

    private func target(_ values: String) throws {
        try house.database.run(
            """
            INSERT INTO riad.sla_targets (kind, priority, channel_type, zone_id, minutes, calendar_id)
            SELECT \(values), id FROM riad.calendars WHERE name = '24/7'
            """
        )
    }

    @Test("The first answer has its target, the next ones theirs; further messages don't move it, an answer clears it")
    func firstAndNext() throws {
        try house.database.run("UPDATE riad.sla_targets SET minutes = 10 WHERE kind = 'next' AND priority = 'medium'")
        let talk = try guestWrites("m1")
        #expect(try minutes(talk) == "120")
        let due = "SELECT sla_due_at::text FROM public.conversations WHERE id = '\(talk)'"
        let before = try house.text(due)
        _ = try guestWrites("m2")
        #expect(try house.text(due) == before)
        _ = try house.text(reply(to: talk, isNote: true), as: agent.login)
        #expect(try house.text(due) == before)
        _ = try house.text(reply(to: talk), as: agent.login)
        #expect(try house.text(due) == "infinity")
        _ = try guestWrites("m3")
        #expect(try minutes(talk) == "10")
    }

    @Test("The zone's target goes before the channel's, and that before the priority's")
    func specificity() throws {
        let talk = try guestWrites("m1")
        #expect(try minutes(talk) == "120")
        let recount = "SELECT riad.recalculate_deadlines()::text"
        for (values, expected) in [
            ("'first', NULL, NULL, NULL, 90", "120"), ("'first', NULL, 'email', NULL, 60", "60"),
            ("'first', 'medium', 'email', NULL, 50", "50"), ("'first', 'urgent', 'email', 0, 5", "50"),
            ("'first', NULL, NULL, 0, 40", "40"), ("'next', 'medium', 'email', 0, 1", "40"),
            ("'first', 'medium', 'email', 0, 30", "30"),
        ] {
            try target(values)
            _ = try house.text(recount)
            #expect(try minutes(talk) == expected, "\(values)")
        }
        try house.database.run("DELETE FROM riad.sla_targets")
        _ = try house.text(recount)
        #expect(try minutes(talk) == nil)
    }

    @Test("Priority and zone count anew from the same moment; waiting and finished conversations owe nothing")
    func changes() throws {
        let talk = try guestWrites("m1")
        let boss = try house.database.person(.superviseur)
        let since = "SELECT owed_since::text FROM public.conversations WHERE id = '\(talk)'"
        let asked = try house.text(since)
        #expect(try house.refusal(of: "SELECT riad.set_priority('\(talk)', 'urgent')", as: boss.login) == nil)
        #expect(try minutes(talk) == "15")
        try target("'first', NULL, NULL, (SELECT id FROM riad.zones WHERE label = 'marrakech_gueliz'), 7")
        try house.database.run(
            "UPDATE public.conversations SET reservation_id = '\(SQLFixture.stay)' WHERE id = '\(talk)'"
        )
        #expect(try minutes(talk) == "7")
        for state in ["EN_ATTENTE", "RÉSOLUE", "CLÔTURÉE"] {
            #expect(try house.refusal(of: "SELECT riad.set_state('\(talk)', '\(state)')", as: boss.login) == nil)
            #expect(try minutes(talk) == nil, "\(state)")
            #expect(try house.refusal(of: "SELECT riad.set_state('\(talk)', 'NOUVELLE')", as: boss.login) == nil)
            #expect(try minutes(talk) == "7", "\(state)")
        }
        #expect(try house.text(since) == asked)
        #expect(try house.refusal(of: "SELECT riad.set_state('\(talk)', 'RÉSOLUE')", as: boss.login) == nil)
        _ = try guestWrites("m2")
        #expect(try house.text(since) != asked)
        #expect(try minutes(talk) == "7")
    }

    @Test(
        "Whoever answered first is kept with when it was asked and due; a chatbot is nobody, a second line is no answer"
    )
    func responses() throws {
        let talk = try guestWrites("m1")
        let bot = """
            SELECT seq::text FROM public.record_outgoing_message('acc', 'o1', 'chatbot', 'Un instant', '\(talk)')
            """
        _ = try house.text(bot, as: channel)
        #expect(try minutes(talk) == nil)
        #expect(try house.text("SELECT count(*)::text FROM riad.responses") == "0")
        _ = try guestWrites("m2")
        #expect(try minutes(talk) == "120")
        _ = try house.text(reply(to: talk), as: agent.login)
        _ = try house.text(reply("Encore", to: talk), as: agent.login)
        _ = try guestWrites("m3")
        let app = "SELECT seq::text FROM public.record_outgoing_message('acc', 'o2', 'agent', 'Vu', '\(talk)')"
        _ = try house.text(app, as: channel)
        let facts = """
            SELECT string_agg(concat_ws(' ', r.seq, r.kind, r.answered_by, (r.asked_at = m.created_at)::text,
                extract(epoch FROM r.due_at - r.asked_at)::int / 60), '; ' ORDER BY r.seq)
            FROM riad.responses r JOIN public.conversation_messages m
                ON m.conversation_id = r.conversation_id AND m.seq = CASE r.kind WHEN 'first' THEN 3 ELSE 6 END
            """
        #expect(try house.text(facts) == "4 first \(agent.id) true 120; 7 next true 120")
        try house.database.run("DELETE FROM riad.responses")
        #expect(try house.text("SELECT riad.backfill_first_responses()::text") == "1")
        #expect(try house.text(facts.replacing("ELSE 6", with: "ELSE 0")) == "4 first \(agent.id) true 120")
    }

    @Test(
        "A guest who arrives is waited for until they arrive, and a window that closes before its answer is due comes first"
    )
    func nextOfThree() throws {
        try house.database.run(
            """
            UPDATE riad.sla_targets SET minutes = 5000;
            UPDATE public.reservation SET check_in = current_date + 2, check_out = current_date + 4
            """
        )
        let talk = try house.conversation("EN_COURS", assignedTo: agent)
        func kind() throws -> String? {
            try house.text(
                """
                SELECT CASE sla_due_at WHEN answer_due_at THEN 'answer' WHEN last_guest_at + interval '1 day' THEN 'window'
                    WHEN (SELECT check_in + time '15:00' FROM public.reservation) AT TIME ZONE 'Africa/Casablanca'
                    THEN 'arrival' END FROM public.conversations WHERE id = '\(talk)'
                """
            )
        }
        try house.database.run("UPDATE public.conversations SET owed_since = last_guest_at WHERE id = '\(talk)'")
        #expect(try kind() == "window")
        try house.database.run("UPDATE public.conversations SET last_guest_at = last_guest_at + interval '9 days'")
        #expect(try kind() == "arrival")
        try house.database.run("UPDATE public.reservation SET check_in = check_in - 5")
        #expect(try kind() == "answer")
        try house.database.run("UPDATE public.reservation SET check_in = check_in + 5, status = 'cancelled'")
        #expect(try kind() == "answer")
        let connection = house.database.connection(as: agent)
        let user = try #require(try connection.run(Session.currentUser()))
        let id = try #require(Identifier<Conversation>(talk))
        let found = try connection.run(try Conversations.find(id, for: user))
        let row = try #require(found)
        #expect(row.deadline?.kind == .answer && row.awaitingReplySince != nil)
    }
}
