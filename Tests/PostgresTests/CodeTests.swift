import Postgres
import TestSupport
import Testing

@Suite("Code that is dropped and made anew")
struct CodeTests {
    private let database: TestDatabase
    private let owner: String
    private let user: String

    init() throws {
        database = try TestDatabase(migrated: false)
        let number = database.cluster.nextNumber()
        owner = "owner_\(number)"
        user = "reader_\(number)"
        try database.run("CREATE ROLE \(user)")
    }

    private var first: Migration {
        Migration(
            name: "0001_first",
            text: """
                CREATE ROLE \(owner);
                CREATE SCHEMA house AUTHORIZATION \(owner);
                SET LOCAL ROLE \(owner);
                CREATE TABLE house.rooms (number int PRIMARY KEY, name text);
                ALTER TABLE house.rooms ENABLE ROW LEVEL SECURITY;
                INSERT INTO house.rooms VALUES (1, 'salon')
                """
        )
    }

    /// A body in standard SQL over a table's row, a trigger, a policy and a grant.
    private var code: [CodeFile] {
        [
            CodeFile(
                name: "rooms/access",
                text: """
                    -- requires: rooms/rules
                    CREATE POLICY named ON house.rooms FOR SELECT USING (house.is_named(rooms));
                    GRANT SELECT ON house.rooms TO \(user);
                    """
            ),
            CodeFile(
                name: "rooms/rules",
                text: """
                    CREATE OR REPLACE FUNCTION house.is_named(room house.rooms) RETURNS boolean LANGUAGE sql
                    BEGIN ATOMIC SELECT room.name IS NOT NULL; END;
                    CREATE OR REPLACE FUNCTION house.trim() RETURNS trigger LANGUAGE plpgsql
                    AS $$ BEGIN NEW.name := btrim(NEW.name); RETURN NEW; END $$;
                    CREATE TRIGGER trimmed BEFORE INSERT ON house.rooms FOR EACH ROW EXECUTE FUNCTION house.trim();
                    """
            ),
        ]
    }

    private func migrator(
        _ migrations: [Migration],
        _ code: [CodeFile],
        patience: Duration = .seconds(20)
    ) -> Migrator {
        let ledger = MigrationLedger(
            schema: "house",
            table: "migrations",
            owner: owner,
            users: [],
            grantees: [user],
            codeSchemas: ["house"]
        )
        return Migrator(migrations, code: code, ledger: ledger, consoleRole: user, patience: patience)
    }

    private func apply(_ code: [CodeFile], after more: [Migration] = []) throws {
        try migrator([first] + more, code).apply(on: database.connection())
    }

    /// Functions, triggers and policies of the house, and what its tables give to whom.
    private func objects() throws -> String? {
        try database.value(
            """
            SELECT string_agg(o.name, ' ' ORDER BY o.name) FROM (
                SELECT p.proname::text AS name FROM pg_proc p WHERE p.pronamespace = 'house'::regnamespace
                UNION ALL SELECT t.tgname FROM pg_trigger t WHERE t.tgrelid = 'house.rooms'::regclass
                UNION ALL SELECT p.polname FROM pg_policy p WHERE p.polrelid = 'house.rooms'::regclass
                UNION ALL SELECT 'readable' WHERE has_table_privilege('\(user)', 'house.rooms', 'SELECT')
            ) o
            """
        )
    }

    @Test("It is made once, and anew only when a file differs, is new or is gone")
    func differences() throws {
        try apply(code)
        #expect(try objects() == "is_named named readable trim trimmed")
        let connection = database.connection()
        #expect(try migrator([first], code).apply(on: connection).isEmpty)
        let changed = CodeFile(name: "rooms/rules", text: code[1].text + "-- More is said here.\n")
        #expect(try migrator([first], [code[0], changed]).pending(on: connection).code == ["rooms/rules"])
        #expect(try migrator([first], [code[1]]).pending(on: connection).code == ["rooms/access"])
        #expect(try migrator([first], []).apply(on: connection).code == ["rooms/access", "rooms/rules"])
        #expect(try objects() == nil)
    }

    @Test("A table can change under functions over its rows, with a default that every row gets")
    func alteration() throws {
        try apply(code)
        let added = Migration(
            name: "0002_floors",
            text: "SET LOCAL ROLE \(owner); ALTER TABLE house.rooms ADD COLUMN floor int NOT NULL DEFAULT 5"
        )
        try apply(code, after: [added])
        #expect(try database.value("SELECT floor FROM house.rooms", as: Int32.self) == 5)
        #expect(try objects() == "is_named named readable trim trimmed")
    }

    @Test("What a deployment made itself stays, and what stands on the code keeps that in place")
    func deployment() throws {
        try apply(code)
        try database.run(
            """
            CREATE TABLE house.guests (id int);
            CREATE FUNCTION house.own() RETURNS int LANGUAGE sql AS 'SELECT 1';
            SET ROLE \(owner);
            CREATE TABLE house.lists (id int);
            GRANT SELECT ON house.lists TO \(user);
            RESET ROLE;
            CREATE POLICY own ON house.rooms FOR UPDATE USING (house.is_named(rooms));
            CREATE VIEW public.named AS SELECT house.is_named(r) FROM house.rooms r;
            GRANT INSERT ON house.rooms TO PUBLIC;
            CREATE ROLE "Own \(owner)";
            GRANT EXECUTE ON FUNCTION house.trim TO "Own \(owner)" WITH GRANT OPTION
            """
        )
        let number = "SELECT 'house.is_named'::regproc::oid::bigint"
        let before: Int64? = try database.value(number)
        try apply([code[0], CodeFile(name: "rooms/rules", text: code[1].text.replacing("NOT NULL", with: "NULL"))])
        #expect(try objects() == "is_named named own own readable trim trimmed")
        #expect(try database.value("SELECT house.is_named(r) FROM house.rooms r", as: Bool.self) == false)
        #expect(try database.value(number) == before)
        let inserts = "SELECT relacl::text LIKE '%=a/%' FROM pg_class WHERE oid = 'house.rooms'::regclass"
        #expect(try database.value(inserts, as: Bool.self) == true)
        let lists = "SELECT has_table_privilege('\(user)', 'house.lists', 'SELECT')"
        #expect(try database.value(lists, as: Bool.self) == true)
        let calls = "SELECT proacl::text LIKE '%Own \(owner)%=X*/%' FROM pg_proc WHERE oid = 'house.trim'::regproc"
        #expect(try database.value(calls, as: Bool.self) == true)
        try apply([])
        #expect(try objects() == "is_named own own")
        try database.run("DROP POLICY own ON house.rooms; DROP VIEW public.named")
        try apply([CodeFile(name: "empty", text: "SELECT 1")])
        #expect(try objects() == "own")
    }

    @Test("A file that fails leaves everything as it was")
    func failure() throws {
        try apply(code)
        let broken = CodeFile(name: "rooms/broken", text: "CREATE OR REPLACE FUNCTION house.trim() RETURNS int AS 'x'")
        do throws(MigrationError) {
            try migrator([first], code + [broken]).apply(on: database.connection())
            Issue.record("it was applied")
        } catch {
            guard case .refused(migration: "rooms/broken", _) = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(try objects() == "is_named named readable trim trimmed")
        #expect(try migrator([first], code).pending(on: database.connection()).isEmpty)
    }

    @Test("Whoever uses a table is waited for only so long, and is named; nobody waits behind it")
    func patience() throws {
        try apply(code)
        let holder = database.connection()
        try holder.run(script: "BEGIN; SELECT * FROM house.rooms", name: "hold")
        do throws(MigrationError) {
            try migrator([first], [], patience: .milliseconds(100)).apply(on: database.connection())
            Issue.record("it was applied")
        } catch {
            guard case .tablesInUse(let who?) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(who.processID == holder.processID)
            #expect(error.description.contains("process \(holder.processID ?? 0), login postgres"))
        }
        #expect(try objects() == "is_named named readable trim trimmed")
        try holder.run(script: "ROLLBACK", name: "let_go")
        try apply([])
    }
}
