import Domain
import Loop
import Postgres
import TestSupport
import Testing

@Suite("Attacks that keep what was taken")
struct PersistenceAttackTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private func gift(_ role: AppRole, to person: TestPerson, by giver: TestPerson) -> String {
        "SELECT public.assign_user_role('\(person.id)', '\(role.label)', '\(giver.id)')"
    }

    @Test("A snapshot that an accomplice exported doesn't bring lost rights back, neither to read nor to give roles")
    func exportedSnapshot() throws {
        let admin = try house.database.person(.administrateur)
        let lost = try house.database.person(.superviseur)
        let cleaner = try house.database.person(.femmeDeMenage)
        _ = try house.conversation()
        let accomplice = house.database.connection(as: cleaner)
        try accomplice.run(script: "BEGIN ISOLATION LEVEL REPEATABLE READ", name: "keep")
        let snapshot = try #require(try house.text("SELECT pg_export_snapshot()", on: accomplice))
        #expect(try house.refusal(of: gift(.technicien, to: lost, by: admin), as: admin.login) == nil)
        for attempt in [
            "SELECT * FROM public.conversations", "SELECT * FROM riad.me()", gift(.agent, to: cleaner, by: lost),
        ] {
            let old = "BEGIN ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '\(snapshot)'; \(attempt)"
            #expect(try house.refusal(of: old, as: lost.login) == "40001", "\(attempt)")
        }
        let fresh = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM riad.me()"
        #expect(try house.refusal(of: fresh, as: lost.login) == nil)
    }

    @Test("Turning zone isolation on ends the agents' sessions, and nobody else's")
    func isolationTurnedOn() throws {
        let admin = try house.database.person(.administrateur)
        let far = try house.database.person(.agent, zones: ["tanger_ville"])
        let boss = try house.database.person(.superviseur)
        _ = try house.conversation()
        let count = "SELECT count(*)::text FROM public.conversations"
        let session = house.database.connection(as: far)
        let other = house.database.connection(as: boss)
        for one in [session, other] {
            try one.run(script: "DECLARE kept CURSOR WITH HOLD FOR SELECT * FROM public.conversations", name: "keep")
        }
        #expect(try house.refusal(of: "SELECT riad.set_setting('zone_isolation', 'true')", as: admin.login) == nil)
        #expect(throws: PostgresError.self) { try house.text("FETCH kept", on: session) }
        #expect(try house.text(count, as: far.login) == "0")
        #expect(try house.text(count, on: other) == "1")
    }

    @Test("A setting that rights depend on takes no value of another kind")
    func settings() throws {
        let admin = try house.database.person(.administrateur)
        for value in ["'zone_isolation', '\"true\"'", "'zone_isolation', NULL"] {
            #expect(
                try house.refusal(of: "SELECT riad.set_setting(\(value))", as: admin.login)
                    == Refusal.invalidInput.state,
                "\(value)"
            )
        }
        #expect(try house.refusal(of: "SELECT riad.set_setting('x', '1')", as: admin.login) == Refusal.notFound.state)
    }

    @Test("Who changes roles in a transaction that stays open cannot hold off their own loss")
    func holdingTheLock() throws {
        let admin = try house.database.person(.administrateur)
        let boss = try house.database.person(.superviseur)
        let agent = try house.database.person(.agent)
        let session = house.database.connection(as: boss)
        try session.run(script: "BEGIN; \(gift(.technicien, to: agent, by: boss))", name: "hold")
        #expect(try house.refusal(of: gift(.agent, to: boss, by: admin), as: admin.login) == nil)
        #expect(throws: PostgresError.self) { try session.run(script: "COMMIT", name: "commit") }
        let now = "SELECT role::text FROM public.user_roles WHERE is_active AND user_id = "
        #expect(try house.text(now + "'\(boss.id)'") == "agent")
        #expect(try house.text(now + "'\(agent.id)'") == "agent")
    }

    @Test("A super_admin who cannot log in doesn't count as the one who stays")
    func withoutLogin() throws {
        let boss = try house.database.person(.superAdmin)
        let second = try house.database.person(.superAdmin)
        let third = try house.database.person(.superAdmin)
        try house.database.run(
            """
            DELETE FROM riad.logins WHERE user_id = '\(third.id)';
            UPDATE public.user_roles SET expires_at = now() + interval '1 h' WHERE user_id = '\(second.id)'
            """
        )
        #expect(
            try house.refusal(of: gift(.agent, to: boss, by: second), as: second.login) == Refusal.lastSuperAdmin.state
        )
    }

    @Test("Only a login that is nothing else can stand for a person")
    func memberships() throws {
        let number = house.database.cluster.nextNumber()
        try house.database.run(
            """
            INSERT INTO public.profiles (user_id, email) VALUES ('\(SQLFixture.guest)', 'x');
            CREATE ROLE reader_\(number) LOGIN IN ROLE pg_read_all_data;
            CREATE ROLE channel_\(number) LOGIN IN ROLE riad_integration
            """
        )
        for login in ["reader_\(number)", "channel_\(number)", "postgres", "missing"] {
            let attempt = "SELECT riad.register_login('\(SQLFixture.guest)', '\(login)')"
            #expect(try house.refusal(of: attempt, as: "postgres") == Refusal.invalidInput.state, "\(login)")
        }
    }

    @Test("The job ends sessions whose rights have run out, and leaves the others")
    func expiredSessions() throws {
        let expired = try house.database.person(.agent)
        let present = try house.database.person(.agent)
        let sessions = [expired, present].map { house.database.connection(as: $0) }
        let asked = "SELECT login FROM riad.me()"
        for session in sessions { _ = try house.text(asked, on: session) }
        try house.database.run(
            """
            ALTER TABLE public.user_roles DISABLE TRIGGER role_revoked;
            UPDATE public.user_roles SET expires_at = clock_timestamp() WHERE user_id = '\(expired.id)'
            """
        )
        #expect(try house.text(asked, on: sessions[0]) == nil)
        #expect(try house.text("SELECT riad.end_sessions_without_rights()::text") == "1")
        #expect(throws: PostgresError.self) { try house.text(asked, on: sessions[0]) }
        #expect(try house.text(asked, on: sessions[1]) == present.login)
    }
}
