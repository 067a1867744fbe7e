import Domain
import TerminalSupport
import TestSupport
import Testing

@Suite("Where the server can't be had, it says why", .serialized, .ownThread)
struct ConnectionFailureTests {
    private let house: EndToEndHarness
    private let agent: TestPerson

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent)
    }

    @Test("a wrong password")
    func password() throws {
        try house.database.run(
            """
            DO $$ BEGIN CREATE ROLE riad_test_with_password; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            GRANT riad_test_with_password TO \(agent.login);
            ALTER ROLE \(agent.login) PASSWORD 'right'
            """
        )
        let uri = house.database.uri(login: agent.login)
        let console = try Riad.console(uri, home: house.home, environment: ["PGPASSWORD": "wrong"])
        #expect(try exitCode(of: console) != 0)
        #expect(console.screen.text.contains("password"))
        #expect(!console.screen.text.contains("wrong"))
        let right = try Riad.console(uri, home: house.home, environment: ["PGPASSWORD": "right"])
        try right.wait(forText: "●")
    }

    @Test("an unknown database")
    func database() throws {
        let console = try Riad.console(
            house.database.cluster.uri(login: agent.login, database: "nowhere"),
            home: house.home
        )
        #expect(try exitCode(of: console) != 0)
        #expect(console.screen.text.contains("nowhere"))
    }

    @Test("an unknown login")
    func login() throws {
        let console = try Riad.console(house.database.uri(login: "stranger"), home: house.home)
        #expect(try exitCode(of: console) != 0)
        #expect(console.screen.text.contains("stranger"))
    }

    @Test("a database that isn't riad's")
    func strange() throws {
        let console = try Riad.console(
            house.database.cluster.uri(login: "postgres", database: "postgres"),
            home: house.home
        )
        #expect(try exitCode(of: console) != 0)
        #expect(console.screen.text.contains("riad migrate"))
    }

    @Test("the same on the command line, with nothing on standard output")
    func commandLine() throws {
        let uri = house.database.cluster.uri(login: agent.login, database: "nowhere")
        let program = try Riad.run(["conversations", "list", "--database", uri], home: house.home)
        #expect(program.code != 0)
        #expect(program.output == "")
        #expect(program.complaint.contains("nowhere"))
    }

    private func exitCode(of console: PseudoTerminal) throws -> Int32 {
        guard case .exit(let code) = try console.waitForEnd() else { throw ScenarioError("a signal ended it") }
        return code
    }
}
