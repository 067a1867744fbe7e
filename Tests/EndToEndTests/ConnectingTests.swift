import Domain
import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("Connecting", .serialized, .ownThread)
struct ConnectingTests {
    private let house: EndToEndHarness
    private let agent: TestPerson

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    private var places: [String: String?] {
        let cluster = house.database.cluster
        return [
            "PGHOST": cluster.folder, "PGPORT": String(cluster.port), "PGUSER": agent.login,
            "PGDATABASE": house.database.name,
        ]
    }

    /// Makes the agent's login one that needs this password.
    private func requirePassword(_ password: String) throws {
        try house.database.run(
            """
            DO $$ BEGIN CREATE ROLE riad_test_with_password; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            GRANT riad_test_with_password TO \(agent.login);
            ALTER ROLE \(agent.login) PASSWORD '\(password)'
            """
        )
    }

    private func open(_ environment: [String: String?]) throws -> PseudoTerminal {
        try PseudoTerminal(Riad.path, environment: house.home.environment(environment), columns: 120, rows: 40)
    }

    @Test("goes by PGHOST, PGPORT, PGUSER and PGDATABASE")
    func variables() throws {
        try open(places).wait(forText: "Sofia Moreau")
    }

    @Test("goes by a service file")
    func service() throws {
        let lines = ["PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGDATABASE": "dbname"]
            .map { "\($0.value)=\((places[$0.key] ?? nil) ?? "")\n" }
        try house.home.write("[desk]\n" + lines.joined(), to: ".pg_service.conf")
        try open(["PGSERVICE": "desk"]).wait(forText: "Sofia Moreau")
    }

    @Test("takes the password from .pgpass")
    func passwordFile() throws {
        try requirePassword("s3cret")
        try house.home.write("*:*:*:\(agent.login):s3cret\n", to: ".pgpass")
        chmod(house.home.folder + "/.pgpass", 0o600)
        try open(places).wait(forText: "Sofia Moreau")
    }

    @Test("a .pgpass that others can read is not used, and the warning waits until the screen is given back")
    func openPasswordFile() throws {
        try requirePassword("s3cret")
        try house.home.write("*:*:*:\(agent.login):s3cret\n", to: ".pgpass")
        let refused = try open(places)
        try refused.wait(forText: "Password for \(agent.login):")
        refused.type("\u{3}")
        guard case .exit(let code) = try refused.waitForEnd() else { throw ScenarioError("a signal ended it") }
        #expect(code == 3)
        try house.database.run("REVOKE riad_test_with_password FROM \(agent.login)")
        let console = try open(places)
        try console.wait(forText: "Sofia Moreau")
        console.waitUntilQuiet(300)
        #expect(!console.screen.text.contains("WARNING"))
        #expect(console.screen.lines.first?.contains("riad  Inbox") == true)
        console.type("\u{11}")
        try console.wait(forText: "Leave riad?")
        console.type("y")
        #expect(try console.waitForEnd() == .exit(0))
        #expect(console.screen.text.contains("WARNING: password file"))
    }

    @Test("over TCP")
    func network() throws {
        var environment = places
        environment["PGHOST"] = "127.0.0.1"
        try open(environment).wait(forText: "Sofia Moreau")
    }

    @Test("shows at once that it waits for a server that doesn't answer, and can be left")
    func nobody() throws {
        var environment = places
        environment["PGPORT"] = "1"
        let console = try open(environment)
        try console.wait(forText: "offline")
        console.type("q")
        try console.wait(forText: "Leave riad?")
        console.type("y")
        #expect(try console.waitForEnd() == .exit(0))
    }

    @Test("finds the server when it comes up later")
    func later() throws {
        let cluster = try TestCluster()
        defer { cluster.stop() }
        let house = try EndToEndHarness(on: cluster)
        let person = try house.database.person(.agent)
        try house.channel.receiveMessage("Bonjour", from: "James Okafor", address: "+44700900123")
        try cluster.stopServer()
        let console = try Riad.console(house.database.uri(login: person.login), home: house.home)
        try console.wait(forText: "offline")
        try cluster.startServer()
        try console.wait(forText: "James Okafor")
    }

    @Test("a server that stops answering holds up no key; what was sent meanwhile is stored once")
    func stalls() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        let backend = try #require(
            try house.database.value(
                "SELECT pid FROM pg_stat_activity WHERE usename = '\(agent.login)'",
                as: Int32.self
            )
        )
        kill(backend, SIGSTOP)
        defer { kill(backend, SIGCONT) }
        console.type("r")
        try console.wait(forText: "Reply on WhatsApp")
        console.type("Patience")
        try console.wait(forText: "Patience")
        console.type(Keys.send)
        try console.wait(forText: "sending…")
        console.type("?")
        try console.wait(forText: "type to search")
        console.type(Keys.escape)
        try console.wait(forNo: "type to search")
        // The keys didn't wait for the other connection.
        #expect(try house.database.value("SELECT count(*) FROM conversation_messages", as: Int64.self) == 1)
        try console.wait(until: "sent over another connection") {
            try house.database.value("SELECT count(*) FROM conversation_messages", as: Int64.self) == 2
        }
        kill(backend, SIGCONT)
        console.waitUntilQuiet(500)
        #expect(try house.database.value("SELECT count(*) FROM conversation_messages", as: Int64.self) == 2)
        try console.wait(forText: "queued")
    }
}
