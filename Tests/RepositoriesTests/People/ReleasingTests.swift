import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Whoever loses the right holds no conversation")
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

    private func deactivate(to successor: FixtureUser? = nil, by member: FixtureUser? = nil) throws -> Int32 {
        let staff = try staffing.member(agent.id, by: boss)
        var details = staff.details
        details.isActive = false
        let actor = member ?? boss
        var user = actor.user
        user.role = .superAdmin
        return try actor.connection.run(try People.edit(staff, into: details, successor: successor?.id, by: user))
    }

    private func due(_ id: Identifier<Conversation>) throws -> Bool? {
        try staffing.desk.database.value(
            "SELECT sla_due_at < 'infinity' FROM public.conversations WHERE id = $1",
            [Parameter(id)],
            as: Bool.self
        )
    }

    private func guestWrites(to id: Identifier<Conversation>) throws {
        try staffing.desk.database.run(
            """
            UPDATE public.conversations c SET state = coalesce((
                    SELECT t.to_state FROM riad.state_transitions t
                    WHERE t.from_state = c.state AND t.action = 'guest_message_assigned'
                ), c.state),
                last_seq = last_seq + 1, last_guest_at = clock_timestamp(), owed_since = clock_timestamp()
            WHERE id = '\(id)'
            """
        )
    }

    @Test("Deactivated: open ones go to the queue, with history, events and deadlines; finished ones stay")
    func deactivation() throws {
        let (busy, waits) = (try conversation(.enCours), try conversation(.enAttente))
        let done = try conversation(.resolue)
        #expect(try due(waits) == false)
        #expect(try deactivate() == 2)
        for id in [busy, waits] {
            #expect(try staffing.desk.standing(id) == "NOUVELLE - - 1")
            #expect(try due(id) == true)
            let entry = try #require(try boss.history(id).first)
            #expect(
                entry.action == .rightsEnded && entry.actor == boss.id
                    && entry.from == .person(agent.id, name: UntrustedText("Fatima El-Fassi"))
            )
        }
        #expect(try staffing.desk.standing(done) == "RÉSOLUE \(agent.id) - 0")
        let events = try #require(try staffing.desk.events()).split(separator: " ")
        #expect(events.filter { $0 == "conversation_assigned" }.count == 2)
        #expect(events.filter { $0 == "state_changed" }.count == 2)
    }

    @Test("A colleague who is named gets them, as they are; somebody who can't have them is refused")
    func successor() throws {
        let colleague = try staffing.desk.member(.agent, name: ("Karim", "Guessous"))
        let repairs = try staffing.desk.member(.technicien)
        let (busy, waits) = (try conversation(.enCours), try conversation(.enAttente))
        #expect(try refusal { _ = try deactivate(to: repairs) } == Refusal.invalidInput.state)
        #expect(try refusal { _ = try deactivate(to: agent) } == Refusal.invalidInput.state)
        #expect(try deactivate(to: colleague) == 2)
        #expect(try staffing.desk.standing(busy) == "EN_COURS \(colleague.id) - 1")
        #expect(try staffing.desk.standing(waits) == "EN_ATTENTE \(colleague.id) - 1")
    }

    @Test("A role taken away, or changed to one that can't have them, does the same; one of the desk keeps them")
    func roles() throws {
        let id = try conversation(.enCours)
        let promoted = try People.grantRole(
            .superviseur,
            until: nil,
            to: try staffing.member(agent.id, by: boss),
            successor: nil,
            by: boss.user
        )
        #expect(try boss.connection.run(promoted) == 0)
        #expect(try staffing.desk.standing(id) == "EN_COURS \(agent.id) - 0")
        let moved = try People.grantRole(
            .technicien,
            until: nil,
            to: try staffing.member(agent.id, by: boss),
            successor: nil,
            by: boss.user
        )
        #expect(try boss.connection.run(moved) == 1)
        #expect(try staffing.desk.standing(id) == "NOUVELLE - - 1")
        try staffing.desk.database.run(
            "UPDATE public.conversations SET state = 'EN_COURS', assigned_agent_id = '\(agent.id)' WHERE id = '\(id)'"
        )
        let taken = try People.revokeRole(
            of: try staffing.member(agent.id, by: boss),
            successor: nil,
            by: boss.user
        )
        #expect(try boss.connection.run(taken) == 1)
        #expect(try staffing.desk.standing(id)?.hasPrefix("NOUVELLE - -") == true)
    }

    @Test(
        "A way around the program does too",
        arguments: [
            "UPDATE public.profiles SET is_active = false WHERE user_id = '%'",
            "UPDATE public.user_roles SET is_active = false WHERE user_id = '%'",
            "DELETE FROM public.user_roles WHERE user_id = '%'",
            "DELETE FROM riad.logins WHERE user_id = '%'; DELETE FROM public.user_roles WHERE user_id = '%'; "
                + "DELETE FROM public.profiles WHERE user_id = '%'",
            "UPDATE public.user_roles SET expires_at = now() - interval '1 s' WHERE user_id = '%'; "
                + "SELECT riad.hand_over_abandoned()",
        ]
    )
    func doors(sql: String) throws {
        let (busy, done) = (try conversation(.enCours), try conversation(.resolue))
        try staffing.desk.database.run(
            sql.split(separator: "%", omittingEmptySubsequences: false)
                .joined(separator: agent.id.description)
        )
        #expect(try staffing.desk.standing(busy)?.hasPrefix("NOUVELLE - -") == true)
        #expect(try staffing.desk.standing(done)?.hasPrefix("RÉSOLUE") == true)
    }

    @Test("A guest who writes to one of theirs lands in the queue, and so does what is opened again")
    func guests() throws {
        let (done, closed, open) = (try conversation(.resolue), try conversation(.cloturee), try conversation(.enCours))
        try staffing.desk.database.run(
            "UPDATE public.user_roles SET expires_at = now() - interval '1 s' WHERE user_id = '\(agent.id)'"
        )
        for id in [done, closed, open] {
            try guestWrites(to: id)
            #expect(try staffing.desk.standing(id) == "NOUVELLE - - 1")
            #expect(try boss.history(id).first?.action == .rightsEnded)
        }
        let reopened = try conversation(.resolue)
        var user = boss.user
        user.role = .superAdmin
        try boss.connection.run(try Conversations.setState(.enCours, of: reopened, assignedTo: agent.id, by: user))
        #expect(try staffing.desk.standing(reopened) == "NOUVELLE - - 1")
    }

    @Test("What waits for a role that nobody has any more waits in the queue")
    func orphanedRole() throws {
        let repairs = try staffing.desk.member(.technicien)
        let waiting = try staffing.desk.waiting(transferredTo: .technicien)
        let staff = try staffing.member(repairs.id, by: boss)
        #expect(try boss.connection.run(try People.revokeRole(of: staff, successor: nil, by: boss.user)) == 0)
        #expect(try staffing.desk.standing(waiting) == "NOUVELLE - - 1")
        #expect(try boss.history(waiting).first?.action == .rightsEnded)
    }

    @Test("Thousands go step by step, to whom was named, without a lock that others hold up")
    func thousands() throws {
        let colleague = try staffing.desk.member(.agent)
        try staffing.desk.database.run(
            """
            INSERT INTO public.conversations (channel_type, state, assigned_agent_id)
            SELECT 'email', 'EN_COURS', '\(agent.id)' FROM generate_series(1, 1200)
            """
        )
        let held = staffing.desk.database.connection()
        try held.run(
            script: "BEGIN; SELECT FROM public.conversations ORDER BY id LIMIT 1 FOR UPDATE",
            name: "hold"
        )
        let staff = try staffing.member(agent.id, by: boss)
        #expect(try deactivate(to: colleague) == 1200)
        var steps: [Int32] = []
        repeat {
            steps.append(try boss.connection.run(try People.continueHandover(of: staff, by: boss.user)))
        } while steps.last != 0
        #expect(steps == [500, 199, 0])
        try held.run(script: "COMMIT", name: "release")
        try staffing.desk.database.run("SELECT riad.hand_over_abandoned()")
        let theirs = try staffing.desk.database.value(
            "SELECT count(*) FROM public.conversations WHERE assigned_agent_id = $1",
            [Parameter(colleague.id)],
            as: Int64.self
        )
        #expect(theirs == 1200)
        #expect(try staffing.desk.database.value("SELECT count(*) FROM riad.handovers", as: Int64.self) == 0)
    }

    @Test("Nobody hands over who may not manage the person, by no way; who goes on working keeps theirs")
    func rights() throws {
        let busy = try conversation(.enCours)
        let superviseur = try staffing.desk.member(.superviseur)
        #expect(try refusal { _ = try deactivate(by: superviseur) } == Refusal.notPermitted.state)
        let steps = [
            "begin_handover('\(agent.id)', NULL)", "hand_over_step('\(agent.id)', 9)", "hand_over_abandoned()",
        ]
        for around in steps {
            #expect(try staffing.refusal(of: "SELECT riad.\(around)", as: boss.person.login) == "42501")
        }
        let other = try staffing.desk.member(.agent)
        let asked = "SELECT riad.continue_handover('\(agent.id)')"
        #expect(try staffing.refusal(of: asked, as: other.person.login) == Refusal.notPermitted.state)
        var details = try staffing.member(agent.id, by: boss).details
        details.lastName = UntrustedText("Fassi")
        let staff = try staffing.member(agent.id, by: boss)
        #expect(try boss.connection.run(try People.edit(staff, into: details, successor: nil, by: boss.user)) == 0)
        #expect(try boss.connection.run(try People.continueHandover(of: staff, by: boss.user)) == 0)
        #expect(try staffing.desk.standing(busy) == "EN_COURS \(agent.id) - 0")
    }
}
