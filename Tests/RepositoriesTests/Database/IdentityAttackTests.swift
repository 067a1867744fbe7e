import Domain
import Postgres
import TestSupport
import Testing

@Suite("Attacks on who somebody is")
struct IdentityAttackTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private func visible(to login: String) throws -> String? {
        try house.text("SELECT count(*)::text FROM public.conversations", as: login)
    }

    @Test("Claims that a login sets in its own session change nothing")
    func claims() throws {
        let boss = try house.database.person(.superAdmin)
        let cleaner = try house.database.person(.femmeDeMenage)
        _ = try house.conversation()
        let session = house.database.connection(as: cleaner)
        let claims = "{\"sub\": \"\(boss.id)\", \"role\": \"service_role\"}"
        try session.run(
            script: """
                SELECT set_config('request.jwt.claims', '\(claims)', false);
                SELECT set_config('request.jwt.claim.sub', '\(boss.id)', false);
                SELECT set_config('role', 'riad_console', false)
                """,
            name: "attack"
        )
        #expect(try house.text("SELECT count(*)::text FROM public.conversations", on: session) == "0")
        #expect(try house.text("SELECT user_id::text FROM riad.me()", on: session) == "\(cleaner.id)")
    }

    @Test("No login becomes the owner, a superuser or a colleague")
    func becoming() throws {
        let agent = try house.database.person(.agent)
        let boss = try house.database.person(.superAdmin)
        for role in ["riad_owner", "riad_accounts", "riad_worker", "riad_integration", "postgres", boss.login] {
            #expect(try house.refusal(of: "SET ROLE \(role)", as: agent.login) == "42501")
        }
        #expect(try house.refusal(of: "SET SESSION AUTHORIZATION \(boss.login)", as: agent.login) == "42501")
        #expect(try house.refusal(of: "SELECT riad.register_login('\(boss.id)', 'x')", as: agent.login) == "42501")
    }

    @Test("A login without a profile, an inactive profile, no role, an inactive or expired role: nothing at all")
    func withoutRights() throws {
        _ = try house.conversation()
        let plain = "plain_\(house.database.cluster.nextNumber())"
        try house.database.run("CREATE ROLE \(plain) LOGIN IN ROLE riad_console")
        _ = try house.database.person(.superAdmin)
        let inactive = try house.database.person(.superAdmin, isActive: false)
        let roleless = try house.database.person(nil)
        let expired = try house.database.person(.superAdmin)
        let taken = try house.database.person(.superAdmin)
        try house.database.run(
            """
            UPDATE public.user_roles SET expires_at = clock_timestamp() WHERE user_id = '\(expired.id)';
            UPDATE public.user_roles SET is_active = false WHERE user_id = '\(taken.id)'
            """
        )
        let tables = [
            "public.conversations", "public.guest", "public.reservation", "public.property", "riad.zones",
            "riad.settings", "riad.roles",
        ]
        for login in [plain, inactive.login, roleless.login, expired.login, taken.login] {
            for table in tables {
                #expect(try house.text("SELECT count(*)::text FROM \(table)", as: login) == "0", "\(login) \(table)")
            }
            #expect(try house.text("SELECT login FROM riad.me()", as: login) == nil)
        }
    }

    @Test("A role that expires inside a transaction is over inside that transaction")
    func expiryInTransaction() throws {
        let agent = try house.database.person(.agent)
        _ = try house.conversation()
        try house.database.run(
            """
            UPDATE public.user_roles SET expires_at = clock_timestamp() + interval '400 ms' WHERE user_id = '\(agent.id)'
            """
        )
        let session = house.database.connection(as: agent)
        let count = "SELECT count(*)::text FROM public.conversations"
        try session.run(script: "BEGIN ISOLATION LEVEL REPEATABLE READ", name: "attack")
        #expect(try house.text(count, on: session) == "1")
        #expect(try house.text("SELECT 'slept' FROM pg_sleep(0.5)", on: session) == "slept")
        #expect(try house.text(count, on: session) == "0")
    }

    @Test("Who loses a right loses the sessions in which they had it", arguments: ["role", "profile", "login"])
    func sessionsEnd(way: String) throws {
        let agent = try house.database.person(.agent)
        _ = try house.conversation()
        let session = house.database.connection(as: agent)
        try session.run(script: "BEGIN ISOLATION LEVEL REPEATABLE READ", name: "attack")
        let count = "SELECT count(*)::text FROM public.conversations"
        #expect(try house.text(count, on: session) == "1")
        switch way {
        case "role": try house.database.run("DELETE FROM public.user_roles WHERE user_id = '\(agent.id)'")
        case "profile":
            try house.database.run("UPDATE public.profiles SET is_active = false WHERE user_id = '\(agent.id)'")
        case _: try house.database.run("DELETE FROM riad.logins WHERE user_id = '\(agent.id)'")
        }
        #expect(throws: PostgresError.self) { try house.text(count, on: session) }
        if way == "profile" {
            #expect(try house.refusal(of: count, as: agent.login) == "28000")
        } else {
            #expect(try house.text(count, as: agent.login) == "0")
        }
    }

    @Test("Other objects of the same name, temporary ones included, are never called in place of ours")
    func hijacking() throws {
        let agent = try house.database.person(.agent)
        let attempts = [
            "CREATE TEMPORARY TABLE webhook_logs (created_at timestamptz)",
            "CREATE TABLE public.mine (id integer)",
            "CREATE SCHEMA mine",
            "CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz'",
            "CREATE FUNCTION pg_temp.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz'",
            "CREATE OPERATOR public.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = pg_catalog.uuid_eq)",
        ]
        for attempt in attempts {
            #expect(try house.refusal(of: attempt, as: agent.login) == "42501", "\(attempt)")
        }
    }

    @Test("Even where temporary tables are allowed, a clean-up deletes from ours and asks its own rights")
    func temporaryTables() throws {
        let agent = try house.database.person(.agent)
        let boss = try house.database.person(.administrateur)
        try house.database.run("GRANT TEMPORARY ON DATABASE \(house.database.name) TO riad_console")
        let trap = """
            CREATE TEMPORARY TABLE webhook_logs (created_at timestamptz);
            CREATE TEMPORARY TABLE user_roles AS
                SELECT '\(agent.id)'::uuid AS user_id, 'super_admin'::app_role AS role, true AS is_active,
                    NULL::timestamptz AS expires_at;
            SET search_path = pg_temp, public, riad;
            """
        let session = house.database.connection(as: agent)
        try session.run(script: trap, name: "trap")
        let asked = "SELECT public.has_role('\(agent.id)', 'super_admin')::text"
        #expect(try house.text(asked, on: session) == "false")
        #expect(try house.refusal(of: "SELECT public.cleanup_old_logs()", on: session) == Refusal.notPermitted.state)

        try house.database.run(
            """
            INSERT INTO public.webhook_logs (event_type, payload, created_at)
            VALUES ('old', '{}', now() - interval '31 days'), ('young', '{}', now() - interval '29 days')
            """
        )
        let cleaner = house.database.connection(as: boss)
        try cleaner.run(script: trap + "SELECT public.cleanup_old_logs()", name: "clean")
        #expect(try house.text("SELECT string_agg(event_type, ',') FROM public.webhook_logs") == "young")
    }
}
