import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("The harness", .serialized, .ownThread)
struct HarnessTests {
    @Test("gives each test a home, which goes with it")
    func home() throws {
        var home: Home? = try Home()
        let folder = try #require(home?.folder)
        let said = try home?.script("say", "#!/bin/sh\necho \"$HOME\"; echo no >&2; exit 3\n")
        let program = try ProcessResult.run(try #require(said), environment: try #require(home?.environment()))
        #expect(program.output == "\(folder)\n")
        #expect(program.complaint == "no\n")
        #expect(program.code == 3)
        home = nil
        #expect(access(folder, F_OK) != 0)
    }

    @Test("ends a program that goes on too long")
    func limit() throws {
        #expect(throws: ScenarioError.self) {
            try ProcessResult.run("/bin/sleep", ["60"], within: .milliseconds(200))
        }
    }

    @Test("shows what a program draws, and how it ended")
    func terminal() throws {
        let home = try Home()
        let terminal = try PseudoTerminal(
            "/bin/sh",
            ["-c", "printf '\\033[?1049hin\\033[?1049l'; read x; echo got $x; kill -TERM $$"],
            environment: home.environment()
        )
        terminal.type("abc\n")
        try terminal.wait(forText: "got abc")
        #expect(try terminal.waitForEnd() == .signal(SIGTERM))
        #expect(!terminal.screen.isAlternate)
    }

    @Test("stops and starts a server of one's own, which keeps its content")
    func server() throws {
        let cluster = try TestCluster()
        defer { cluster.stop() }
        let database = try TestDatabase(on: cluster)
        let channel = try ChannelClient(to: database)
        let conversation = try channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        try cluster.stopServer()
        #expect(throws: (any Error).self) { try database.run("SELECT 1") }
        try cluster.startServer()
        let found = try database.value(
            "SELECT message_content FROM conversation_messages WHERE conversation_id = '\(conversation)'",
            as: String.self
        )
        #expect(found == "Bonjour")
    }
}
