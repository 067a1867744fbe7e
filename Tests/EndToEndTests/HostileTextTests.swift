import Domain
import TerminalSupport
import TestSupport
import Testing

@Suite("A guest's text never reaches the terminal as anything but text", .serialized, .ownThread)
struct HostileTextTests {
    /// What terminals would obey: a title, a clear, a question about colours, the same with C1 controls, a bell, a copy
    /// to the clipboard, bidi overrides and isolates, zero-width marks, a tab, a backspace, a carriage return.
    private static let attack = """
        \u{1B}]0;owned\u{07}\u{1B}[2J\u{1B}]11;?\u{07}\u{9B}2J\u{9D}0;owned\u{9C}\u{1B}]52;c;b3duZWQ=\u{07}\
        \u{202E}abc\u{202D}\u{2066}\u{2067}\u{2068}\u{2069}\u{200B}\u{200E}\u{200F}\u{FEFF}\u{AD}\t\u{08}\u{08}\r\
        \u{7F}\u{E0001}\u{E0041}\u{2028}\u{85}\u{1B}P\u{1B}\\\u{1B}[?1049l\u{1B}c fin
        """

    private static let forbidden: [String] =
        ["\u{1B}]0;owned", "\u{1B}]52", "\u{1B}P", "\u{1B}c", "\u{7F}"]
        + (0x80...0x9F).compactMap { Unicode.Scalar($0).map { String(Character($0)) } }
        + [0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200B, 0x200E, 0x200F, 0xFEFF]
        .compactMap { Unicode.Scalar($0).map { String(Character($0)) } }
        + ["\u{AD}", "\u{2028}", "\u{E0001}", "\u{E0041}"]

    private let house: EndToEndHarness
    private let agent: TestPerson
    private let conversation: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El\u{1B}]0;owned\u{07}Fassi"))
        conversation = try house.channel.receiveMessage(
            Self.attack,
            from: "Sofia " + Self.attack,
            address: "\u{1B}[31m+33612345678\u{202E}"
        )
        try house.database.run(
            "UPDATE conversations SET tags = ARRAY[E'wifi\\u202E', E'\\u200Btag'], subject = E'\\u009B2J\\x1B]0;owned\\x07'"
        )
    }

    @Test("in list, thread, panel, tags and title")
    func console() throws {
        let console = try Riad.console(
            house.database.uri(login: agent.login),
            home: house.home,
            columns: 200,
            rows: 50
        )
        console.records = true
        try console.wait(forText: "Sofia")
        console.type(Keys.enter)
        try console.wait(forText: "the conversation begins here")
        console.type("c")
        try console.wait(forText: "Yours now.")
        console.type("t")
        try console.wait(forText: "separate words with spaces")
        console.type(Keys.escape)
        try console.wait(forNo: "separate words with spaces")
        console.type("s")
        try console.wait(forText: "resolved")
        console.type(Keys.escape)
        for (columns, rows) in [(80, 24), (40, 10), (200, 50)] {
            console.resize(columns: columns, rows: rows)
            console.waitUntilQuiet(150)
        }
        expectClean(console.recording, sent: console.screen.unknown)
        #expect(console.screen.isAlternate)
        #expect(console.screen.bells == 0)
        #expect(!console.screen.title.contains("\u{1B}"))
        #expect(console.screen.text.contains("fin"))
    }

    @Test("on the command line, also where it is a terminal", arguments: ["list", "show"])
    func commandLine(verb: String) throws {
        let arguments =
            ["conversations", verb] + (verb == "show" ? [conversation] : [])
            + ["--database", house.database.uri(login: agent.login)]
        let terminal = try PseudoTerminal(Riad.path, arguments, environment: house.home.environment(), columns: 120)
        terminal.records = true
        #expect(try terminal.waitForEnd() == .exit(0))
        expectClean(terminal.recording, sent: terminal.screen.unknown)
        #expect(terminal.screen.bells == 0)
        let program = try Riad.run(arguments, home: house.home)
        expectClean(Array(program.output.utf8), sent: [])
        #expect(program.output.contains("Sofia"))
    }

    private func expectClean(_ bytes: [UInt8], sent unknown: [String]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let scalars = Array(text.unicodeScalars)
        for pattern in Self.forbidden where contains(scalars, Array(pattern.unicodeScalars)) {
            let codes = pattern.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
            Issue.record("the terminal was sent \(codes)")
        }
        #expect(unknown == [])
    }

    private func contains(_ text: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
        guard let first = pattern.first else { return false }
        return text.indices.contains { text[$0] == first && text[$0...].starts(with: pattern) }
    }
}
