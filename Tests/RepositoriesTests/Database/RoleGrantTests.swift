import Domain
import Loop
import Postgres
import TestSupport
import Testing

@Suite("Giving and taking roles")
struct RoleGrantTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private func grantRole(_ role: AppRole, to person: TestPerson, by giver: TestPerson, expiry: String = "NULL")
        -> String
    {
        "SELECT public.assign_user_role('\(person.id)', '\(role.label)', '\(giver.id)', \(expiry))"
    }

    private func roles(of person: TestPerson) throws -> String? {
        try house.text(
            """
            SELECT string_agg(role::text, ',' ORDER BY role) FROM public.user_roles
            WHERE user_id = '\(person.id)' AND is_active
            """
        )
    }

    @Test("Each role gives exactly the roles that are its to give", arguments: AppRole.all)
    func whoGivesWhat(role: AppRole) throws {
        let giver = try house.database.person(role)
        let highest =
            switch role {
            case .superAdmin: 9
            case .administrateur: 8
            case .superviseur: 6
            default: 0
            }
        for given in AppRole.all {
            let person = try house.database.person(nil)
            let state = try house.refusal(of: grantRole(given, to: person, by: giver), as: giver.login)
            #expect(
                state == (given.level <= highest ? nil : Refusal.notPermitted.state),
                "\(role.label) gives \(given.label)"
            )
        }
    }

    @Test("Nobody touches a person whose role isn't theirs to give, nor their own role, nor in another's name")
    func limits() throws {
        let superviseur = try house.database.person(.superviseur)
        let admin = try house.database.person(.administrateur)
        let boss = try house.database.person(.superAdmin)
        let agent = try house.database.person(.agent)
        let attempts = [
            grantRole(.agent, to: admin, by: superviseur), grantRole(.agent, to: superviseur, by: superviseur),
            grantRole(.superAdmin, to: superviseur, by: boss), grantRole(.technicien, to: agent, by: boss),
            "SELECT public.assign_user_role('\(agent.id)', 'technicien', NULL)",
        ]
        for attempt in attempts {
            #expect(try house.refusal(of: attempt, as: superviseur.login) == Refusal.notPermitted.state, "\(attempt)")
        }
        #expect(
            try house.refusal(of: grantRole(.agent, to: boss, by: admin), as: admin.login) == Refusal.notPermitted.state
        )
        #expect(try roles(of: boss) == "super_admin")
    }

    @Test("A role in place of another leaves one; an expiry in the past, or nobody, is refused")
    func giving() throws {
        let boss = try house.database.person(.superAdmin)
        let agent = try house.database.person(.agent)
        #expect(try house.refusal(of: grantRole(.technicien, to: agent, by: boss), as: boss.login) == nil)
        #expect(try roles(of: agent) == "technicien")
        let past = grantRole(.agent, to: agent, by: boss, expiry: "now() - interval '1 s'")
        #expect(try house.refusal(of: past, as: boss.login) == Refusal.invalidInput.state)
        let nobody = "SELECT public.assign_user_role('\(SQLFixture.guest)', 'agent', '\(boss.id)')"
        #expect(try house.refusal(of: nobody, as: boss.login) == Refusal.invalidInput.state)
    }

    @Test("The last super_admin who stays cannot be taken away")
    func lastOne() throws {
        let boss = try house.database.person(.superAdmin)
        let temporary = try house.database.person(.superAdmin)
        try house.database.run(
            "UPDATE public.user_roles SET expires_at = now() + interval '1 h' WHERE user_id = '\(temporary.id)'"
        )
        #expect(
            try house.refusal(of: grantRole(.agent, to: boss, by: temporary), as: temporary.login)
                == Refusal.lastSuperAdmin.state
        )
        let expiring = grantRole(.superAdmin, to: boss, by: temporary, expiry: "now() + interval '1 h'")
        #expect(try house.refusal(of: expiring, as: temporary.login) == Refusal.lastSuperAdmin.state)
        #expect(try roles(of: boss) == "super_admin")
    }

    @Test("Two who give at the same time leave one active role")
    func atTheSameTime() throws {
        let boss = try house.database.person(.superAdmin)
        let other = try house.database.person(.superAdmin)
        let agent = try house.database.person(nil)
        let first = house.database.connection(as: boss)
        let second = house.database.connection(as: other)
        try first.run(script: "BEGIN; \(grantRole(.agent, to: agent, by: boss))", name: "first")
        var failure: PostgresError?
        var isDone = false
        try second.connect()
        let request = SQLFixture.question("SELECT 'given' FROM (\(grantRole(.technicien, to: agent, by: other))) s")
        second.send(request) { outcome in
            if case .failure(let error) = outcome { failure = error }
            isDone = true
        }
        second.waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(!isDone)
        try first.run(script: "COMMIT", name: "commit")
        while !isDone { second.waitAndAdvance() }
        #expect(failure == nil)
        #expect(try roles(of: agent) == "technicien")
    }
}
