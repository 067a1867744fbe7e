import Domain
import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("When something goes wrong meanwhile", .serialized, .ownThread)
struct RuntimeFailureTests {
    private let house: EndToEndHarness
    private let agent: TestPerson
    private let conversation: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    @Test("whoever loses their role sees nothing more, and what they write is kept")
    func losesRole() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("rPas encore")
        try console.wait(forText: "Pas encore")
        try house.database.run("UPDATE user_roles SET is_active = false WHERE user_id = '\(agent.id)'")
        try console.wait(forText: "no active role")
        console.type(Keys.send)
        console.waitUntilQuiet(500)
        #expect(try house.messages(of: conversation) == ["guest: Bonjour"])
        #expect(try house.home.contents(under: "state").contains("Pas encore"))
        try console.wait(forNo: "Bonjour")
        try console.wait(forNo: "Sofia Moreau")
    }

    @Test("whoever is shut out is told why the console ends")
    func shutOut() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        try house.database.run("ALTER ROLE \(agent.login) NOLOGIN")
        try house.database.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '\(agent.login)'"
        )
        #expect(try console.waitForEnd() == .exit(3))
        #expect(console.screen.lines.joined().contains("not permitted to log in"))
    }

    @Test("where nothing can be kept on disk it says so, and sends all the same")
    func noDisk() throws {
        try house.home.write("", to: "not-a-folder")
        let console = try house.console(
            as: agent,
            environment: ["XDG_STATE_HOME": house.home.folder + "/not-a-folder"]
        )
        try console.wait(forText: "Sofia Moreau")
        console.type("r")
        try console.wait(forText: "Reply on WhatsApp")
        console.type("Oui")
        try console.wait(forText: "could not be saved to disk")
        console.type(Keys.send)
        try console.wait(until: "stored") { try house.messages(of: conversation).last == "agent: Oui" }
    }

    @Test("a paste outside a text does nothing")
    func pasteOutside() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        let before = try house.head(of: conversation)
        console.paste("c\nq\ny\nx:quit\r\u{11}y")
        console.waitUntilQuiet(300)
        #expect(console.screen.isAlternate)
        #expect(!console.screen.text.contains("Leave riad?"))
        #expect(try house.head(of: conversation) == before)
    }

    @Test("an archived conversation takes nothing more, and the guest's next message opens another")
    func archived() throws {
        try house.database.run("UPDATE conversations SET state = 'ARCHIVÉE', sla_due_at = 'infinity'")
        let show = try Riad.run(
            ["messages", "send", conversation, "Trop tard", "--database", house.database.uri(login: agent.login)],
            home: house.home
        )
        #expect(show.code != 0)
        #expect(show.complaint.contains("archived"))
        let next = try house.channel.receiveMessage("Encore moi", from: "Sofia Moreau", address: "+33612345678")
        #expect(next != conversation)
        let console = try house.console(as: agent, on: "Sofia Moreau")
        try console.wait(forText: "Encore moi")
    }

    @Test("a conversation that a colleague archived while a reply was written takes nothing, and the text is back")
    func closedMeanwhile() throws {
        try house.assign(conversation, to: agent)
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("rUn dernier mot")
        try console.wait(forText: "Un dernier mot")
        try house.database.run(
            "UPDATE conversations SET state = 'ARCHIVÉE', sla_due_at = 'infinity' WHERE id = '\(conversation)'"
        )
        console.type(Keys.send)
        try console.wait(forText: "archived")
        try console.wait(forText: "Un dernier mot")
        #expect(try house.messages(of: conversation) == ["guest: Bonjour"])
    }

    @Test("leaving with a message that still waits says so, and it goes out next time")
    func leavesWithQueue() throws {
        let cluster = try TestCluster()
        defer { cluster.stop() }
        let house = try EndToEndHarness(on: cluster)
        let person = try house.database.person(.agent)
        let conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        let console = try house.console(as: person, on: "Sofia Moreau")
        try cluster.stopServer()
        try console.wait(forText: "offline")
        console.type("rPlus tard")
        try console.wait(forText: "Plus tard")
        console.type(Keys.send)
        try console.wait(forText: "sending…")
        console.type("\u{11}")
        try console.wait(forText: "1 unsent message to Sofia Moreau: kept and sent next time.")
        console.type("y")
        #expect(try console.waitForEnd() == .exit(0))
        try cluster.startServer()
        let again = try house.console(as: person)
        try again.wait(until: "sent") {
            try house.messages(of: conversation) == ["guest: Bonjour", "agent: Plus tard"]
        }
    }

    @Test("two consoles of one person send what waits once")
    func twice() throws {
        let cluster = try TestCluster()
        defer { cluster.stop() }
        let house = try EndToEndHarness(on: cluster)
        let person = try house.database.person(.agent)
        let conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        let console = try house.console(as: person, on: "Sofia Moreau")
        try cluster.stopServer()
        try console.wait(forText: "offline")
        console.type("rPlus tard")
        try console.wait(forText: "Plus tard")
        console.type(Keys.send)
        try console.wait(forText: "sending…")
        try cluster.startServer()
        let other = try house.console(as: person, on: "Sofia Moreau")
        try console.wait(forText: "● live")
        try console.wait(forText: "queued")
        try other.wait(forText: "Plus tard")
        other.waitUntilQuiet(500)
        #expect(try house.messages(of: conversation) == ["guest: Bonjour", "agent: Plus tard"])
    }

    @Test("a program that was stopped from outside draws anew when it goes on")
    func continues() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.signal(SIGSTOP)
        try console.wait(until: "stopped") { console.isStopped }
        try house.channel.receiveMessage("Vous êtes là ?", from: "Sofia Moreau", address: "+33612345678")
        console.resize(columns: 100, rows: 30)
        console.signal(SIGCONT)
        try console.wait(forText: "Vous êtes là ?")
        #expect(console.screen.lines.count == 30)
    }
}
