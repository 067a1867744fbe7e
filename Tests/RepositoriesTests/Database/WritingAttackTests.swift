import Domain
import Loop
import Postgres
import TestSupport
import Testing

@Suite("Attacks on what others may write")
struct WritingAttackTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private func send(
        _ body: String,
        to talk: String,
        id: String = "gen_random_uuid()",
        isNote: Bool = false,
        after seq: String = "NULL",
        andWait: Bool = false
    ) -> String {
        "SELECT seq::text FROM riad.send_message(\(id), '\(talk)', '\(body)', \(isNote), \(seq), \(andWait))"
    }

    @Test("No table takes a direct write, not even from a super_admin")
    func directWrites() throws {
        let boss = try house.database.person(.superAdmin)
        let talk = try house.conversation(assignedTo: boss)
        let attempts = [
            """
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_id, sender_type, message_content)
            VALUES ('\(talk)', 1, '\(SQLFixture.guest)', 'guest', 'forged')
            """,
            "UPDATE public.conversations SET assigned_agent_id = NULL",
            "DELETE FROM public.webhook_logs",
            "TRUNCATE public.conversations CASCADE",
            "INSERT INTO public.user_roles (user_id, role) VALUES ('\(boss.id)', 'super_admin')",
            "UPDATE public.profiles SET is_active = true",
            "INSERT INTO riad.outbox (webhook_config_id, event_type, payload) VALUES (gen_random_uuid(), 'x', '{}')",
            "UPDATE riad.settings SET value = 'true'",
            "UPDATE public.webhook_configs SET endpoint_url = 'http://evil'",
            "SELECT public.trigger_webhook_notification('conversation-update', 'message_created', '{}')",
            "SELECT * FROM public.conversations FOR UPDATE",
        ]
        for attempt in attempts {
            #expect(try house.refusal(of: attempt, as: boss.login) == "42501", "\(attempt)")
        }
    }

    @Test("A message is its login's, whatever else the session claims")
    func sender() throws {
        let agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        let talk = try house.conversation(assignedTo: agent)
        #expect(try house.text(send("Bonjour", to: talk), as: agent.login) == "1")
        let stored = "SELECT concat_ws('|', sender_id, sender_type, sender_name) FROM public.conversation_messages"
        #expect(try house.text(stored) == "\(agent.id)|agent|Fatima El-Fassi")
    }

    @Test("The same message sent again is stored once; its id for anything else is refused")
    func resending() throws {
        let agent = try house.database.person(.agent)
        let other = try house.database.person(.superviseur)
        let talk = try house.conversation(assignedTo: agent)
        let another = try house.conversation(assignedTo: agent)
        let id = "'11111111-1111-4111-8111-111111111111'"
        #expect(try house.text(send("Bonjour", to: talk, id: id), as: agent.login) == "1")
        #expect(try house.text(send("Et encore", to: talk), as: agent.login) == "2")
        #expect(try house.text(send("Bonjour", to: talk, id: id, after: "0"), as: agent.login) == "1")
        let others = [
            (send("Autre", to: talk, id: id), agent), (send("Bonjour", to: another, id: id), agent),
            (send("Bonjour", to: talk, id: id, isNote: true), agent), (send("Bonjour", to: talk, id: id), other),
        ]
        for (attempt, person) in others {
            #expect(try house.refusal(of: attempt, as: person.login) == Refusal.alreadyExists.state, "\(attempt)")
        }
        #expect(try house.text("SELECT count(*)::text FROM public.conversation_messages") == "2")
        #expect(try house.text("SELECT last_seq::text FROM public.conversations WHERE id = '\(another)'") == "0")
    }

    @Test("Two sessions that send one message at the same time store it once, and both hear of it")
    func resendingAtTheSameTime() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        let first = house.database.connection(as: agent)
        let second = house.database.connection(as: agent)
        let message = send("Bonjour", to: talk, id: "'11111111-1111-4111-8111-111111111111'")
        try first.run(script: "BEGIN; \(message)", name: "first")
        var answer: Result<String?, PostgresError>?
        try second.connect()
        second.send(SQLFixture.question(message)) { answer = $0 }
        second.waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(answer == nil)
        try first.run(script: "COMMIT", name: "commit")
        while answer == nil { second.waitAndAdvance() }
        #expect(try answer?.get() == "1")
        #expect(try house.text("SELECT count(*)::text FROM public.conversation_messages") == "1")
    }

    @Test("A reply to a thread that moved is refused, a note to an archived one too, an empty one always")
    func refusals() throws {
        let agent = try house.database.person(.agent)
        let boss = try house.database.person(.superviseur)
        let talk = try house.conversation(assignedTo: agent)
        #expect(try house.refusal(of: send("Note", to: talk, isNote: true), as: boss.login) == nil)
        #expect(
            try house.refusal(of: send("Bonjour", to: talk, after: "0"), as: agent.login) == Refusal.outdated.state
        )
        #expect(try house.refusal(of: send("Bonjour", to: talk, after: "1"), as: agent.login) == nil)
        #expect(try house.refusal(of: send("  ", to: talk), as: agent.login) == Refusal.invalidInput.state)
        let archived = try house.conversation("ARCHIVÉE", assignedTo: agent)
        #expect(
            try house.refusal(of: send("Note", to: archived, isNote: true), as: agent.login) == Refusal.archived.state
        )
        #expect(try house.refusal(of: send("Bonjour", to: SQLFixture.guest), as: agent.login) == Refusal.notFound.state)
    }

    @Test("Only its assignee, an agent on nobody's, and a superviseur reply; an agent's reply claims")
    func replying() throws {
        let agent = try house.database.person(.agent)
        let colleague = try house.database.person(.agent)
        let boss = try house.database.person(.superviseur)
        let talk = try house.conversation("NOUVELLE")
        let now =
            "SELECT concat_ws('|', state, assigned_agent_id, assign_version, sla_due_at) FROM public.conversations WHERE id = '\(talk)'"
        #expect(try house.refusal(of: send("De la direction", to: talk), as: boss.login) == nil)
        #expect(try house.text(now) == "NOUVELLE|0|infinity")
        #expect(try house.refusal(of: send("Bonjour", to: talk), as: agent.login) == nil)
        #expect(try house.text(now) == "EN_COURS|\(agent.id)|1|infinity")
        #expect(try house.refusal(of: send("Moi aussi", to: talk), as: colleague.login) == Refusal.notPermitted.state)
        #expect(try house.refusal(of: send("Une note", to: talk, isNote: true), as: colleague.login) == nil)
        #expect(try house.refusal(of: send("Et vous ?", to: talk, andWait: true), as: agent.login) == nil)
        #expect(try house.text(now) == "EN_ATTENTE|\(agent.id)|1|infinity")
        let preview = "SELECT last_message_content FROM public.conversations WHERE id = '\(talk)'"
        #expect(try house.text(preview) == "Et vous ?")
    }

    @Test("Of two who claim at the same time one wins, and the other hears it")
    func claiming() throws {
        let agent = try house.database.person(.agent)
        let colleague = try house.database.person(.agent)
        let talk = try house.conversation("NOUVELLE")
        let first = house.database.connection(as: agent)
        let second = house.database.connection(as: colleague)
        let claim = "SELECT assigned_agent_id::text FROM riad.claim('\(talk)')"
        try first.run(script: "BEGIN; \(claim)", name: "first")
        var answer: Result<String?, PostgresError>?
        try second.connect()
        second.send(SQLFixture.question(claim)) { answer = $0 }
        second.waitAndAdvance(limit: .now() + .milliseconds(200))
        try first.run(script: "COMMIT", name: "commit")
        while answer == nil { second.waitAndAdvance() }
        #expect(throws: PostgresError.self) { try answer?.get() }
        #expect(try house.text("SELECT assigned_agent_id::text FROM public.conversations") == "\(agent.id)")
        #expect(try house.text(claim, as: agent.login) == "\(agent.id)")
        #expect(try house.refusal(of: claim, as: colleague.login) == Refusal.conflict.state)
        #expect(
            try house.refusal(of: "SELECT riad.release('\(talk)')", as: colleague.login) == Refusal.notPermitted.state
        )
        #expect(try house.refusal(of: "SELECT riad.release('\(talk)')", as: agent.login) == nil)
        let now = "SELECT concat_ws('|', state, assigned_agent_id, assign_version) FROM public.conversations"
        #expect(try house.text(now) == "NOUVELLE|2")
    }

    @Test("Who goes on with a change of many that is done has neither its time for being taken back begin anew")
    func goingOn() throws {
        let boss = try house.database.person(.superviseur)
        let talk = try house.conversation()
        let begin = "SELECT riad.start_batch('priority', NULL, 'high', NULL, '{\(talk)}', '{0}', NULL, NULL)::text"
        let batch = try #require(try house.text(begin, as: boss.login))
        let goOn = "SELECT riad.run_batch_step('\(batch)', 100)::text"
        #expect(try house.text(goOn, as: boss.login) == "false")
        try house.database.run(
            "UPDATE riad.batches SET undo_until = now() - interval '1 hour', events_at = now() - interval '1 hour'"
        )
        #expect(try house.text(goOn, as: boss.login) == "false")
        let undo = "SELECT riad.start_batch_undo('\(batch)')"
        #expect(try house.refusal(of: undo, as: boss.login) == Refusal.illegalTransition.state)
        let told = "SELECT 1::text FROM riad.batches WHERE events_at < now() - interval '59 minutes'"
        #expect(try house.text(told) == "1")
    }

    @Test("Nobody takes a name that turns the text beside it around")
    func names() throws {
        let cleaner = try house.database.person(.femmeDeMenage)
        func edit(_ first: String, _ last: String) -> String {
            "SELECT riad.edit_own_profile(E'\(first)', E'\(last)', NULL)"
        }
        for mark in ["\\u202e", "\\u2066", "\\u200f", "\\u061c", "\\u009b", "\\t"] {
            for attempt in [edit("Fatima\(mark)", "Zahra"), edit("Fatima", "Zah\(mark)ra")] {
                #expect(try house.refusal(of: attempt, as: cleaner.login) == Refusal.invalidInput.state, "\(attempt)")
            }
        }
        #expect(try house.refusal(of: edit("ليلى", "Ñandú-d''Été"), as: cleaner.login) == nil)
    }
}
