import TerminalSupport
import TestSupport
import Testing

@Suite("Adopting another system's database from the command line", .serialized, .ownThread)
struct AdoptingTests {
    private let foreign: ForeignDatabase
    private let home: Home

    init() throws {
        foreign = try ForeignDatabase()
        home = try Home()
    }

    private func migrate(_ words: String...) throws -> ProcessResult {
        let uri = foreign.database.uri(login: foreign.owner)
        return try Riad.run(["migrate", "--database", uri] + words, home: home)
    }

    private func isAdopted() throws -> Bool {
        try foreign.database.value("SELECT to_regclass('riad.migrations') IS NOT NULL") == true
    }

    @Test("shows the plan, asks where somebody can be asked, adopts, and has nothing to do the second time")
    func adopts() throws {
        let plan = try migrate("--adopt", "--plan")
        #expect(plan.code == 0, "\(plan.complaint)")
        for line in [
            "10 tables with 15353 rows are adopted; every row and column stays.",
            "  enum public.app_role gets 'responsable_qualite'",
            "  policy \"Everything is visible for now\" on guest goes",
            "  trigger property_to_slack on property goes: it called over the network",
            "  conversations.priority: 400 values are set right (null becomes 'medium'",
            "  table conversations keeps its 2 columns of its own: sentiment_score, language",
            "The existing application stops",
        ] { #expect(plan.output.contains(line), "\(line)") }
        for secret in ["top-secret-token", "secret-part", "slack-secret-path"] {
            #expect(!plan.output.contains(secret))
        }
        #expect(try !isAdopted())

        let unasked = try migrate("--adopt")
        #expect(unasked.code == 64)
        #expect(unasked.output == plan.output)
        #expect(try !isAdopted())

        let adopted = try migrate("--adopt", "--yes")
        #expect(adopted.code == 0, "\(adopted.complaint)")
        #expect(adopted.output.hasSuffix("The database is adopted.\n"))
        #expect(try migrate("--adopt", "--yes").output.contains("There is nothing to adopt"))
        #expect(try migrate().output == "The database was up to date.\n")
        #expect(try migrate("--check").code == 0)
    }

    @Test("asks on a terminal, and takes nothing but yes for yes")
    func asks() throws {
        let uri = foreign.database.uri(login: foreign.owner)
        for (answer, code) in [("y\n", Int32(1)), ("yes\n", 0)] {
            let terminal = try PseudoTerminal(
                Riad.path,
                ["migrate", "--adopt", "--database", uri],
                environment: home.environment([:]),
                columns: 120,
                rows: 40
            )
            try terminal.wait(forText: "Adopt it? Type yes:")
            terminal.type(answer)
            #expect(try terminal.waitForEnd() == .exit(code))
            #expect(try isAdopted() == (code == 0))
        }
    }

    @Test("lists all that is in the way with what to do, and leaves the database alone")
    func reasons() throws {
        try foreign.database.run(
            """
            ALTER TABLE conversations ADD tenant uuid; UPDATE conversations SET tenant = id;
            ALTER TABLE conversations ALTER tenant SET NOT NULL;
            UPDATE guest SET ext_id = 'G2' WHERE ext_id = 'G4'
            """
        )
        for words in [["--adopt", "--plan"], ["--adopt", "--yes"]] {
            let uri = foreign.database.uri(login: foreign.owner)
            let program = try Riad.run(["migrate", "--database", uri] + words, home: home)
            #expect(program.code == 1)
            #expect(program.output.contains("can't be adopted as it is; nothing was changed"))
            #expect(program.output.contains("- conversations.tenant may not be null and has no default"))
            #expect(program.output.contains("  → ALTER TABLE public.conversations ALTER COLUMN tenant DROP NOT NULL"))
            #expect(program.output.contains("- 2 rows of guest: not the only one with its (org_id, ext_id)"))
        }
        #expect(try !isAdopted())
    }

    @Test("says what the application may do that is kept")
    func application() throws {
        #expect(
            try migrate("--adopt", "--plan", "--keep-application").output.contains(
                "goes on reading and writing through"
            )
        )
        let misused = try migrate("--keep-application")
        #expect(misused.code == 64)
    }
}
