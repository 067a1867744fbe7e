import Domain
import Postgres
import Repositories
import TestSupport
import Testing

/// What the files of schema and code declare, read from their texts.
private struct Declarations {
    struct Function {
        let name: String
        let statement: String
        /// Between its dollar quotes; nil for a body in standard SQL.
        let body: String?
    }

    private(set) var functions: [Function] = []
    /// Kind and name of everything else that is made by name, with the file.
    private(set) var others: [(name: String, file: String)] = []

    init() {
        for file in Schema.migrations { read(file.text, file.name) }
        for file in Schema.code { read(file.text, file.name) }
    }

    private mutating func read(_ text: String, _ file: String) {
        for statement in SQLScript(text).statements() {
            var words = SQLScript.firstWords(of: statement, 24)
            guard words.first == "CREATE" else { continue }
            let modifiers = ["OR", "REPLACE", "UNIQUE", "UNLOGGED", "CONSTRAINT", "IF", "NOT", "EXISTS"]
            words.removeAll { modifiers.contains($0) }
            switch words[1] {
            case "FUNCTION", "PROCEDURE":
                let name = words[2...4].joined()
                functions.append(Function(name: name, statement: statement, body: Self.body(of: statement)))
            case "TABLE", "TYPE", "SEQUENCE", "INDEX", "VIEW":
                others.append(("\(words[1]) \(words[2...4].joined())", file))
            case "TRIGGER", "POLICY":
                let place = words.firstIndex(of: "ON").map { words[($0 + 1)...].prefix(3).joined() } ?? ""
                others.append(("\(words[1]) \(words[2]) ON \(place)", file))
            default:
                break
            }
        }
    }

    private static func body(of statement: String) -> String? {
        guard let start = statement.firstRange(of: "AS $$"), let end = statement.ranges(of: "$$").last else {
            return nil
        }
        return String(statement[start.upperBound..<end.lowerBound])
    }
}

@Suite("The database against its files")
struct CodeFilesTests {
    private let database: TestDatabase
    private let declared = Declarations()

    init() throws { database = try TestDatabase() }

    private func rows(_ sql: String) throws -> [String: String] {
        try database.connection().run(
            Request(reading: Statement(name: "functions", text: sql)) { rows throws(DecodingError) in
                var found: [String: String] = [:]
                for row in rows { found[try row[0]] = try row[1] }
                return found
            }
        )
    }

    /// Made from one text each, by name.
    private func isGenerated(_ name: String) -> Bool {
        name.hasPrefix("riad.scan_") || name.hasPrefix("riad.page_by_")
    }

    private let ours = """
        pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('riad', 'public')
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
        """

    @Test("Every function stands in a file, with that body to the byte")
    func bodies() throws {
        let found = try rows(
            """
            SELECT p.oid::regprocedure::text || ' ' || n.nspname || '.' || p.proname, p.prosrc
            FROM \(ours) AND p.prosqlbody IS NULL
            """
        )
        let files = Set(declared.functions.compactMap { function in function.body.map { "\(function.name) \($0)" } })
        var compared = 0
        for (signature, body) in found {
            let name = String(signature.split(separator: " ").last ?? "")
            if isGenerated(name) { continue }
            #expect(files.contains("\(name) \(body)"), "\(signature)")
            compared += 1
        }
        #expect(compared > 180)
    }

    @Test("Every function in standard SQL is what its file makes of it")
    func standardBodies() throws {
        let bodies = """
            SELECT n.nspname || '.' || p.proname, string_agg(pg_get_function_sqlbody(p.oid), ' ' ORDER BY p.oid::regprocedure::text)
            FROM \(ours) AND p.prosqlbody IS NOT NULL GROUP BY 1
            """
        let before = try rows(bodies)
        let statements = declared.functions.filter { $0.body == nil }
        #expect(Set(before.keys) == Set(statements.map(\.name)))
        for function in statements {
            try database.run(function.statement.replacing("CREATE FUNCTION", with: "CREATE OR REPLACE FUNCTION"))
        }
        #expect(try rows(bodies) == before)
    }

    @Test("The generated ones are those of the inbox, scans and pages")
    func generated() throws {
        let names = try rows("SELECT n.nspname || '.' || p.proname, '' FROM \(ours)").keys
        let files = Set(declared.functions.map(\.name))
        #expect(names.filter { !files.contains($0) }.allSatisfy(isGenerated))
        #expect(names.filter(isGenerated).count == 42)
    }

    @Test("Everything is declared once")
    func once() {
        let overloads = Dictionary(grouping: declared.functions, by: \.name).filter { $0.value.count > 1 }.keys
        // The last three are how texts are compared: a numbered file replaced them and what stands on them.
        #expect(Set(overloads) == ["riad.can_read", "riad.folded", "riad.words_of", "riad.zoned_words"])
        let twice = Dictionary(grouping: declared.others, by: \.name).filter { $0.value.count > 1 }
        #expect(twice.isEmpty, "\(twice)")
    }

    @Test("Every function says above it what it promises")
    func comments() {
        for function in declared.functions {
            let text = function.statement.drop { $0.isNewline }
            #expect(text.hasPrefix("--") || function.statement.contains("\n-- "), "\(function.name)")
        }
    }

    @Test("Editing one file changes its own objects and no other")
    func oneFile() throws {
        let before = try Catalog(of: database).lines
        let usual = Schema.migrator()
        let code = usual.code.map { file in
            guard file.name == "conversations/state" else { return file }
            return CodeFile(
                name: file.name,
                text: file.text.replacing("this state cannot follow %", with: "this state never follows %")
            )
        }
        let edited = Migrator(usual.migrations, code: code, ledger: usual.ledger, consoleRole: usual.consoleRole)
        let connection = database.connection()
        #expect(try edited.apply(on: connection) == PendingChanges(code: ["conversations/state"]))
        let after = try Catalog(of: database).lines
        let changed = before.symmetricDifference(after).map { $0.prefix { $0 != "(" } }
        #expect(Set(changed) == ["function riad.set_state"])
        try Schema.migrator().apply(on: connection)
        #expect(try Catalog(of: database).lines == before)
    }

    @Test("A session that is open goes on with what is new, and nobody waits for it")
    func openSession() throws {
        let person = try database.person(.superviseur)
        let session = database.connection(as: person)
        let user = try #require(try session.run(Session.currentUser()))
        for _ in 0..<2 {
            _ = try session.run(try Inbox.page(InboxQuery(), at: .first, limit: 5, for: user))
            _ = try session.run(try Inbox.counters(for: user))
        }
        let usual = Schema.migrator()
        let code = usual.code.map { CodeFile(name: $0.name, text: $0.text + "\n-- Once more.\n") }
        try Migrator(usual.migrations, code: code, ledger: usual.ledger, consoleRole: usual.consoleRole)
            .apply(on: database.connection())
        #expect(try session.run(try Inbox.page(InboxQuery(), at: .first, limit: 5, for: user)).isEmpty)
        #expect(try session.run(try Inbox.counters(for: user)).total.open == 0)
        #expect(try session.run(Session.currentUser())?.id == user.id)
    }

    @Test("A function that no file declares any more is gone")
    func gone() throws {
        let usual = Schema.migrator()
        let code = usual.code.map { file in
            guard file.name == "conversations/state" else { return file }
            let passing = "\nCREATE FUNCTION riad.passing() RETURNS int LANGUAGE sql AS 'SELECT 1';"
            return CodeFile(name: file.name, text: file.text + passing)
        }
        let connection = database.connection()
        try Migrator(usual.migrations, code: code, ledger: usual.ledger, consoleRole: usual.consoleRole)
            .apply(on: connection)
        #expect(try database.value("SELECT to_regproc('riad.passing') IS NOT NULL", as: Bool.self) == true)
        try usual.apply(on: connection)
        #expect(try database.value("SELECT to_regproc('riad.passing') IS NOT NULL", as: Bool.self) == false)
    }

    @Test("Every table takes another column, with a default that its rows get, in a numbered file")
    func newColumns() throws {
        let usual = Schema.migrator()
        let tables = try rows(
            """
            SELECT format('%I.%I', c.relnamespace::regnamespace, c.relname), '' FROM pg_class c
            WHERE c.relnamespace IN ('riad'::regnamespace, 'public'::regnamespace) AND c.relkind IN ('r', 'p')
                AND NOT c.relispartition
            """
        ).keys
        let commands = tables.map { "ALTER TABLE \($0) ADD COLUMN added_later int NOT NULL DEFAULT 5" }
        let added = Migration(
            name: "9999_columns",
            text: "SET LOCAL ROLE riad_owner; \(commands.joined(separator: ";\n"))"
        )
        let connection = database.connection()
        try Migrator(
            usual.migrations + [added],
            code: usual.code,
            ledger: usual.ledger,
            consoleRole: usual.consoleRole
        ).apply(on: connection)
        #expect(try database.value("SELECT count(*) FROM riad.zones WHERE added_later = 5", as: Int64.self) == 14)
    }

    @Test("A database of the numbered files of before the first release says so, and is left alone")
    func madeBefore() throws {
        let empty = try TestDatabase(migrated: false)
        try empty.run(
            """
            CREATE SCHEMA riad;
            CREATE TABLE riad.migrations (name text PRIMARY KEY, checksum bigint NOT NULL);
            INSERT INTO riad.migrations VALUES ('0001_roles_and_schemas', 1), ('0002_enums', 2)
            """
        )
        let before = try Catalog(of: empty).lines
        do throws(MigrationError) {
            try Schema.migrator().apply(on: empty.connection())
            Issue.record("it was migrated")
        } catch {
            #expect(error == .predatesFirstRelease)
            #expect(error.description.contains("from before the first release"))
        }
        #expect(try Catalog(of: empty).lines == before)
    }
}
