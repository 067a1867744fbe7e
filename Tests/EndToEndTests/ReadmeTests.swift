import Domain
import Glibc
import Postgres
import TerminalSupport
import TestSupport
import Testing

@Suite("What the README tells to do", .serialized, .ownThread)
struct ReadmeTests {
    /// The lines of the README's shell examples, without comments.
    private static let commands: [String] = {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        guard let file = try? ProcessResult.run("/bin/cat", [root + "/README.md"]).output else { return [] }
        let pieces = file.split(separator: "```", omittingEmptySubsequences: false)
        let examples = pieces.indices.filter { $0 % 2 == 1 }.map { pieces[$0] }.filter { $0.hasPrefix("sh\n") }
        return examples.flatMap { $0.split(separator: "\n").dropFirst() }.map { line in
            String(line.prefix { $0 != "#" }).trimmed
        }
    }()

    @Test("its demo commands work as they stand, one after the other")
    func demo() throws {
        let demo = try Demo()
        let commands = Self.commands.filter { $0.hasPrefix("riad demo") }
        #expect(commands.count >= 4)
        let uri = try demo.start("agent")
        for command in commands {
            if command.contains("--no-console") || command.contains("stop") || command.contains("reset") {
                let program = try demo.shell(command)
                #expect(program.code == 0, "\(command): \(program.complaint)")
                if command.contains("--no-console") { #expect(program.output == uri + "\n") }
                continue
            }
            let before = try Self.messages(uri)
            let console = try demo.terminal(command)
            try console.wait(forText: "● live")
            if command.contains("--busy") {
                try console.wait(until: "more messages") { try Self.messages(uri) > before }
            }
            console.type("\u{11}")
            try console.wait(forText: "Leave riad?")
            console.type("y")
            #expect(try console.waitForEnd() == .exit(0))
        }
        #expect(try !demo.isUp())
    }

    @Test("its first five minutes go as they are told")
    func fiveMinutes() throws {
        let demo = try Demo()
        _ = try demo.start("agent")
        let console = try demo.terminal("riad demo")
        try console.wait(forText: "● live")
        try console.wait(forText: "▌")
        for (keys, text) in [
            ("j", "▌"), ("k", "▌"), ("2", "assignee:nobody order:priority"), ("3", "state:open order:priority"),
            ("o", "order:activity"),
            ("o", "order:deadline"),
            ("o", "order:priority"), ("f", "Space toggles"),
        ] {
            console.type(keys)
            try console.wait(forText: text)
        }
        console.type(Keys.escape)
        try console.wait(forNo: "Space toggles")
        console.type("2")
        try console.wait(for: "what nobody has") {
            $0.text.contains("assignee:nobody order:priority") && $0.text.contains("● live")
        }
        console.type(Keys.enter)
        try console.wait(forText: "nobody")
        console.type("r")
        try console.wait(forText: "Reply on")
        console.type("Bonjour, le nouveau code est 4711B.")
        try console.wait(forText: "4711B.")
        console.type(Keys.send)
        try console.wait(forText: "queued")
        for (keys, text) in [
            ("i", "Note, not sent"), ("Boîtier remplacé.", "Boîtier remplacé."), (Keys.send, "note · you"),
        ] {
            console.type(keys)
            try console.wait(forText: text)
        }
        for (key, title) in [
            ("s", "RÉSOLUE"), ("p", "Priority"), ("t", "words with blanks"), ("?", "type to search"), (":", "Commands"),
        ] {
            console.type(key)
            try console.wait(forText: title)
            console.type(Keys.escape)
            try console.wait(for: "no overlay") { !$0.text.contains("Esc back ─") }
        }
        console.type("\u{11}")
        try console.wait(forText: "Leave riad?")
        console.type("y")
        #expect(try console.waitForEnd() == .exit(0))
    }

    @Test("its commands for scripts and for one's own server work with an id and a server of one's own")
    func scripts() throws {
        let house = try EndToEndHarness()
        let supervisor = try house.database.person(.superviseur)
        _ = try house.database.person(.superviseur)
        let administrator = try house.database.person(.administrateur)
        _ = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        let text = "Bonjour, there is no hot water"
        let conversation = try house.channel.receiveMessage(text, from: "Sofia Moreau", address: "+33612345678")
        try house.database.run(
            """
            UPDATE conversations SET zone_id = (SELECT id FROM riad.zones WHERE label = 'marrakech_medina')
            WHERE id = '\(conversation)'
            """
        )
        let commands = Self.commands.filter { $0.hasPrefix("riad ") && !$0.hasPrefix("riad demo") }
        #expect(commands.count >= 7)
        for command in commands where !command.hasPrefix("riad --database") {
            let person = command.contains("people") ? administrator : supervisor
            let login = command.contains("migrate") ? "postgres" : person.login
            let line = command.replacing(" ID", with: " \(conversation)")
                .replacing("postgresql:///concierge", with: "'\(house.database.uri(login: login))'")
            let program = try house.shell(line, as: login)
            #expect(program.code == 0, "\(command): \(program.complaint)")
            #expect(program.output != "", "\(command)")
        }
        #expect(try house.messages(of: conversation).count == 3)
    }

    /// The two commands of the beginning are there and are scripts that a shell can read.
    @Test("its two first commands are there", arguments: ["Sources/run", "Tests/run"])
    func scripts(path: String) throws {
        #expect(Self.commands.contains(path))
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        #expect(access("\(root)/\(path)", X_OK) == 0)
        #expect(try ProcessResult.run("/bin/sh", ["-n", "\(root)/\(path)"]).code == 0)
    }

    private static func messages(_ uri: String) throws -> Int64 {
        try Connection(ConnectionSettings(uri)).run(
            Request(reading: Statement(name: "", text: "SELECT count(*) FROM conversation_messages")) {
                rows throws(DecodingError) -> Int64 in try rows.single()[0]
            }
        )
    }
}

extension String {
    /// Without blanks at its end.
    fileprivate var trimmed: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
