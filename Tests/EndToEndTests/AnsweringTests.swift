import Domain
import TerminalSupport
import TestSupport
import Testing

@Suite("Answering guests", .serialized, .ownThread)
struct AnsweringTests {
    private let house: EndToEndHarness
    private let agent: TestPerson
    private let conversation: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        conversation = try house.channel.receiveMessage(
            "Bonjour, le code est bien 1234A ?",
            from: "Sofia Moreau",
            address: "+33612345678"
        )
    }

    @Test("an agent reads a guest's thread, and it counts as read")
    func reads() throws {
        try house.channel.receiveMessage("Il pleut ici ☔", from: "Sofia Moreau", address: "+33612345678")
        let console = try house.console(as: agent, on: "Sofia Moreau")
        try console.wait(forText: "Bonjour, le code est bien 1234A ?")
        try console.wait(forText: "Il pleut ici ☔")
        try console.wait(until: "marked as read") {
            try house.database.value("SELECT last_read_seq FROM riad.read_marks", as: Int64.self) == 2
        }
        #expect(console.screen.unknown == [])
    }

    @Test("a reply is stored for the guest and claims the conversation")
    func replies() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("r")
        try console.wait(forText: "Reply on WhatsApp to Sofia Moreau")
        console.type("Oui, 1234A. À bientôt !")
        try console.wait(forText: "À bientôt")
        console.type(Keys.send)
        try console.wait(until: "stored") {
            try house.messages(of: conversation).last == "agent: Oui, 1234A. À bientôt !"
        }
        #expect(try house.head(of: conversation) == "EN_COURS medium {} \(agent.login)")
        try console.wait(forText: "queued")
        try console.wait(forText: "in progress  medium  you")
    }

    @Test("a reply can leave the conversation waiting for the guest")
    func waits() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("rVotre heure d'arrivée ?")
        try console.wait(forText: "arrivée")
        console.type("\u{14}")
        try console.wait(until: "waiting for the guest") {
            try house.head(of: conversation).hasPrefix("EN_ATTENTE")
        }
    }

    @Test("a note stays in the house: nothing of it goes out")
    func notes() throws {
        try house.database.run(
            """
            INSERT INTO webhook_configs (name, endpoint_url)
            VALUES ('conversation-update', 'https://example.com/hook')
            """
        )
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("i")
        try console.wait(forText: "Note, not sent to the guest")
        console.type("Boîtier changé hier")
        try console.wait(forText: "Boîtier changé")
        console.type(Keys.send)
        try console.wait(until: "stored") {
            try house.messages(of: conversation).last == "agent, internal: Boîtier changé hier"
        }
        try console.wait(forText: "note · you")
        #expect(try house.head(of: conversation) == "NOUVELLE medium {} –")
        let outgoing = try house.database.value(
            "SELECT count(*) FROM conversation_messages WHERE is_internal AND delivery_state IS NOT NULL",
            as: Int64.self
        )
        #expect(outgoing == 0)
        #expect(try house.database.value("SELECT count(*) FROM riad.outbox", as: Int64.self) == 0)
        let preview = try house.database.value("SELECT last_message_content FROM conversations", as: String.self)
        #expect(preview == "Bonjour, le code est bien 1234A ?")
    }

    @Test("a guest's message appears without a key, in the thread and in the list")
    func appears() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        try house.channel.receiveMessage("Et le wifi ?", from: "Sofia Moreau", address: "+33612345678")
        try console.wait(forText: "Et le wifi ?")
        try house.channel.receiveMessage("Can we check in at 11?", from: "James Okafor", address: "+44700900123")
        try console.wait(forText: "James Okafor")
    }

    @Test("a guest's message appears even when nobody gives a hint")
    func catchesUp() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        try house.channel.receiveMessage("Et le wifi ?", from: "Sofia Moreau", address: "+33612345678", quietly: true)
        try console.wait(forText: "Et le wifi ?")
    }

    @Test("a colleague's reply appears without a key, with the colleague's name")
    func colleague() throws {
        let karim = try house.database.person(.superviseur, name: ("Karim", "Bennani"))
        let theirs = try house.console(as: karim, on: "Sofia Moreau")
        let ours = try house.console(as: agent, on: "Sofia Moreau")
        theirs.type("rJe m'en occupe")
        try theirs.wait(forText: "Je m'en occupe")
        theirs.type(Keys.send)
        try ours.wait(forText: "Je m'en occupe")
        try ours.wait(forText: "Karim Bennani")
    }

    @Test("sending stops where the thread moved meanwhile, and shows what is new")
    func stops() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("rOui, 1234A.")
        try console.wait(forText: "Oui, 1234A.")
        try house.channel.receiveMessage(
            "Finalement non, annulez.",
            from: "Sofia Moreau",
            address: "+33612345678",
            quietly: true
        )
        console.type(Keys.send)
        try console.wait(forText: "Finalement non, annulez.")
        try console.wait(forText: "draft")
        #expect(try house.messages(of: conversation).count == 2)
        #expect(console.screen.text.contains("Oui, 1234A."))
        // What came counts as read once it has been on the screen for a second, and the text came back beside the thread:
        // no key typed meanwhile went into it.
        let sent = "agent: Oui, 1234A."
        for _ in 0..<10 {
            console.waitUntilQuiet()
            console.read(within: 1_200)
            console.type("r")
            try console.wait(forText: "^S send")
            console.type(Keys.send)
            let isSent: ()? = try? console.wait(for: "it to be sent", within: .seconds(3)) { _ in
                (try? house.messages(of: conversation).last) == sent
            }
            if isSent != nil { break }
        }
        #expect(try house.messages(of: conversation).last == sent)
    }

    @Test("100 kB with newlines pasted land in the composer, and nothing in them acts as a key")
    func pastes() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        let line = "q:x s Q\u{20}le wifi est RIAD-GUEST 0123456789\n"
        let text = String(repeating: line, count: 100_000 / line.utf8.count) + "fin du texte"
        console.type("r")
        try console.wait(forText: "Reply on WhatsApp")
        console.paste(text)
        try console.wait(forText: "fin du texte")
        console.type(Keys.send)
        try console.wait(until: "stored as it was pasted") {
            try house.messages(of: conversation).last == "agent: " + text
        }
        #expect(try house.head(of: conversation) == "EN_COURS medium {} \(agent.login)")
    }

    @Test("what was written goes through the person's own editor and comes back")
    func edits() throws {
        let editor = try house.home.script(
            "editor",
            "#!/bin/sh\nstty -a </dev/tty >\"$HOME/modes\"\nprintf ' Bon voyage !' >>\"$1\"\n"
        )
        let console = try house.console(as: agent, environment: ["EDITOR": editor])
        try console.wait(forText: "Sofia Moreau")
        console.type("r")
        try console.wait(forText: "Reply on WhatsApp")
        console.type("Oui, 1234A.")
        try console.wait(forText: "Oui, 1234A.")
        console.type(Keys.editor)
        try console.wait(forText: "Oui, 1234A. Bon voyage !")
        #expect(console.screen.isAlternate)
        #expect(try house.home.contents(under: "modes").contains(" echo "))
        console.type(Keys.send)
        try console.wait(until: "stored") {
            try house.messages(of: conversation).last == "agent: Oui, 1234A. Bon voyage !"
        }
    }
}
