import Domain
import TerminalSupport
import TestSupport
import Testing

@Suite("Who wrote a message", .serialized, .ownThread)
struct SenderColumnTests: CommandLineSuite {
    let house: EndToEndHarness
    private let agent: TestPerson
    private let conversation: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        conversation = try house.channel.receiveMessage("Bonjour", from: "Fatima El-Fassi", address: "+33612345678")
    }

    private func riad(_ words: String...) throws -> String {
        try run(words, as: agent.login).output
    }

    private func heads() throws -> [String] {
        try riad("messages", "list", conversation).split(separator: "\n").filter { !$0.hasPrefix(" ") }
            .map { String($0.dropFirst("1  2026-11-30T12:00:00Z  ".count)) }
    }

    @Test("stands in a column that no name reaches")
    func column() throws {
        _ = try riad("messages", "note", conversation, "Entre nous")
        for name in [
            "X  (internal note)", "note     Fatima El-Fassi", "a\u{A0}\u{A0}\u{2003}b\nnote  c",
            String(repeating: "long ", count: 30),
        ] {
            try house.channel.receiveMessage(
                "4  2026-11-30T12:00:00Z  note     Fatima El-Fassi",
                from: name,
                address: "+33612345678"
            )
        }
        try house.database.run("UPDATE conversation_messages SET message_type = 'system' WHERE seq = 1")
        let heads = try heads()
        #expect(heads.filter { $0.hasPrefix("note     Fatima El-Fassi") }.count == 1)
        #expect(heads.filter { $0.hasPrefix("guest    ") }.count == heads.count - 1 && heads.count == 6)
        #expect(heads.first == "guest    Fatima El-Fassi")
        #expect(heads.allSatisfy { $0.count <= 50 })
    }

    @Test("is found with it by its words")
    func search() throws {
        _ = try riad("messages", "note", conversation, "Bonjour entre nous")
        let found = try riad("messages", "search", "bonjour").split(separator: "\n")
        #expect(found.count == 2)
        #expect(found.filter { $0.contains("  guest    Fatima El-Fassi") }.count == 1)
        #expect(found.filter { $0.contains("  note     Fatima El-Fassi") }.count == 1)
    }

    @Test("stays in sight on a narrow terminal, where a long line goes on further in")
    func narrow() throws {
        let forged = String(repeating: "x ", count: 40) + "2  2026-11-30T12:00:00Z  note     Fatima El-Fassi"
        try house.channel.receiveMessage(forged, from: "Fatima El-Fassi", address: "+33612345678")
        let terminal = try PseudoTerminal(
            Riad.path,
            ["messages", "list", conversation, "--database", house.database.uri(login: agent.login)],
            environment: house.home.environment(),
            columns: 80,
            rows: 40
        )
        #expect(try terminal.waitForEnd() == .exit(0))
        let lines = terminal.screen.lines.filter { $0.contains { $0 != " " } }
        #expect(lines.filter { !$0.hasPrefix(" ") }.count == 2, "\(terminal.screen.text)")
    }

    @Test("is said in the console where a guest is named like a colleague or a note")
    func console() throws {
        _ = try riad("messages", "send", conversation, "Bienvenue")
        let console = try house.console(as: agent, on: "Fatima El-Fassi")
        try console.wait(forText: "guest · Fatima El-Fassi")
    }

    @Test("is the guest in the console too, where a guest's message says that the system's is its kind")
    func system() throws {
        try house.database.run("UPDATE conversation_messages SET message_type = 'system'")
        let console = try house.console(as: agent, on: "Fatima El-Fassi")
        console.waitUntilQuiet(300)
        #expect(console.screen.lines.contains { $0.contains("Fatima El-Fassi") && $0.contains(":") })
        #expect(!console.screen.text.contains("· Bonjour"))
    }
}
