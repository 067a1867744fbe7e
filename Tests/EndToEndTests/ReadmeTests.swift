import Postgres
import TerminalSupport
import TestSupport
import Testing

@Suite("What the README tells to do", .serialized, .ownThread)
struct ReadmeTests {
    @Test("its demo commands work as they stand, one after the other")
    func demo() throws {
        let demo = try Demo()
        let commands = Documentation.readme.examples(.demo).flatMap(ShellExample.lines)
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
            ("j", "▌"), ("k", "▌"), ("2", "assignee:nobody order:deadline"), ("3", "state:open order:deadline"),
            ("o", "order:priority"), ("o", "order:activity"), ("o", "order:deadline"), ("f", "Space toggles"),
        ] {
            console.type(keys)
            try console.wait(forText: text)
        }
        console.type(Keys.escape)
        try console.wait(forNo: "Space toggles")
        console.type("2")
        try console.wait(for: "what nobody has") {
            $0.text.contains("assignee:nobody order:deadline") && $0.text.contains("● live")
        }
        console.type(Keys.enter)
        try console.wait(forText: "nobody")
        console.type("r")
        try console.wait(forText: "Reply on")
        console.type("Bonjour, le nouveau code est 4711B.")
        try console.wait(forText: "4711B.")
        console.type(Keys.send)
        try console.wait(forText: "z undo")
        for (keys, text) in [
            ("i", "Note, not sent"), ("Boîtier remplacé.", "Boîtier remplacé."), (Keys.send, "note · you"),
        ] {
            console.type(keys)
            try console.wait(forText: text)
        }
        for (key, title) in [
            ("s", "resolved"), ("p", "Priority"), ("t", "separate words"), ("?", "type to search"), (":", "Commands"),
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

    @Test("its picture is a screen of this console")
    func picture() throws {
        let picture = try #require(Documentation.readme.examples("text").first)
        let rows = picture.split(separator: "\n").map(String.init)
        let demo = try Demo()
        _ = try demo.start("agent")
        let console = try demo.terminal("riad demo", columns: 110, rows: rows.count)
        try console.wait(forText: "● live")
        console.type("2")
        try console.wait(for: "unassigned rows") {
            $0.text.contains("assignee:nobody") && $0.text.contains("▌")
        }
        for (keys, text) in [(Keys.enter, "┬"), ("r", "Reply on"), ("4711B", "draft kept")] {
            console.type(keys)
            try console.wait(forText: text)
        }
        let screen = console.screen.lines
        #expect(rows[0].hasPrefix(" riad  Inbox   mine ") && screen[0].hasPrefix(" riad  Inbox   mine "))
        for row in [1, rows.count - 2, rows.count - 1] { #expect(rows[row] == screen[row]) }
    }

    @Test("it shows the two first commands and the demo, and nothing else")
    func kinds() {
        let examples = Documentation.readme.examples("sh")
        #expect(examples.map(ShellExample.init) == [.checkout, .demo])
        #expect(examples.first.map { ShellExample.lines($0) } == ["Sources/run", "Tests/run"])
    }

    private static func messages(_ uri: String) throws -> Int64 {
        try Connection(ConnectionSettings(uri)).run(
            Request(reading: Statement(name: "", text: "SELECT count(*) FROM conversation_messages")) {
                rows throws(DecodingError) -> Int64 in try rows.single()[0]
            }
        )
    }
}
