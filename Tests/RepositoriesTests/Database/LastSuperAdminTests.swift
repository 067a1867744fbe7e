import Domain
import Loop
import Postgres
import TestSupport
import Testing

@Suite("The last super_admin stays")
struct LastSuperAdminTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private let losses = [
        "UPDATE public.profiles SET is_active = false WHERE user_id = '%'",
        "UPDATE public.user_roles SET is_active = NULL WHERE user_id = '%'",
        "UPDATE public.user_roles SET role = 'administrateur' WHERE user_id = '%'",
        "UPDATE public.user_roles SET expires_at = now() + interval '1 day' WHERE user_id = '%'",
        "DELETE FROM public.user_roles WHERE user_id = '%'",
        "DELETE FROM public.profiles WHERE user_id = '%'",
        "DELETE FROM riad.logins WHERE user_id = '%'",
        "TRUNCATE public.user_roles",
        "DELETE FROM riad.roles WHERE role = 'super_admin'",
        "SET session_replication_role = replica; DELETE FROM public.user_roles WHERE user_id = '%'",
    ]

    @Test("Whatever would take the last one away is refused, and their session goes on; with a second one it passes")
    func losingThem() throws {
        let boss = try house.database.person(.superAdmin)
        let session = house.database.connection(as: boss)
        let login = "SELECT login FROM riad.me()"
        #expect(try house.text(login, on: session) == boss.login)
        for loss in losses {
            let attempt = loss.replacing("%", with: "\(boss.id)")
            #expect(try house.refusal(of: attempt, as: "postgres") == Refusal.lastSuperAdmin.state, "\(loss)")
            #expect(try house.text(login, on: session) == boss.login, "\(loss)")
        }
        _ = try house.database.person(.superAdmin)
        let deactivation = losses[0].replacing("%", with: "\(boss.id)")
        #expect(try house.refusal(of: deactivation, as: "postgres") == nil)
        #expect(throws: PostgresError.self) { try house.text(login, on: session) }
    }

    @Test("One may follow another in a transaction, whichever comes first")
    func succession() throws {
        let boss = try house.database.person(.superAdmin)
        let heir = try house.database.person(nil)
        let attempt = """
            BEGIN; DELETE FROM public.user_roles WHERE user_id = '\(boss.id)';
            INSERT INTO public.user_roles (user_id, role) VALUES ('\(heir.id)', 'super_admin'); COMMIT
            """
        #expect(try house.refusal(of: attempt, as: "postgres") == nil)
        #expect(try house.text("SELECT role FROM riad.me()", as: heir.login) == "super_admin")
    }

    @Test("Two who are taken away at the same time don't both go", arguments: ["READ COMMITTED", "REPEATABLE READ"])
    func atTheSameTime(isolation: String) throws {
        let people = try [house.database.person(.superAdmin), house.database.person(.superAdmin)]
        let sessions = [house.database.connection(), house.database.connection()]
        for session in sessions {
            try session.run(script: "BEGIN ISOLATION LEVEL \(isolation)", name: "begin")
            _ = try house.text("SELECT count(*)::text FROM riad.effective_rights", on: session)
        }
        func take(_ person: TestPerson) -> String {
            "UPDATE public.profiles SET is_active = false WHERE user_id = '\(person.id)'"
        }
        try sessions[0].run(script: take(people[0]), name: "first")
        var isDone = false
        var failure: PostgresError?
        sessions[1].send(SQLFixture.question("\(take(people[1])) RETURNING 'taken'")) { outcome in
            if case .failure(let error) = outcome { failure = error }
            isDone = true
        }
        sessions[1].waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(!isDone)
        try sessions[0].run(script: "COMMIT", name: "commit")
        while !isDone { sessions[1].waitAndAdvance() }
        let refused = try failure?.state ?? house.refusal(of: "COMMIT", on: sessions[1])
        #expect(refused == (isolation == "READ COMMITTED" ? Refusal.lastSuperAdmin.state : "40001"))
        #expect(try house.text("SELECT login FROM riad.me()", as: people[1].login) == people[1].login)
    }

    @Test("Two super_admins who give each other a lesser role at the same time don't both go")
    func eachOther() throws {
        let people = try [house.database.person(.superAdmin), house.database.person(.superAdmin)]
        let sessions = people.map { house.database.connection(as: $0) }
        var done = 0
        // Both first: who has lost the role while connecting isn't let in.
        for session in sessions { try session.connect() }
        for (index, session) in sessions.enumerated() {
            let other = people[1 - index]
            let gift = "SELECT public.assign_user_role('\(other.id)', 'agent', '\(people[index].id)')::text"
            session.send(SQLFixture.question(gift)) { _ in done += 1 }
        }
        while done < 2 {
            for session in sessions { session.waitAndAdvance(limit: .now() + .milliseconds(20)) }
        }
        let remaining =
            "SELECT count(*)::text FROM riad.effective_rights WHERE role = 'super_admin' AND expires_at = 'infinity'"
        #expect(try house.text(remaining) != "0")
    }
}
