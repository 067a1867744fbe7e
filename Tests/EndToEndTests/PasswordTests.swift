import Domain
import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("A password that the server asks for", .serialized, .ownThread)
struct PasswordTests {
    private let house: EndToEndHarness
    private let agent: TestPerson

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        try house.database.run(
            """
            DO $$ BEGIN CREATE ROLE riad_test_with_password; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            GRANT riad_test_with_password TO \(agent.login);
            """
        )
        try set(password: "s3cret è")
    }

    private func set(password: String) throws {
        try house.database.run("ALTER ROLE \(agent.login) PASSWORD '\(password)'")
    }

    private func environment(remote: Bool) -> [String: String?] {
        let cluster = house.database.cluster
        return [
            "PGHOST": remote ? "127.0.0.1" : cluster.folder, "PGPORT": String(cluster.port), "PGUSER": agent.login,
            "PGDATABASE": house.database.name,
        ]
    }

    private func open(_ arguments: [String] = [], remote: Bool = false) throws -> PseudoTerminal {
        try PseudoTerminal(
            Riad.path,
            arguments,
            environment: house.home.environment(environment(remote: remote)),
            columns: 120,
            rows: 40
        )
    }

    /// A shell on a terminal in which `riad` is the program, so that the terminal's settings can be seen afterwards.
    private func shell(_ line: String) throws -> PseudoTerminal {
        var values = environment(remote: false)
        values["PATH"] = try house.home.programs() + ":/usr/bin:/bin"
        return try PseudoTerminal(
            "/bin/sh",
            ["-c", line],
            environment: house.home.environment(values),
            columns: 120,
            rows: 40
        )
    }

    private var question: String { "Password for \(agent.login):" }

    @Test("is asked for by the console, over a socket and over a network, and isn't shown", arguments: [false, true])
    func console(remote: Bool) throws {
        let console = try open(remote: remote)
        try console.wait(forText: question)
        console.type("s3cret è")
        console.waitUntilQuiet(300)
        #expect(!console.screen.text.contains("s3cret"))
        console.type("\r")
        try console.wait(forText: "Sofia Moreau")
        console.type("\u{11}")
        try console.wait(forText: "Leave riad?")
        console.type("y")
        #expect(try console.waitForEnd() == .exit(0))
        #expect(try !house.home.contents(under: "").contains("s3cret"))
    }

    @Test("that is wrong is refused with a reason")
    func wrong() throws {
        let console = try open()
        try console.wait(forText: question)
        console.type("wr0ng\r")
        #expect(try console.waitForEnd() == .exit(3))
        #expect(console.screen.text.contains("password authentication"))
        #expect(!console.screen.text.contains("wr0ng"))
    }

    @Test("is asked for by commands, and the terminal shows again afterwards what is typed", arguments: [true, false])
    func command(gives: Bool) throws {
        let terminal = try shell("riad conversations list; echo code $?; stty -a | grep -ow -e -echo -e echo")
        try terminal.wait(forText: question)
        terminal.type(gives ? "s3cret è\r" : "s3c\u{3}")
        #expect(try terminal.waitForEnd() == .exit(0))
        #expect(terminal.screen.text.contains("Sofia Moreau") == gives)
        #expect(terminal.screen.text.contains(gives ? "code 0" : "code 3"))
        #expect(terminal.screen.lines.contains { $0.hasPrefix("echo") })
        #expect(!terminal.screen.text.contains("s3c"))
    }

    @Test("isn't asked for where no terminal is at hand: the error says where it belongs")
    func script() throws {
        let program = try ProcessResult.run(
            Riad.path,
            ["conversations", "list"],
            environment: house.home.environment(environment(remote: false))
        )
        #expect(program.code == 3 && program.output == "")
        #expect(program.complaint.contains("a password is needed") && program.complaint.contains(".pgpass"))
        let terminal = try shell("riad conversations list </dev/null; echo code $?")
        #expect(try terminal.waitForEnd() == .exit(0))
        #expect(terminal.screen.text.contains("a password is needed") && terminal.screen.text.contains("code 3"))
    }

    @Test("isn't asked for again after a lost line; where it has become wrong that is said, and nothing is lost")
    func reconnecting() throws {
        let console = try open()
        try console.wait(forText: question)
        console.type("s3cret è\r")
        try console.wait(forText: "Sofia Moreau")
        console.type(Keys.enter)
        try console.wait(forText: "the conversation begins here")
        try endSessions()
        try console.wait(until: "connected anew") { try sessions() == 1 }
        try console.wait(forText: "● live")
        console.type("rUn instant")
        try console.wait(forText: "Un instant")
        try set(password: "another one")
        try endSessions()
        try console.wait(forText: "login refused")
        #expect(console.screen.text.contains("Un instant"))
        console.type(", Sofia")
        try console.wait(forText: "Un instant, Sofia")
        try set(password: "s3cret è")
        console.type(Keys.escape)
        try console.wait(forText: "draft")
        console.waitUntilQuiet(200)
        console.type(Keys.refresh)
        try console.wait(forText: "● live")
        try console.wait(forText: "Un instant, Sofia")
    }

    private func sessions() throws -> Int64? {
        try house.database.value(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = '\(agent.login)'",
            as: Int64.self
        )
    }

    /// Ends the person's sessions, and waits until the server has none of them.
    private func endSessions() throws {
        let ended = try house.database.value(
            """
            SELECT count(pg_terminate_backend(pid, 60000)) FROM pg_stat_activity WHERE usename = '\(agent.login)'
            """,
            as: Int64.self
        )
        #expect(ended == 1)
    }
}
