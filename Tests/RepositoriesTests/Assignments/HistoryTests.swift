import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Whose a conversation was")
struct HistoryTests {
    private let desk: AssignmentFixture
    init() throws { desk = try AssignmentFixture() }

    private func message(_ id: Identifier<Conversation>) -> OutgoingMessage {
        OutgoingMessage(
            id: freshIdentifier(),
            conversation: id,
            body: "Bonjour",
            isInternal: false,
            expectedSequence: nil
        )
    }

    @Test("Every way to change it is written down, with who did it")
    func everyWay() throws {
        let agent = try desk.member(.agent)
        let boss = try desk.member(.superviseur)
        let talk = try desk.deployment.conversation(.nouvelle)
        try agent.connection.run(try Conversations.claim(talk, assignedTo: nil, by: agent.user))
        try agent.connection.run(try Conversations.release(talk, assignedTo: agent.id, by: agent.user))
        _ = try agent.connection.run(try Threads.send(message(talk), onAssignedTo: nil, by: agent.user))
        try boss.connection.run(try Conversations.setState(.nouvelle, of: talk, assignedTo: agent.id, by: boss.user))
        #expect(try agent.takeNext() == talk)
        try agent.transfer(talk, to: .role(.superviseur), version: 5)
        _ = try boss.apply(.assign(agent.id), to: [BulkItem(id: talk, assignVersion: 6)], reason: "À toi")
        try desk.database.run("UPDATE public.conversations SET assigned_agent_id = NULL, state = 'NOUVELLE'")
        let history = try boss.history(talk)
        #expect(
            history.map(\.action) == [
                .other("direct"), .assignment, .escalation, .takeNext, .stateChange, .reply, .release, .claim,
            ]
        )
        #expect(history.map(\.assignVersion) == [8, 7, 6, 5, 4, 3, 2, 1])
        let agents = agent.id
        #expect(history.map(\.actor) == [nil, boss.id, agents, agents, boss.id, agents, agents, agents])
        #expect(history[1].reason?.original == "À toi")
        #expect(history[0].to == .unassigned && history[7].from == .unassigned)
    }

    @Test("A conversation that begins as somebody's has that in its history; one that begins as nobody's has none")
    func beginning() throws {
        let agent = try desk.member(.agent)
        let owned = try desk.deployment.conversation(.enCours, assignedTo: agent.person)
        let free = try desk.deployment.conversation(.nouvelle)
        #expect(try agent.history(owned).map(\.from) == [.unassigned])
        #expect(try agent.history(free).isEmpty)
    }

    @Test("Whoever can read the conversation reads it, colleagues' names only the desk; the latest 50")
    func users() throws {
        let agent = try desk.member(.agent)
        let repairs = try desk.member(.technicien, name: ("Omar", "Idrissi"))
        let talk = try desk.deployment.conversation(.enCours, assignedTo: agent.person)
        #expect(try repairs.history(talk).isEmpty)
        try agent.transfer(talk, to: .role(.technicien))
        try repairs.connection.run(try Conversations.claim(talk, assignedTo: nil, by: repairs.user))
        let seen = try repairs.history(talk)
        #expect(
            seen.map(\.to) == [
                .person(repairs.id, name: UntrustedText("Omar Idrissi")), .role(.technicien),
                .person(agent.id, name: nil),
            ]
        )
        #expect(seen.map(\.actorName?.original) == ["Omar Idrissi", nil, nil])
        for version in 2...60 {
            let holder = version.isMultiple(of: 2) ? "'\(agent.id)'" : "'\(repairs.id)'"
            try desk.database.run("UPDATE public.conversations SET assigned_agent_id = \(holder) WHERE id = '\(talk)'")
        }
        let latest = try agent.history(talk)
        #expect(latest.count == 50 && latest.first?.assignVersion == 61)
    }

    @Test("An isolated agent reads none of another zone's")
    func isolation() throws {
        try desk.deployment.isolateZones()
        let agent = try desk.member(.agent, zones: ["rabat_agdal"])
        let other = try desk.member(.agent)
        let talk = try desk.deployment.conversation(
            .enCours,
            assignedTo: other.person,
            zone: try desk.zone("agadir_marina")
        )
        #expect(try agent.history(talk).isEmpty)
        #expect(try other.history(talk).count == 1)
    }

    @Test("It is only added to: not by a plain login, not by a super_admin, not by the owner of the tables")
    func appendOnly() throws {
        let boss = try desk.member(.superAdmin)
        let talk = try desk.deployment.conversation(.enCours, assignedTo: boss.person)
        let forged =
            "INSERT INTO riad.assignments (conversation_id, action, assign_version) VALUES ('\(talk)', 'claim', 9)"
        let attempts = [
            "UPDATE riad.assignments SET reason = 'forged'", "DELETE FROM riad.assignments",
            "TRUNCATE riad.assignments",
            "TRUNCATE public.conversations CASCADE",
        ]
        for attempt in attempts + [forged] {
            #expect(try refusal { try boss.connection.run(script: attempt, name: "attempt") } == "42501", "\(attempt)")
        }
        for attempt in attempts {
            let asOwner = "SET ROLE riad_owner; \(attempt)"
            #expect(try refusal { try desk.database.run(asOwner) } == Refusal.notPermitted.state, "\(attempt)")
        }
        #expect(try refusal { try desk.database.run("DELETE FROM public.conversations") } == "23503")
        #expect(try boss.history(talk).count == 1)
    }

    @Test("Neither act nor reason nor author can be forged by what a session sets or may call")
    func forging() throws {
        let agent = try desk.member(.agent)
        let talk = try desk.deployment.conversation(.nouvelle)
        let settings = """
            SET riad.act = '{"act": "undo", "reason": "forged"}'; SET riad.reason = 'forged'; SET riad.batch = 'x';
            SET request.jwt.claims = '{"sub": "00000000-0000-4000-8000-000000000009"}';
            """
        try agent.connection.run(script: "\(settings) BEGIN; SELECT riad.claim('\(talk)'); COMMIT", name: "forge")
        let entry = try #require(try agent.history(talk).first)
        #expect(entry.action == .claim && entry.reason == nil && entry.actor == agent.id && entry.batch == nil)
        let inner = [
            "INSERT INTO riad.current_actions (transaction_id, action) VALUES (pg_current_xact_id(), 'undo')",
            "SELECT riad.begin_action('undo', 'forged')", "SELECT riad.end_action()", "SELECT riad.current_action()",
            "SELECT riad.assign('\(talk)', '\(agent.id)', 'EN_COURS')",
            "SELECT riad.lock_next(riad.session_rights(), '{0}', 'due')",
            "SELECT riad.plan_undo(NULL, NULL)", "SELECT riad.apply_batch_rows(NULL, NULL, NULL, '{}', '{}', '{}')",
            "SELECT riad.dequeue_batch_rows(NULL, '\(talk)', 1)", "SELECT riad.reschedule_events('\(talk)', now())",
            "SELECT * FROM riad.batches", "SELECT * FROM riad.batch_rows", "SELECT * FROM riad.batch_queue",
            "SELECT public.trigger_webhook_notification('escalation-trigger', 'escalation_created', '{}')",
        ]
        for attempt in inner {
            #expect(try refusal { try agent.connection.run(script: attempt, name: "attempt") } == "42501", "\(attempt)")
        }
    }

    @Test("What a function said it does holds for that function alone, also when the transaction goes on")
    func actionsEnd() throws {
        let agent = try desk.member(.agent)
        let (first, second) = (try desk.waiting(), try desk.waiting(.low))
        let boss = try desk.member(.superviseur)
        try agent.connection.run(
            script: "BEGIN; SELECT riad.take_next('{}'); SELECT riad.claim('\(second)'); COMMIT",
            name: "both"
        )
        #expect(try agent.history(first).map(\.action) == [.takeNext])
        #expect(try agent.history(second).map(\.action) == [.claim])
        let failing = "SELECT riad.transfer('\(first)', NULL, 'superviseur', 'x', 1)"
        try agent.connection.run(
            script: "BEGIN; \(failing); SAVEPOINT s; SELECT riad.claim('\(second)'); COMMIT",
            name: "after"
        )
        try boss.connection.run(script: "BEGIN; SELECT riad.claim('\(first)'); COMMIT", name: "claim")
        #expect(try agent.history(first).map(\.action) == [.claim, .escalation, .takeNext])
        #expect(try desk.database.value("SELECT count(*) FROM riad.current_actions", as: Int64.self) == 0)
    }

    @Test("A change that forgets to count is counted")
    func counting() throws {
        let agent = try desk.member(.agent)
        let talk = try desk.deployment.conversation(.nouvelle)
        try desk.database.run(
            "UPDATE public.conversations SET assigned_agent_id = '\(agent.id)', state = 'EN_COURS'; "
                + "UPDATE public.conversations SET subject = 'Wifi'"
        )
        #expect(try desk.standing(talk) == "EN_COURS \(agent.id) - 1")
    }
}
