import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Passing conversations on")
struct TransferTests {
    private let desk: AssignmentFixture
    init() throws { desk = try AssignmentFixture() }

    @Test("To a person: theirs at once, with the reason in the history")
    func person() throws {
        let agent = try desk.member(.agent, name: ("Fatima", "El-Fassi"))
        let colleague = try desk.member(.agent, name: ("Youssef", "Amrani"))
        let talk = try desk.deployment.conversation(.enAttente, assignedTo: agent.person)
        try agent.transfer(talk, to: .person(colleague.id), reason: "  Il parle italien ")
        #expect(try desk.standing(talk) == "EN_COURS \(colleague.id) - 1")
        let entry = try #require(try colleague.history(talk).first)
        #expect(entry.action == .transfer)
        #expect(entry.actor == agent.id && entry.actorName?.original == "Fatima El-Fassi")
        #expect(entry.from == .person(agent.id, name: UntrustedText("Fatima El-Fassi")))
        #expect(entry.to == .person(colleague.id, name: UntrustedText("Youssef Amrani")))
        #expect(entry.reason?.original == "Il parle italien")
        #expect(entry.assignVersion == 1 && entry.batch == nil)
        #expect(try desk.events() == "conversation_assigned state_changed")
    }

    @Test("To a role: nobody's until one of them claims it, and the outside hears of an escalation")
    func role() throws {
        let agent = try desk.member(.agent)
        let boss = try desk.member(.superviseur)
        let talk = try desk.deployment.conversation(.enCours, assignedTo: agent.person)
        try agent.transfer(talk, to: .role(.superviseur), reason: "Le client veut un geste")
        #expect(try desk.standing(talk) == "TRANSFÉRÉE - superviseur 1")
        let entry = try #require(try agent.history(talk).first)
        #expect(entry.action == .escalation && entry.to == .role(.superviseur))
        let payload = try desk.database.value(
            """
            SELECT concat_ws(' | ', payload ->> 'escalation_id', payload ->> 'conversation_id', payload ->> 'from_role',
                payload ->> 'to_role', payload ->> 'escalation_reason', (payload ->> 'created_at')::timestamptz = a.created_at,
                (SELECT string_agg(key, ',' ORDER BY key) FROM jsonb_object_keys(payload) key))
            FROM riad.outbox o JOIN riad.assignments a ON a.id::text = payload ->> 'escalation_id'
            WHERE event_type = 'escalation_created'
            """,
            as: String.self
        )
        let fields = "conversation_id,created_at,escalation_id,escalation_reason,from_role,to_role"
        #expect(
            payload == "\(entry.id) | \(talk) | agent | superviseur | Le client veut un geste | t | \(fields)"
        )
        #expect(try desk.events() == "escalation_created conversation_assigned state_changed")
        try boss.connection.run(try Conversations.claim(talk, assignedTo: nil, by: boss.user))
        #expect(try agent.history(talk).map(\.action).prefix(2) == [.claim, .escalation])
    }

    @Test("The loser of a race hears that it was given away, and by whom the history tells")
    func version() throws {
        let agent = try desk.member(.agent)
        let (boss, other) = (try desk.member(.superviseur), try desk.member(.agent))
        let talk = try desk.deployment.conversation(.enCours, assignedTo: agent.person)
        try boss.transfer(talk, to: .person(other.id))
        #expect(try refusal { try boss.transfer(talk, to: .person(agent.id), version: 0) } == Refusal.conflict.state)
        #expect(try refusal { try agent.transfer(talk, to: .role(.superviseur), version: 0) } == Refusal.conflict.state)
        #expect(
            try refusal { try agent.transfer(talk, to: .role(.superviseur), version: 1) } == Refusal.notPermitted.state
        )
        #expect(try desk.standing(talk) == "EN_COURS \(other.id) - 1")
    }

    @Test("A reason is needed, of 1 to 500 characters that can be read")
    func reasons() throws {
        let (agent, other) = (try desk.member(.agent), try desk.member(.agent))
        let talk = try desk.deployment.conversation(.enCours, assignedTo: agent.person)
        for wrong in ["", "   ", "\u{200b}\u{feff}", String(repeating: "x", count: 501)] {
            #expect(
                try refusal { try agent.transfer(talk, to: .person(other.id), reason: wrong) }
                    == Refusal.invalidInput.state
            )
        }
        try agent.transfer(talk, to: .person(other.id), reason: String(repeating: "é", count: 500))
    }

    @Test("The target must be somebody else who can take it now")
    func targets() throws {
        let agent = try desk.member(.agent)
        let repairs = try desk.member(.technicien)
        let inactive = try desk.database.person(.agent, isActive: false)
        let expired = try desk.database.person(.agent)
        try desk.database.run(
            "UPDATE public.user_roles SET expires_at = now() - interval '1 s' WHERE user_id = '\(expired.id)'"
        )
        let shut = try desk.database.person(.agent)
        try desk.database.run("ALTER ROLE \(shut.login) NOLOGIN")
        let talk = try desk.deployment.conversation(.enCours, assignedTo: agent.person)
        let wrong: [TransferTarget] = [
            .person(inactive.id), .person(expired.id), .person(shut.id), .person(agent.id), .person(repairs.id),
            .person(freshIdentifier()), .role(.comptabilite), .role(.other("pirate")),
        ]
        for target in wrong {
            #expect(try refusal { try agent.transfer(talk, to: target) } == Refusal.invalidInput.state, "\(target)")
        }
        try agent.transfer(talk, to: .role(.technicien))
        let boss = try desk.member(.superviseur)
        try boss.transfer(talk, to: .person(repairs.id), version: 1)
        #expect(try desk.standing(talk) == "EN_COURS \(repairs.id) - 2")
    }

    @Test("What is finished or archived isn't passed on")
    func finished() throws {
        let (boss, agent) = (try desk.member(.superviseur), try desk.member(.agent))
        let done = try desk.deployment.conversation(.resolue, assignedTo: agent.person)
        let archived = try desk.deployment.conversation(.archivee)
        #expect(try refusal { try boss.transfer(done, to: .role(.agent)) } == Refusal.illegalTransition.state)
        #expect(try refusal { try boss.transfer(archived, to: .person(agent.id)) } == Refusal.archived.state)
        #expect(try refusal { try boss.transfer(freshIdentifier(), to: .person(agent.id)) } == Refusal.notFound.state)
    }

    @Test("Colleagues are the desk's people who can log in, by name, with role, zones, load and last turn")
    func colleagues() throws {
        let boss = try desk.member(.superviseur, name: ("Zineb", "Alaoui"))
        let agent = try desk.member(.agent, zones: ["rabat_agdal"], name: ("Amine", "Bennis"))
        _ = try desk.member(.technicien)
        _ = try desk.database.person(.agent, name: ("Inactive", "Person"), isActive: false)
        _ = try desk.deployment.conversation(.resolue, assignedTo: agent.person)
        for _ in 1...2 { _ = try desk.deployment.conversation(.enCours, assignedTo: agent.person) }
        let list = try boss.connection.run(try Assignments.colleagues(for: boss.user))
        #expect(list.map(\.name.original) == ["Amine Bennis", "Zineb Alaoui"])
        #expect(list.map(\.role) == [.agent, .superviseur])
        #expect(list.map(\.load) == [2, 0])
        #expect(list.map(\.zones) == [[try desk.zone("rabat_agdal")], []])
        #expect(list[0].lastAssignedAt != nil && list[1].lastAssignedAt == nil)
    }
}
