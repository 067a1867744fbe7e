import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("What somebody who leaves has open")
struct ReleasingTests {
    private let staffing: StaffFixture
    private let boss: FixtureUser
    private let agent: FixtureUser
    init() throws {
        staffing = try StaffFixture()
        boss = try staffing.desk.member(.administrateur, name: ("Nadia", "Alami"))
        agent = try staffing.desk.member(.agent, name: ("Fatima", "El-Fassi"))
    }

    private func conversation(_ state: ConversationState) throws -> Identifier<Conversation> {
        let id = try staffing.desk.deployment.conversation(state, assignedTo: agent.person)
        try staffing.desk.database.run(
            "UPDATE public.conversations SET owed_since = last_message_at WHERE id = '\(id)'"
        )
        return id
    }

    private func deactivate(releasing: Bool, by member: FixtureUser) throws -> Int32 {
        let staff = try staffing.member(agent.id, by: boss)
        var details = staff.details
        details.isActive = false
        var user = member.user
        user.role = .superAdmin
        return try member.connection.run(
            try People.edit(staff, into: details, releasing: releasing, by: user)
        )
    }

    private func due(_ id: Identifier<Conversation>) throws -> Bool? {
        try staffing.desk.database.value(
            "SELECT sla_due_at < 'infinity' FROM public.conversations WHERE id = $1",
            [Parameter(id)],
            as: Bool.self
        )
    }

    @Test("Goes back to the queue with them where that is asked for, with history, events and deadlines")
    func releases() throws {
        let (busy, waits) = (try conversation(.enCours), try conversation(.enAttente))
        let done = try conversation(.resolue)
        #expect(try due(waits) == false)
        #expect(try deactivate(releasing: true, by: boss) == 2)
        for id in [busy, waits] {
            #expect(try staffing.desk.standing(id) == "NOUVELLE - - 1")
            #expect(try due(id) == true)
            let entry = try #require(try boss.history(id).first)
            #expect(
                entry.action == .release && entry.actor == boss.id
                    && entry.from == .person(agent.id, name: UntrustedText("Fatima El-Fassi"))
            )
        }
        #expect(try staffing.desk.standing(done) == "RÉSOLUE \(agent.id) - 0")
        let events = try #require(try staffing.desk.events()).split(separator: " ")
        #expect(events.filter { $0 == "conversation_assigned" }.count == 2)
        #expect(events.filter { $0 == "state_changed" }.count == 2)
    }

    @Test("Stays theirs otherwise, can be given back later, and nothing is where the edit is refused")
    func keeps() throws {
        let busy = try conversation(.enCours)
        let seen = try staffing.member(agent.id, by: boss)
        #expect(try deactivate(releasing: false, by: boss) == 0)
        #expect(try staffing.desk.standing(busy) == "EN_COURS \(agent.id) - 0")
        var details = seen.details
        details.isActive = false
        let stale = try refusal {
            _ = try boss.connection.run(try People.edit(seen, into: details, releasing: true, by: boss.user))
        }
        #expect(stale == Refusal.outdated.state)
        #expect(try staffing.desk.standing(busy) == "EN_COURS \(agent.id) - 0")
        #expect(try deactivate(releasing: true, by: boss) == 1)
        #expect(try staffing.desk.standing(busy) == "NOUVELLE - - 1")
    }

    @Test("Is nobody's to give back who may not deactivate them, nor by a way around that")
    func rights() throws {
        let busy = try conversation(.enCours)
        let superviseur = try staffing.desk.member(.superviseur)
        #expect(try refusal { _ = try deactivate(releasing: true, by: superviseur) } == Refusal.notPermitted.state)
        let around = "SELECT riad.release_conversations_of('\(agent.id)')"
        #expect(try staffing.refusal(of: around, as: boss.person.login) == "42501")
        var details = try staffing.member(agent.id, by: boss).details
        details.lastName = UntrustedText("Fassi")
        let staff = try staffing.member(agent.id, by: boss)
        let edit = try People.edit(staff, into: details, releasing: true, by: boss.user)
        #expect(try boss.connection.run(edit) == 0, "who goes on working keeps their work")
        #expect(try staffing.desk.standing(busy) == "EN_COURS \(agent.id) - 0")
    }
}
