import Domain
import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("Nothing is lost", .serialized, .ownThread)
struct MessageDurabilityTests {
    @Test("a draft survives kill -9 and comes back, as the note that it was")
    func draft() throws {
        let desk = try AgentSession()
        let first = try desk.console()
        first.type("i")
        try first.wait(forText: "Note, not sent to the guest")
        first.type("Le boîtier 日本 a été ")
        first.type("changé")
        try desk.waitForDisk(first, "a été changé")
        first.signal(SIGKILL)
        #expect(try first.waitForEnd() == .signal(SIGKILL))

        let second = try desk.console()
        second.type("r")
        try second.wait(forText: "Note, not sent to the guest")
        try second.wait(forText: "Le boîtier 日本 a été changé")
        #expect(try desk.house.messages(of: desk.conversation).count == 1)
    }

    @Test("a draft left with Esc is there again, and a sent one is gone")
    func kept() throws {
        let desk = try AgentSession()
        let console = try desk.console()
        console.type("rPas encore")
        try console.wait(forText: "Pas encore")
        console.type(Keys.escape)
        try console.wait(forText: "r reply")
        console.type("q")
        try console.wait(forText: "Enter open")
        console.type(Keys.enter + "r")
        try console.wait(forText: "Pas encore")
        console.type(Keys.send)
        try console.wait(until: "stored") {
            try desk.house.messages(of: desk.conversation).last == "agent: Pas encore"
        }
        try console.wait(until: "forgotten on disk") {
            try !desk.house.home.contents(under: "state").contains("Pas encore")
        }
    }

    @Test("a reply written while the server is down survives kill -9 and is sent once")
    func queue() throws {
        let cluster = try TestCluster()
        defer { cluster.stop() }
        let desk = try AgentSession(on: cluster)
        let first = try desk.console()
        try cluster.stopServer()
        try first.wait(forText: "offline")
        first.type("rJe vous rappelle")
        try first.wait(forText: "Je vous rappelle")
        first.type(Keys.send)
        try first.wait(forText: "sending…")
        try desk.waitForDisk(first, "Je vous rappelle", in: "queue")
        first.signal(SIGKILL)
        #expect(try first.waitForEnd() == .signal(SIGKILL))
        try cluster.startServer()
        #expect(try desk.house.messages(of: desk.conversation).count == 1)

        let second = try desk.console()
        try second.wait(forText: "Je vous rappelle")
        try second.wait(until: "sent") { try desk.house.messages(of: desk.conversation).count == 2 }
        try second.wait(until: "forgotten on disk") {
            try !desk.house.home.contents(under: "state").contains("Je vous rappelle")
        }
        second.signal(SIGKILL)
        _ = try second.waitForEnd()
        let third = try desk.console()
        try third.wait(forText: "Je vous rappelle")
        third.waitUntilQuiet(300)
        #expect(
            try desk.house.messages(of: desk.conversation) == ["guest: Bonjour", "agent: Je vous rappelle"]
        )
    }

    @Test("when the server goes away the console says so, keeps what it shows, comes back by itself and catches up")
    func outage() throws {
        let cluster = try TestCluster()
        defer { cluster.stop() }
        let desk = try AgentSession(on: cluster)
        let console = try desk.console()
        try cluster.stopServer()
        try console.wait(forText: "offline")
        #expect(console.screen.text.contains("Bonjour"))
        #expect(console.screen.text.contains("Sofia Moreau"))
        console.type("?")
        try console.wait(forText: "type to search")
        console.type(Keys.escape)
        try console.wait(forNo: "type to search")
        console.type("rToujours là")
        try console.wait(forText: "Toujours là")
        console.type(Keys.send)
        try console.wait(forText: "will be sent once you're back online")

        try cluster.startServer()
        try console.wait(forText: "● live")
        try console.wait(until: "sent by itself") {
            try desk.house.messages(of: desk.conversation).last == "agent: Toujours là"
        }
        let channel = try ChannelClient(to: desk.house.database)
        try channel.receiveMessage("Can we check in at 11?", from: "James Okafor", address: "+44700900123")
        try console.wait(forText: "James Okafor")
    }

    @Test("what came in while the line was cut is there when it is back")
    func catchUp() throws {
        let desk = try AgentSession()
        let console = try desk.console()
        // The console comes back at once where it may, so it may not until the message is in.
        try desk.house.database.run("ALTER ROLE \(desk.agent.login) CONNECTION LIMIT 0")
        try desk.cutLine()
        try console.wait(forText: "offline")
        try desk.house.channel.receiveMessage("Vous êtes là ?", from: "Sofia Moreau", address: "+33612345678")
        console.waitUntilQuiet(1_000)
        #expect(!console.screen.text.contains("Vous êtes là ?"))
        try desk.house.database.run("ALTER ROLE \(desk.agent.login) CONNECTION LIMIT -1")
        try console.wait(forText: "Vous êtes là ?")
    }

    @Test("a cut line mends by itself")
    func mends() throws {
        let desk = try AgentSession()
        let console = try desk.console()
        try desk.cutLine()
        try console.wait(until: "connected anew") { try desk.sessions() > 0 }
        try console.wait(forText: "● live")
        try desk.house.channel.receiveMessage("Vous êtes là ?", from: "Sofia Moreau", address: "+33612345678")
        try console.wait(forText: "Vous êtes là ?")
    }
}

/// An agent and a conversation with one message.
private struct AgentSession {
    let house: EndToEndHarness
    let agent: TestPerson
    let conversation: String

    init(on cluster: TestCluster? = nil) throws {
        house = try EndToEndHarness(on: cluster)
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    func console() throws -> PseudoTerminal { try house.console(as: agent, on: "Sofia Moreau") }

    /// Waits for the little while that writing to disk takes.
    func waitForDisk(_ console: PseudoTerminal, _ text: String, in folder: String = "drafts") throws {
        try console.wait(until: "“\(text)” on disk") {
            try house.home.contents(under: "state", in: folder).contains(text)
        }
    }

    /// Ends the agent's sessions on the server.
    func cutLine() throws {
        try house.database.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '\(agent.login)'"
        )
    }

    func sessions() throws -> Int64 {
        try house.database.value(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = '\(agent.login)'"
        ) ?? 0
    }
}
