import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("The audit trail")
struct AuditTests {
    private let desk: AssignmentFixture
    init() throws { desk = try AssignmentFixture() }

    private func trail(_ member: FixtureUser, _ query: AuditQuery = AuditQuery()) throws -> [AuditEntry] {
        try member.connection.run(try AuditTrail.entries(query, limit: 100, for: member.user))
    }

    private func changes(_ entry: AuditEntry) -> [String] {
        entry.changes.map { "\($0.column.original) \($0.old?.original ?? "-") \($0.new?.original ?? "-")" }
    }

    @Test(
        "Says who changed what about a conversation, from what to what, from which session; of arriving messages nothing"
    )
    func conversations() throws {
        let agent = try desk.member(.agent, name: ("Nadia", "Alami"))
        let boss = try desk.member(.administrateur)
        let talk = try desk.deployment.conversation(.nouvelle)
        try desk.deployment.guestWrites(3, in: talk)
        try agent.connection.run(try Conversations.claim(talk, assignedTo: nil, by: agent.user))
        try agent.connection.run(
            try Conversations.setPriority(.urgent, of: talk, assignedTo: agent.id, by: agent.user)
        )
        let entries = try trail(boss, AuditQuery(kinds: [.conversation], key: talk.description))
        #expect(
            entries.map(changes) == [
                ["priority medium urgent"], ["state NOUVELLE EN_COURS", "assigned_agent_id - Nadia Alami"],
            ]
        )
        let first = try #require(entries.first)
        #expect(first.actor == agent.id)
        #expect(first.actorName?.original == "Nadia Alami")
        #expect(first.session.login.original == agent.person.login)
        #expect(first.session.process > 0)
        #expect(first.action == .update)
    }

    @Test("Administrators read everything, everybody else what they did themselves")
    func users() throws {
        let agent = try desk.member(.agent)
        let colleague = try desk.member(.superviseur)
        let boss = try desk.member(.superAdmin)
        for member in [agent, colleague] {
            let talk = try desk.deployment.conversation(.nouvelle)
            try member.connection.run(try Conversations.claim(talk, assignedTo: nil, by: member.user))
        }
        let claims = AuditQuery(kinds: [.conversation])
        #expect(try trail(agent, claims).map(\.actor) == [agent.id])
        #expect(try trail(colleague, claims).map(\.actor) == [colleague.id])
        #expect(try trail(boss, claims).map(\.actor) == [colleague.id, agent.id])
        #expect(
            try trail(boss, AuditQuery(kinds: [.conversation], person: agent.person.login)).map(\.actor) == [agent.id]
        )
        #expect(try trail(boss, AuditQuery(person: "' OR true --")).isEmpty)
    }

    @Test("A role given, taken and a person closed stand in it; how to reach somebody and secrets don't")
    func people() throws {
        let boss = try desk.member(.superAdmin)
        let agent = try desk.member(.agent)
        _ = try boss.connection.run(
            Request<Void>(
                writing: Statement("give", "SELECT public.assign_user_role($1, 'superviseur', $2)"),
                [Parameter(agent.id), Parameter(boss.id)]
            ) { _ throws(DecodingError) in }
        )
        try desk.database.run(
            """
            UPDATE public.profiles SET phone = '+212600000000', is_active = false WHERE user_id = '\(agent.id)';
            INSERT INTO public.webhook_configs (name, endpoint_url, secret_token)
            VALUES ('audited', 'https://n8n.example.org/hook', 'a secret that is long enough to be one');
            """
        )
        let about = try trail(boss, AuditQuery(kinds: [.role, .profile], key: agent.id.description))
        let said = about.flatMap(changes)
        #expect(said.contains("role - superviseur"))
        #expect(said.contains("is_active true false"))
        #expect(said.contains("phone - -"))
        let secret = try trail(boss, AuditQuery(kinds: [.webhook], key: "audited"))
        #expect(secret.flatMap(changes).contains("secret_token - -"))
        let everything = try #require(
            try desk.database.value("SELECT string_agg(a::text, ' ') FROM riad.audit a", as: String.self)
        )
        #expect(!everything.contains("a secret that"))
        #expect(!everything.contains("+212600000000"))
    }

    @Test(
        "Nobody changes it, not even the owner of the tables or the server's superuser",
        arguments: [
            "DELETE FROM riad.audit", "UPDATE riad.audit SET login = 'x'", "TRUNCATE riad.audit",
            "DO $do$ DECLARE p regclass; BEGIN FOR p IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'riad.audit'::regclass"
                + " LOOP EXECUTE 'TRUNCATE ' || p; END LOOP; END $do$",
            "DO $do$ DECLARE p regclass; BEGIN FOR p IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'riad.audit'::regclass"
                + " LOOP EXECUTE 'DELETE FROM ' || p; END LOOP; END $do$",
        ]
    )
    func appendOnly(attack: String) throws {
        let agent = try desk.member(.agent)
        let talk = try desk.deployment.conversation(.nouvelle)
        try agent.connection.run(try Conversations.claim(talk, assignedTo: nil, by: agent.user))
        let before = try desk.database.value("SELECT count(*) FROM riad.audit", as: Int64.self)
        #expect(before ?? 0 > 0)
        #expect(throws: PostgresError.self) { try desk.database.run(attack) }
        #expect(throws: PostgresError.self) { try desk.database.run("SET ROLE riad_owner; \(attack)") }
        #expect(throws: PostgresError.self) { try agent.connection.run(script: attack, name: "attack") }
        #expect(try desk.database.value("SELECT count(*) FROM riad.audit", as: Int64.self) == before)
    }

    @Test("Pages follow each other without a gap; months that are too old go as a whole")
    func pagesAndRetention() throws {
        let boss = try desk.member(.superAdmin)
        let talk = try desk.deployment.conversation(.nouvelle)
        for priority in [Priority.low, .high, .urgent, .medium, .low] {
            try boss.connection.run(try Conversations.setPriority(priority, of: talk, assignedTo: nil, by: boss.user))
        }
        let query = AuditQuery(key: talk.description)
        let first = try boss.connection.run(try AuditTrail.entries(query, limit: 2, for: boss.user))
        let second = try boss.connection.run(
            try AuditTrail.entries(query, before: first.last, limit: 10, for: boss.user)
        )
        #expect(first.count == 2 && second.count == 3)
        #expect(Set((first + second).map(\.id)).count == 5)
        try desk.database.run("SELECT riad.create_partitions('2020-01-01', 1); SELECT public.cleanup_old_logs()")
        let old = try desk.database.value("SELECT to_regclass('riad.audit_2020_01') IS NULL", as: Bool.self)
        #expect(old == true)
        #expect(try trail(boss, query).count == 5)
    }

    @Test("What arrived before its month was made moves there, and stays readable")
    func earlyEntries() throws {
        try desk.database.run(
            """
            INSERT INTO riad.audit (created_at, table_name, operation, row_key, columns, old_values, new_values)
            VALUES ('2044-05-17', 'settings', 'update', 'far', '{}', '{}', '{}');
            SELECT riad.create_partitions('2044-05-01', 1)
            """
        )
        let month = try desk.database.value("SELECT count(*) FROM riad.audit_2044_05", as: Int64.self)
        #expect(month == 1)
    }
}
