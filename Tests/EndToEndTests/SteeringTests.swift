import Domain
import Glibc
import Postgres
import TerminalSupport
import TestSupport
import Testing

@Suite("Steering the desk", .serialized, .ownThread)
struct SteeringTests {
    private let house: EndToEndHarness
    private let agent: TestPerson
    private let karim: TestPerson

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        karim = try house.database.person(.superviseur, name: ("Karim", "Bennani"))
    }

    private func bring(_ guest: String, _ number: Int) throws -> String {
        try house.channel.receiveMessage("Bonjour", from: guest, address: "+3361234567\(number)")
    }

    /// What the history says of a conversation, oldest first: `transfer: parle arabe`.
    private func history(of conversation: String) throws -> [String] {
        let text = try house.database.value(
            """
            SELECT string_agg(action || coalesce(': ' || reason, ''), '|' ORDER BY assign_version)
            FROM riad.assignments WHERE conversation_id = $1::uuid
            """,
            [Parameter(conversation)],
            as: String.self
        )
        return (text ?? "").split(separator: "|").map(String.init)
    }

    @Test("n takes what waits most urgently and opens it, until nothing waits")
    func takesNext() throws {
        let usual = try bring("Sofia Moreau", 1)
        let urgent = try bring("James Okafor", 2)
        try house.database.run("UPDATE conversations SET priority = 'urgent' WHERE id = '\(urgent)'")
        let console = try house.console(as: agent)
        try console.wait(forText: "Sofia Moreau")
        console.type("n")
        try console.wait(forText: "Yours now: James Okafor.")
        try console.wait(forText: "the conversation begins here")
        #expect(try house.head(of: urgent) == "EN_COURS urgent {} \(agent.login)")
        #expect(try house.head(of: usual).hasPrefix("NOUVELLE"))
        console.type("n")
        try console.wait(forText: "Yours now: Sofia Moreau.")
        console.type("n")
        try console.wait(forText: "Nothing is waiting.")
    }

    @Test("an agent transfers to a colleague for a reason, and the panel tells of it")
    func transfers() throws {
        let youssef = try house.database.person(.agent, name: ("Youssef", "Tazi"))
        let conversation = try bring("Sofia Moreau", 1)
        try house.assign(conversation, to: agent)
        let console = try house.console(as: agent, columns: 200, rows: 50)
        try console.wait(forText: "Sofia Moreau")
        console.type(Keys.enter)
        try console.wait(forText: "the conversation begins here")
        console.type("T")
        try console.wait(forText: "Transfer Sofia Moreau")
        try console.wait(forText: "Youssef Tazi")
        console.type("yous\r")
        try console.wait(forText: "Enter transfers")
        console.type("\r")
        try console.wait(forText: "A transfer needs a reason.")
        console.type("parle arabe\r")
        try console.wait(forText: "Transferred to Youssef Tazi.")
        #expect(try house.head(of: conversation) == "EN_COURS medium {} \(youssef.login)")
        #expect(try history(of: conversation).last == "transfer: parle arabe")
        try console.wait(forText: "Fatima El-Fassi → Youssef Tazi")
        try console.wait(forText: "“parle arabe”")
    }

    @Test("a role that nobody has now can't be given anything, and is named")
    func nobodyOfRole() throws {
        let conversation = try bring("Sofia Moreau", 1)
        try house.assign(conversation, to: agent)
        let console = try house.console(as: agent)
        try console.wait(forText: "Sofia Moreau")
        console.type("T")
        try console.wait(forText: "comptabilite")
        console.type("compta\r")
        try console.wait(forText: "Enter transfers")
        console.type("facture\r")
        try console.wait(forText: "comptabilite can't take it now.")
        #expect(try house.head(of: conversation) == "EN_COURS medium {} \(agent.login)")
    }

    @Test("a superviseur reassigns what is marked in one go, and takes it back")
    func reassigns() throws {
        let conversations = try ["Sofia Moreau", "James Okafor", "Klaus Weber"].enumerated()
            .map { try bring($1, $0) }
        let console = try house.console(as: karim)
        for guest in ["Sofia Moreau", "James Okafor", "Klaus Weber"] { try console.wait(forText: guest) }
        console.type("  ")
        try console.wait(forText: "2 marked")
        console.type("*")
        try console.wait(forText: "3 marked")
        console.type("a")
        try console.wait(forText: "Assign 3 conversations")
        try console.wait(forText: "Fatima El-Fassi")
        console.type("fat\r")
        try console.wait(forText: "Enter assigns")
        console.type("\r")
        try console.wait(forText: "3 reassigned to Fatima El-Fassi · z undo (")
        for conversation in conversations {
            #expect(try house.head(of: conversation) == "EN_COURS medium {} \(agent.login)")
        }
        try console.wait(forText: "z undo (8 s)")
        console.type("z")
        try console.wait(forText: "3 restored")
        for conversation in conversations {
            #expect(try house.head(of: conversation) == "NOUVELLE medium {} –")
            #expect(try history(of: conversation) == ["assignment", "undo"])
        }
        console.type("z")
        try console.wait(forText: "There is nothing to undo.")
    }

    @Test("where the line breaks before the answer, it says that it may be done, and does nothing by itself")
    func losesTheLine() throws {
        let cluster = try TestCluster()
        defer { cluster.stop() }
        let house = try EndToEndHarness(on: cluster)
        let agent = try house.database.person(.agent)
        let conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345671")
        let console = try house.console(as: agent)
        try console.wait(forText: "Sofia Moreau")
        // The tests' servers commit at ease; a crash is to lose nothing of what was there before.
        try house.database.run("CHECKPOINT")
        let holder = house.database.connection()
        try holder.run(script: "BEGIN; LOCK TABLE riad.assignments IN EXCLUSIVE MODE", name: "hold")
        console.type("n")
        let waiting = "SELECT pid FROM pg_stat_activity WHERE usename = '\(agent.login)' AND wait_event_type = 'Lock'"
        try console.wait(until: "under way") { try house.database.value(waiting, as: Int32.self) != nil }
        kill(try #require(try house.database.value(waiting, as: Int32.self)), SIGKILL)
        try console.wait(forText: "No response: it may be done.")
        try console.wait(forText: "● live")
        console.waitUntilQuiet(1_000)
        #expect(try house.head(of: conversation) == "NOUVELLE medium {} –")
        console.type("n")
        try console.wait(forText: "Yours now: Sofia Moreau.")
    }

    @Test("the loser of a race is told who won, and nothing is changed")
    func loses() throws {
        let conversation = try bring("Sofia Moreau", 1)
        _ = try house.database.person(.agent, name: ("Youssef", "Tazi"))
        let console = try house.console(as: karim)
        try console.wait(forText: "Sofia Moreau")
        console.type("a")
        try console.wait(forText: "Youssef Tazi")
        console.type("yous\r")
        try console.wait(forText: "Enter assigns")
        try house.assign(conversation, to: agent)
        console.type("\r")
        try console.wait(forText: "Fatima El-Fassi claimed it first.")
        #expect(try house.head(of: conversation) == "EN_COURS medium {} \(agent.login)")
    }
}
