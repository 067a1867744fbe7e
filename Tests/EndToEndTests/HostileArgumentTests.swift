import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("What would steer a terminal doesn't reach it", .serialized, .ownThread)
struct HostileArgumentTests {
    private static let hostile = "a\u{1B}[2J\u{07}\u{9B}31m\u{202E}b"

    private let house: EndToEndHarness
    private let uri: String

    init() throws {
        house = try EndToEndHarness()
        uri = house.database.uri(login: try house.database.person(.superviseur, name: ("Amal", "Berrada")).login)
    }

    private func steers(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            scalar != "\n" && scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
        }
    }

    private func expectTame(_ program: ProcessResult, _ what: String, sourceLocation: SourceLocation = #_sourceLocation)
    {
        #expect(
            !program.output.isEmpty || !program.complaint.isEmpty,
            "\(what) says nothing",
            sourceLocation: sourceLocation
        )
        #expect(!steers(program.output) && !steers(program.complaint), "\(what)", sourceLocation: sourceLocation)
    }

    private static let arguments: [[String]] = [
        [hostile], ["--\(hostile)"], ["messages", "list", hostile], ["messages", hostile],
        ["conversations", "list", "--limit", hostile], ["demo", "--as", hostile], ["keys", hostile], ["help", hostile],
        ["migrate", "--database", "postgresql://\(hostile)@127.0.0.1:1/x"],
        ["migrate", "--database", "host=127.0.0.1 port=1 dbname='\(hostile)'"],
        ["migrate", "--database", "host='/none\(hostile)'"],
    ]

    @Test("from an argument", arguments: arguments)
    func argument(words: [String]) throws {
        expectTame(try Riad.run(words, home: house.home), words.joined(separator: " "))
    }

    private static let named: [[String]] = [
        ["conversations", "list", hostile], ["conversations", "list", "tag:\(hostile)"],
        ["conversations", "list", "zone:\(hostile)"], ["conversations", "list", "--view", hostile],
        ["conversations", "next", "--zone", hostile], ["people", "show", hostile],
        ["people", "login", hostile, hostile],
        ["replies", "show", hostile], ["replies", "save", "x", "--file", hostile], ["views", "show", hostile],
        ["sla", "targets", "set", "5", "--zone", hostile], ["messages", "search", "x", "--zone", hostile],
        ["people", "role", "me", hostile],
    ]

    @Test("from a name that there isn't", arguments: named)
    func name(words: [String]) throws {
        let program = try Riad.run(words + ["--database", uri], home: house.home, input: "x {\(Self.hostile)}")
        #expect(!steers(program.output) && !steers(program.complaint))
    }

    @Test("from a notice that a migration sets off, in the database's own words")
    func notice() throws {
        let database = try TestDatabase(migrated: false)
        try database.run(
            """
            CREATE FUNCTION public.shout() RETURNS event_trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE NOTICE E'a\\x1B[2J\\x07\\u009B\\u202Eb\\nThe database was up to date.'; END $$;
            CREATE EVENT TRIGGER shout ON ddl_command_end EXECUTE FUNCTION public.shout();
            """
        )
        let program = try Riad.run(["migrate", "--database", database.uri(login: "postgres")], home: house.home)
        #expect(program.code == 0, "\(program.complaint)")
        expectTame(program, "migrate")
        #expect(!program.output.split(separator: "\n").contains("The database was up to date."))
    }

    @Test("from the names in a database that is to be adopted")
    func adoption() throws {
        let foreign = try ForeignDatabase()
        try foreign.database.run(
            """
            CREATE FUNCTION public.idle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
            CREATE TRIGGER "a\u{1B}[2J\u{9B}\u{202E}b\nThe database is adopted." AFTER INSERT ON public.property
                FOR EACH ROW EXECUTE FUNCTION public.idle();
            ALTER TABLE public.guest ADD CONSTRAINT "c\u{1B}[2J\u{202E}\nd" CHECK (true);
            """
        )
        let words = ["migrate", "--adopt", "--plan", "--database", foreign.database.uri(login: foreign.owner)]
        let program = try Riad.run(words, home: house.home)
        expectTame(program, "plan")
        #expect(!program.output.split(separator: "\n").contains { $0.hasPrefix("The database is adopted.") })
    }

    @Test("from keys.yaml and config.yaml")
    func configuration() throws {
        mkdir(house.home.folder + "/config", 0o755)
        mkdir(house.home.folder + "/config/riad", 0o755)
        try house.home.write(#""\e[2J\x07\x9b\u202e": {open: l}"# + "\n", to: "config/riad/keys.yaml")
        let check = try Riad.run(["keys", "check"], home: house.home)
        #expect(check.code == 1)
        expectTame(check, "keys check")
        try house.home.write(#"theme: "\e]0;owned\x07\u202e""# + "\n", to: "config/riad/config.yaml")
        let console = try Riad.console(uri, home: house.home)
        try console.wait(forText: "There is no theme")
        #expect(!console.screen.text.contains("\u{202E}"))
    }
}
