import Domain
import TestSupport
import Testing

@Suite("What one login takes of the server")
struct ServerLimitTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private func connections(of login: String) throws -> String? {
        try house.text("SELECT rolconnlimit::text FROM pg_roles WHERE rolname = '\(login)'")
    }

    @Test("A login that stands for a person has ten connections, or as many as somebody else gave it")
    func connectionLimit() throws {
        let agent = try house.database.person(.agent)
        #expect(try connections(of: agent.login) == "10")
        try house.database.run(
            "ALTER ROLE \(agent.login) CONNECTION LIMIT 3; SELECT riad.limit_login('\(agent.login)')"
        )
        #expect(try connections(of: agent.login) == "3")
        #expect(try house.refusal(of: "ALTER ROLE \(agent.login) CONNECTION LIMIT 99", as: agent.login) == "42501")
    }

    @Test("Sessions that somebody forgot end by themselves; how much of the disk they fill is not theirs to say")
    func settings() throws {
        let agent = try house.database.person(.agent)
        #expect(
            try house.text("SELECT current_setting('idle_in_transaction_session_timeout')", as: agent.login) == "30s"
        )
        #expect(try house.refusal(of: "SET temp_file_limit = -1", as: agent.login) == "42501")
    }

    @Test("No login, and nobody whose role isn't a console's, is limited by the owner's function")
    func others() throws {
        let boss = try house.database.person(.superAdmin)
        let attempt = "SELECT riad.limit_login('\(boss.login)')"
        #expect(try house.refusal(of: attempt, as: boss.login) == "42501")
        #expect(try house.refusal(of: "SELECT riad.limit_login('postgres')", as: "postgres") == nil)
        #expect(try connections(of: "postgres") == "-1")
    }

    private let greedy = [
        "pg_advisory_lock(1)", "pg_try_advisory_xact_lock(1, 2)", "lo_create(0)", "lo_from_bytea(0, 'x')",
        "pg_logical_emit_message(false, 'x', 'x')",
    ]

    @Test("Once a superuser agrees, no login takes locks by number or fills the disk; who migrates still may")
    func spareFunctions() throws {
        let boss = try house.database.person(.superAdmin)
        #expect(try house.refusal(of: "SELECT riad.revoke_unneeded_functions()", as: boss.login) == "42501")
        try house.database.run("SELECT riad.revoke_unneeded_functions()")
        for call in greedy {
            #expect(try house.refusal(of: "SELECT \(call)", as: boss.login) == "42501", "\(call)")
        }
        let owner = "has_function_privilege('pg_database_owner', 'pg_advisory_lock(bigint)', 'EXECUTE')"
        #expect(try house.text("SELECT \(owner)::text") == "true")
        #expect(try house.text("SELECT count(*)::text FROM riad.unneeded_functions()") == "0")
    }
}
