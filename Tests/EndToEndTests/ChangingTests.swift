import Domain
import TerminalSupport
import TestSupport
import Testing

@Suite("Changing a conversation", .serialized, .ownThread)
struct ChangingTests {
    private let house: EndToEndHarness
    private let agent: TestPerson
    private let conversation: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    @Test("an agent claims a conversation, and gives it back")
    func claims() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("c")
        try console.wait(forText: "Yours now")
        #expect(try house.head(of: conversation) == "EN_COURS medium {} \(agent.login)")
        try console.wait(forText: "in progress  medium  you")
        console.type("x")
        try console.wait(forText: "Released to the queue.")
        #expect(try house.head(of: conversation) == "NOUVELLE medium {} –")
    }

    @Test("its assignee changes state, priority and tags")
    func changes() throws {
        try house.assign(conversation, to: agent)
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("p")
        try console.wait(forText: "Priority")
        console.type("kk\r")
        try console.wait(forText: "Priority is now urgent.")
        console.type("t")
        try console.wait(forText: "separate words with spaces")
        console.type("wifi caution\r")
        try console.wait(forText: "Tags changed.")
        #expect(try house.head(of: conversation) == "EN_COURS urgent {wifi,caution} \(agent.login)")
        try console.wait(forText: "#wifi  #caution")
        console.type("s")
        try console.wait(forText: "resolved")
        console.type("jjj\r")
        try console.wait(forText: "Now resolved.")
        #expect(try house.head(of: conversation).hasPrefix("RÉSOLUE"))
    }

    @Test("another agent is told whose it is, and nothing changes")
    func refuses() throws {
        try house.assign(conversation, to: agent)
        let other = try house.database.person(.agent, name: ("Youssef", "Bennani"))
        let console = try house.console(as: other, on: "Sofia Moreau")
        for key in ["s", "p", "t", "r"] {
            console.type(key)
            try console.wait(forText: "Only the assignee, Fatima El-Fassi, can do that.")
            console.type(Keys.down)
            try console.wait(forNo: "Only the assignee")
        }
        #expect(try house.head(of: conversation) == "EN_COURS medium {} \(agent.login)")
        console.type("i")
        try console.wait(forText: "Note, not sent to the guest")
    }

    @Test("a superviseur changes what is somebody else's")
    func supervises() throws {
        try house.assign(conversation, to: agent)
        let karim = try house.database.person(.superviseur, name: ("Karim", "Bennani"))
        let console = try house.console(as: karim, on: "Sofia Moreau")
        console.type("p")
        try console.wait(forText: "Priority")
        console.type("k\r")
        try console.wait(forText: "Priority is now high.")
        #expect(try house.head(of: conversation) == "EN_COURS high {} \(agent.login)")
    }

    @Test("of two who claim at the same moment one gets it, and the other is told")
    func races() throws {
        let other = try house.database.person(.agent, name: ("Youssef", "Bennani"))
        let ours = try house.console(as: agent, on: "Sofia Moreau")
        let theirs = try house.console(as: other, on: "Sofia Moreau")
        ours.type("c")
        theirs.type("c")
        let answered: (PseudoTerminal) -> Bool = { console in
            console.read(within: 0)
            let text = console.screen.text
            return text.contains("Yours now") || text.contains("faster") || text.contains("Only the assignee")
        }
        try ours.wait(until: "answered") { answered(ours) && answered(theirs) }
        let winners = [ours, theirs].filter { $0.screen.text.contains("Yours now") }
        #expect(winners.count == 1)
    }
}
