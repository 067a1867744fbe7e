import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Whom nobody touches")
struct ManagementLimitsTests {
    private let staffing: StaffFixture
    private let boss: FixtureUser
    init() throws {
        staffing = try StaffFixture()
        boss = try staffing.desk.member(.superAdmin)
    }

    /// Every way to change a person, on that one.
    private func attempts(on id: Identifier<Person>) throws -> [String] {
        try boss.connection.connect()
        let verifier = try #require(boss.connection.verifier(of: "x", login: "y"))
        let name = staffing.loginName()
        return [
            "riad.edit_person('\(id)', 'A', '', 'a@b.c', '', 'agent', '{1}', true, now())",
            "riad.create_login('\(id)', '\(name)', '\(verifier)', now() + interval '1 h')",
            "riad.reset_password('\(id)', '\(verifier)', now() + interval '1 h')",
            "riad.end_person_sessions('\(id)', NULL)", "riad.revoke_role('\(id)')",
            "riad.end_remaining_sessions('\(id)')",
        ]
    }

    @Test("An administrateur doesn't touch a super_admin; who isn't an administrateur touches nobody")
    func higher() throws {
        let admin = try staffing.desk.member(.administrateur)
        for attempt in try attempts(on: boss.id) {
            #expect(
                try staffing.refusal(of: "SELECT \(attempt)", as: admin.person.login) == Refusal.notPermitted.state,
                "\(attempt)"
            )
        }
        let target = try staffing.member(boss.id, by: admin)
        #expect(!admin.user.canManage(target) && !admin.user.canChangeRole(of: target))
        let agent = try staffing.desk.member(.agent)
        for role in [AppRole.superviseur, .agent, .comptabilite] {
            let other = try staffing.desk.member(role)
            for attempt in try attempts(on: agent.id) where !(role == .superviseur && attempt.contains("_role")) {
                // A superviseur takes roles, and ends what sessions are left after that.
                if role == .superviseur, attempt.contains("remaining_sessions") { continue }
                let state = try staffing.refusal(of: "SELECT \(attempt)", as: other.person.login)
                #expect(state == Refusal.notPermitted.state, "\(role.label): \(attempt)")
            }
        }
    }

    @Test("Nobody takes, gives or resets what is their own, and nobody deactivates themselves")
    func oneself() throws {
        let second = try staffing.desk.member(.superAdmin)
        for attempt in try attempts(on: boss.id) where attempt.contains("revoke_role") || attempt.contains("reset") {
            #expect(
                try staffing.refusal(of: "SELECT \(attempt)", as: boss.person.login) == Refusal.notPermitted.state,
                "\(attempt)"
            )
        }
        let me = try staffing.member(boss.id, by: boss)
        var gone = staffing.details("Karim")
        gone.isActive = false
        #expect(
            try refusal { try boss.connection.run(try People.edit(me, into: gone, by: boss.user)) }
                == Refusal.notPermitted.state
        )
        #expect(throws: AccessError.self) { try People.revokeRole(of: me, by: boss.user) }
        _ = second
    }

    @Test("A superviseur gives and takes roles below their own, none at it")
    func superviseur() throws {
        let superviseur = try staffing.desk.member(.superviseur)
        let amal = try staffing.newcomer(by: boss)
        try superviseur.connection.run(try People.grantRole(.agent, until: nil, to: amal, by: superviseur.user))
        #expect(throws: AccessError.self) {
            try People.grantRole(.superviseur, until: nil, to: amal, by: superviseur.user)
        }
        let own = "SELECT public.assign_user_role('\(amal.id)', 'superviseur', '\(superviseur.id)')"
        #expect(try staffing.refusal(of: own, as: superviseur.person.login) == Refusal.notPermitted.state)
        let other = try staffing.desk.member(.superviseur)
        let attempt = "SELECT riad.revoke_role('\(other.id)')"
        #expect(try staffing.refusal(of: attempt, as: superviseur.person.login) == Refusal.notPermitted.state)
        try superviseur.connection.run(try People.revokeRole(of: amal, by: superviseur.user))
        #expect(try staffing.member(amal.id, by: boss).role == nil)
    }

    @Test("The last super_admin is lost neither by a role taken, nor by deactivation, nor by a first password")
    func lastOne() throws {
        let temporary = try staffing.desk.member(.superAdmin)
        try staffing.database.run(
            "UPDATE public.user_roles SET expires_at = now() + interval '1 h' WHERE user_id = '\(temporary.id)'"
        )
        for attempt in try attempts(on: boss.id) where attempt.contains("revoke_role") || attempt.contains("reset") {
            let state = try staffing.refusal(of: "SELECT \(attempt)", as: temporary.person.login)
            #expect(state == Refusal.lastSuperAdmin.state, "\(attempt)")
        }
        let member = try staffing.member(boss.id, by: temporary)
        let gone = staffing.details("Karim", isActive: false)
        let state = try refusal {
            try temporary.connection.run(try People.edit(member, into: gone, by: temporary.user))
        }
        #expect(state == Refusal.lastSuperAdmin.state)
        #expect(try staffing.desk.deployment.user(boss.person)?.role == .superAdmin)
    }

    @Test("Who is being made super_admin is out of an administrateur's reach, whoever comes first")
    func race() throws {
        let admin = try staffing.desk.member(.administrateur)
        let agent = try staffing.desk.member(.agent)
        let gift = "SELECT public.assign_user_role('\(agent.id)', 'super_admin', '\(boss.id)')"
        try boss.connection.run(script: "BEGIN; \(gift)", name: "gift")
        let verifier = try #require(boss.connection.verifier(of: "x", login: "y"))
        var state: String?
        var isDone = false
        try admin.connection.connect()
        let statement = "SELECT riad.reset_password('\(agent.id)', '\(verifier)', now() + interval '1 h')"
        let request = Request(writing: Statement(name: "attempt", text: statement)) { $0.count }
        admin.connection.send(request) { outcome in
            if case .failure(let error) = outcome { state = error.state }
            isDone = true
        }
        admin.connection.waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(!isDone)
        try boss.connection.run(script: "COMMIT", name: "commit")
        while !isDone { admin.connection.waitAndAdvance() }
        #expect(state == Refusal.notPermitted.state)
    }

    @Test("Two who give the same person roles at once leave one active role, and neither gains by it")
    func twoGifts() throws {
        let admin = try staffing.desk.member(.administrateur)
        let amal = try staffing.newcomer(by: boss)
        var done = 0
        for (giver, role) in [(boss, AppRole.superAdmin), (admin, .agent)] {
            try giver.connection.connect()
            giver.connection.send(try People.grantRole(role, until: nil, to: amal, by: giver.user)) { _ in done += 1 }
        }
        while done < 2 {
            for giver in [boss, admin] { giver.connection.waitAndAdvance(limit: .now() + .milliseconds(20)) }
        }
        let active = "SELECT count(*)::text FROM public.user_roles WHERE user_id = '\(amal.id)' AND is_active"
        #expect(try staffing.database.value(active, as: String.self) == "1")
        #expect(try staffing.member(amal.id, by: boss).role != nil)
    }

    @Test("A session that came back before a loss was committed ends after it, in the middle of what it reads")
    func staleSession() throws {
        let agent = try staffing.desk.member(.agent)
        _ = try staffing.desk.waiting()
        let member = try staffing.member(agent.id, by: boss)
        try boss.connection.run(script: "BEGIN; SELECT riad.revoke_role('\(agent.id)')", name: "take")
        let cursor = "BEGIN; DECLARE held CURSOR FOR SELECT 1 FROM public.conversations; FETCH 0 FROM held"
        try agent.connection.run(script: cursor, name: "came back")
        try boss.connection.run(
            script: "SET CONSTRAINTS ALL IMMEDIATE; SELECT 1",
            name: "triggers"
        )
        try boss.connection.run(script: "COMMIT", name: "commit")
        _ = try boss.connection.run(try People.endRemainingSessions(of: member, by: boss.user))
        #expect(throws: PostgresError.self) {
            try agent.connection.run(script: "FETCH ALL FROM held", name: "read on")
        }
        #expect(try staffing.desk.deployment.user(agent.person) == nil)
    }

    @Test("A snapshot from before a loss gives nothing back, whatever is changed in it")
    func oldSnapshot() throws {
        let admin = try staffing.desk.member(.administrateur)
        try boss.connection.run(
            script: "BEGIN; SELECT riad.revoke_role('\(admin.id)'); SET CONSTRAINTS ALL IMMEDIATE",
            name: "take"
        )
        let held = staffing.database.connection(as: admin.person)
        try held.run(script: "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1", name: "came back")
        try boss.connection.run(script: "COMMIT", name: "commit")
        let verifier = try #require(held.verifier(of: "her own password", login: admin.person.login))
        // A password gives nothing back, so that needn't be refused.
        try held.run(script: "SELECT riad.set_own_password('\(verifier)'); COMMIT", name: "changed")
        #expect(try staffing.desk.deployment.user(admin.person) == nil)
    }

    @Test("A superviseur ends no session of somebody whose role they haven't just changed")
    func sessionsLeft() throws {
        let superviseur = try staffing.desk.member(.superviseur)
        let agent = try staffing.desk.member(.agent)
        try agent.connection.run(script: "BEGIN; SELECT 1", name: "at work")
        let member = try staffing.member(agent.id, by: superviseur)
        let ended = try superviseur.connection.run(try People.endRemainingSessions(of: member, by: superviseur.user))
        #expect(ended == 0)
        try agent.connection.run(script: "COMMIT", name: "goes on")
    }

    @Test("The same zones in another order are no change, and end no session")
    func sameZones() throws {
        let agent = try staffing.desk.member(.agent, zones: ["rabat_agdal", "casablanca_centre"])
        let member = try staffing.member(agent.id, by: boss)
        var details = member.details
        details.phone = UntrustedText("0661 00 12 34")
        try boss.connection.run(try People.edit(member, into: details, by: boss.user))
        #expect(try staffing.member(agent.id, by: agent).details.phone == details.phone)
        details.zones = [1]
        let now = try staffing.member(agent.id, by: boss)
        try boss.connection.run(try People.edit(now, into: details, by: boss.user))
        #expect(throws: PostgresError.self) { try staffing.member(agent.id, by: agent) }
    }
}
