import Domain
import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("Two consoles on one conversation", .serialized, .ownThread)
struct PresenceTests {
    private let house: EndToEndHarness
    private let fatima: TestPerson
    private let karim: TestPerson

    init() throws {
        house = try EndToEndHarness()
        fatima = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        karim = try house.database.person(.superviseur, name: ("Karim", "Bennani"))
        try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    /// Types on at one console until the other says so: whoever pauses for long types no more.
    private func typing(at writer: PseudoTerminal, shows text: String, at user: PseudoTerminal) throws {
        try user.wait(until: "“\(text)”") {
            writer.type("a")
            writer.read(within: 30)
            return user.screen.text.contains(text)
        }
    }

    @Test("one sees the other read, type, stop typing and leave")
    func comesAndGoes() throws {
        let user = try house.console(as: karim, on: "Sofia Moreau")
        let writer = try house.console(as: fatima, on: "Sofia Moreau")
        try user.wait(forText: "Fatima is reading")
        try writer.wait(forText: "Karim is reading")
        writer.type("r")
        try writer.wait(forText: "Reply on WhatsApp")
        try typing(at: writer, shows: "Fatima is typing…", at: user)
        writer.type(Keys.escape)
        try user.wait(forText: "Fatima is reading")
        writer.type(Keys.escape)
        try user.wait(forNo: "Fatima is")
        #expect(user.screen.text.contains("the conversation begins here"))
    }

    @Test("whose console dies while they type is gone")
    func dies() throws {
        let user = try house.console(as: karim, on: "Sofia Moreau")
        let writer = try house.console(as: fatima, on: "Sofia Moreau")
        writer.type("r")
        try writer.wait(forText: "Reply on WhatsApp")
        try typing(at: writer, shows: "Fatima is typing…", at: user)
        writer.signal(SIGKILL)
        try user.wait(forNo: "Fatima is")
    }

    @Test("the list says who types, until the reply is sent")
    func list() throws {
        let user = try house.console(as: karim)
        try user.wait(forText: "Sofia Moreau")
        let writer = try house.console(as: fatima, on: "Sofia Moreau")
        writer.type("r")
        try writer.wait(forText: "Reply on WhatsApp")
        try typing(at: writer, shows: "Fatima is typing…", at: user)
        #expect(!user.screen.text.contains("the conversation begins here"))
        writer.type(Keys.send)
        try user.wait(forNo: "Fatima is typing…")
    }

    @Test("who is chosen for a conversation is shown as here, and so are people by command")
    func attendance() throws {
        let writer = try house.console(as: fatima, on: "Sofia Moreau")
        let chooser = try house.console(as: karim, on: "Sofia Moreau")
        // Who is where is read when the choice is opened: until the agent's console has told it.
        try chooser.wait(until: "here") {
            chooser.type("a")
            try chooser.wait(forText: "load")
            let row = chooser.screen.text.split(separator: "\n").first { $0.contains("Fatima El-Fassi") }
            chooser.type(Keys.escape)
            try chooser.wait(forNo: "type to search")
            writer.read(within: 30)
            return row?.contains("● here") == true
        }
        try chooser.wait(until: "here by command") {
            let list = try house.shell("riad people list", as: karim.login)
            return list.output.split(separator: "\n").contains { $0.contains("Fatima") && $0.contains("● here") }
        }
    }
}
