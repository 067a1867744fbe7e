import Postgres
import Repositories
import TestSupport
import Testing

@Suite("The schema's migrations")
struct MigrationTests {
    @Test("A migrated database has nothing pending, and a console login can see that")
    func nothingPending() throws {
        let database = try TestDatabase()
        #expect(try Schema.migrator().pending(on: database.connection()).isEmpty)
        let agent = database.connection(as: try database.person(.agent))
        #expect(try Schema.migrator().pending(on: agent).isEmpty)
    }

    @Test("On an empty database all are pending, and applying them twice changes nothing")
    func empty() throws {
        let database = try TestDatabase(migrated: false)
        let connection = database.connection()
        let migrator = Schema.migrator()
        let everything = PendingChanges(migrations: Schema.migrations, code: Schema.code.map(\.name).sorted())
        #expect(try migrator.pending(on: connection) == everything)
        #expect(try migrator.apply(on: connection) == everything)
        #expect(try migrator.apply(on: connection).isEmpty)
    }

    @Test("A plain login that owns the database and may create roles can migrate")
    func plainOwner() throws {
        let database = try TestDatabase(migrated: false)
        let owner = try TestDatabase.makeOwner(on: database.cluster)
        try database.run(
            """
            ALTER DATABASE \(database.name) OWNER TO \(owner);
            ALTER SCHEMA public OWNER TO \(owner)
            """
        )
        let connection = database.connection(login: owner)
        #expect(try Schema.migrator().apply(on: connection).migrations.count == Schema.migrations.count)
        #expect(try Schema.migrator().pending(on: connection).isEmpty)
        try database.run("UPDATE riad.code_files SET checksum = 1 WHERE name = 'messages/sending'")
        #expect(try Schema.migrator().apply(on: connection) == PendingChanges(code: ["messages/sending"]))
    }

    @Test("Functions and settings of whoever owns the database don't stand in for the server's own")
    func strangeFunctions() throws {
        let database = try TestDatabase()
        try database.run(
            """
            CREATE FUNCTION public.format(text, text, text, regclass) RETURNS text LANGUAGE plpgsql
            AS $$ BEGIN RAISE EXCEPTION 'asked in place of the own one'; END $$;
            CREATE FUNCTION public.quote_ident(name) RETURNS text LANGUAGE sql AS $$ SELECT (1 / 0)::text $$;
            ALTER DATABASE \(database.name) SET search_path = public, pg_catalog;
            ALTER DATABASE \(database.name) SET quote_all_identifiers = on;
            UPDATE riad.code_files SET checksum = 1 WHERE name = 'messages/sending'
            """
        )
        let objects = "SELECT count(*) FROM riad.code_objects"
        let before: Int64? = try database.value(objects)
        let connection = database.connection()
        #expect(try Schema.migrator().apply(on: connection) == PendingChanges(code: ["messages/sending"]))
        #expect(try database.value(objects) == before)
    }

    @Test("A login of the console can't migrate")
    func consoleLogin() throws {
        let database = try TestDatabase()
        let agent = try database.person(.administrateur)
        do throws(MigrationError) {
            try Schema.migrator().apply(on: database.connection(as: agent))
            Issue.record("a console login migrated")
        } catch {
            #expect(error == .consoleLogin(agent.login))
        }
    }

    @Test("They are numbered one by one")
    func numbers() {
        let numbers = Schema.migrations.map { Int($0.name.prefix(4)) ?? 0 }
        #expect(numbers == Array(1...max(1, numbers.count)))
    }
}
