import Glibc
import TerminalSupport
import Testing

@Suite("The terminal", .serialized)
struct TerminalTests {
    private func probe(_ extra: [String: String] = [:], columns: Int = 60, rows: Int = 12) throws -> PseudoTerminal {
        var environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
        environment.merge(extra) { $1 }
        return try PseudoTerminal(Probe.path, environment: environment, columns: columns, rows: rows)
    }

    @Test("shows a canvas cell by cell, wide and combined characters too")
    func shows() throws {
        let terminal = try probe()
        try terminal.wait(forText: "probe 60×12 indexed 0")
        terminal.waitUntilQuiet()
        #expect(terminal.screen.lines.last == "été 日本 e\u{301} مرحبا │…")
        #expect(terminal.screen.isAlternate)
        #expect(!terminal.screen.showsCursor)
        #expect(terminal.screen.unknown == [])
        #expect(terminal.screen.cells[0][0].look.attributes == [1])
        #expect(terminal.screen.cells[11][59].look.background == [5, 18])
    }

    @Test("tells keys, pastes, wheel and focus apart")
    func inputs() throws {
        let terminal = try probe(["PROBE_MOUSE": "1"], rows: 24)
        try terminal.wait(forText: "probe")
        #expect(terminal.screen.modes.isSuperset(of: [2004, 1004, 1000, 1006]))
        terminal.type("jG\r\u{13}\u{1B}[A\u{1B}OB\u{1B}[5~\u{1B}[1;5Cé日\u{1B}[<64;3;5M\u{1B}[I")
        terminal.type("\u{1B}[200~q and\rq\u{1B}[201~")
        try terminal.wait(forText: "paste")
        terminal.waitUntilQuiet()
        let expected = [
            "key j", "key G", "key Enter", "key ^S", "key Up", "key Down", "key PgUp", "key Ctrl-Right", "key é",
            "key 日",
            "mouse wheelUp 2 4", "focus true", "paste 7 q and q",
        ]
        #expect(terminal.screen.lines[1...13].map { String($0.dropFirst()) } == expected)
    }

    @Test("takes a lone Esc for the key after a moment")
    func escapes() throws {
        let terminal = try probe()
        try terminal.wait(forText: "probe")
        terminal.type("\u{1B}")
        try terminal.wait(forText: "key Esc")
        terminal.type("\u{1B}x")
        try terminal.wait(forText: "key Alt-x")
    }

    @Test("is as it was after the program leaves")
    func leaves() throws {
        let terminal = try probe(["PROBE_TITLE": "Inbox", "PROBE_MOUSE": "1"])
        let before = PseudoTerminal.freshModes()
        try terminal.wait(forText: "probe")
        terminal.waitUntilQuiet()
        #expect(terminal.screen.title == "Inbox")
        #expect(terminal.modes != before)
        terminal.type("q")
        #expect(try terminal.waitForEnd() == .exit(0))
        expectRestored(terminal, modes: before)
    }

    @Test("is as it was after a crash")
    func crashes() throws {
        let terminal = try probe(["PROBE_TITLE": "Inbox", "PROBE_MOUSE": "1", "SWIFT_BACKTRACE": "enable=no"])
        let before = PseudoTerminal.freshModes()
        try terminal.wait(forText: "probe")
        terminal.type("c")
        let ending = try terminal.waitForEnd()
        #expect([.signal(SIGILL), .signal(SIGTRAP)].contains(ending))
        expectRestored(terminal, modes: before)
    }

    @Test("is as it was after an outside abort")
    func aborts() throws {
        let terminal = try probe(["SWIFT_BACKTRACE": "enable=no"])
        let before = PseudoTerminal.freshModes()
        try terminal.wait(forText: "probe")
        terminal.signal(SIGABRT)
        #expect(try terminal.waitForEnd() == .signal(SIGABRT))
        expectRestored(terminal, modes: before)
    }

    @Test("is given back while the program is stopped, and taken again")
    func suspends() throws {
        let environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PS1": "$ ", "PROBE_TITLE": "Inbox"]
        let terminal = try PseudoTerminal("/bin/sh", ["-i"], environment: environment, columns: 60, rows: 12)
        try terminal.wait(forText: "$")
        terminal.type("\(Probe.path)\n")
        try terminal.wait(forText: "probe 60×12")
        terminal.type("\u{1A}")
        try terminal.wait(forText: "Stopped")
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.modes.isDisjoint(with: [2004, 1004]))
        #expect(terminal.screen.title == "shell")
        terminal.type("fg\n")
        try terminal.wait(forText: "key ^Z")
        #expect(terminal.screen.isAlternate)
        #expect(terminal.screen.modes.isSuperset(of: [2004, 1004]))
        #expect(terminal.screen.title == "Inbox")
        terminal.type("q")
        try terminal.wait(for: "first screen") { !$0.isAlternate }
        #expect(terminal.screen.title == "shell")
        terminal.type("exit\n")
        _ = try terminal.waitForEnd()
    }

    @Test("is lent to another program and drawn anew afterwards")
    func lends() throws {
        let terminal = try probe()
        try terminal.wait(forText: "probe")
        terminal.type("e")
        try terminal.wait(forText: "key e")
        #expect(terminal.screen.isAlternate)
        #expect(terminal.screen.lines[0].hasPrefix("probe 60×12"))
        terminal.type("q")
        _ = try terminal.waitForEnd()
        #expect(terminal.screen.text.contains("outside"))
    }

    @Test("follows a new size, larger and smaller")
    func resizes() throws {
        let terminal = try probe()
        try terminal.wait(forText: "probe 60×12")
        terminal.resize(columns: 100, rows: 30)
        try terminal.wait(forText: "probe 100×30")
        terminal.resize(columns: 40, rows: 10)
        try terminal.wait(forText: "probe 40×10")
        terminal.waitUntilQuiet()
        #expect(terminal.screen.lines.last?.hasPrefix("été") == true)
    }

    @Test("sends only what changed")
    func sendsLittle() throws {
        let terminal = try probe()
        try terminal.wait(forText: "probe")
        terminal.waitUntilQuiet()
        let before = terminal.received
        terminal.type("\u{1B}[C")
        try terminal.wait(forText: "key Right")
        terminal.waitUntilQuiet()
        #expect(terminal.received - before < 60)
    }

    private func expectRestored(_ terminal: PseudoTerminal, modes: [UInt32]) {
        let screen = terminal.screen
        #expect(!screen.isAlternate)
        #expect(screen.showsCursor)
        #expect(screen.modes.isDisjoint(with: [2004, 1004, 1000, 1006]))
        #expect(screen.title == "shell")
        #expect(screen.look == TerminalScreen.Look())
        #expect(terminal.modes == modes)
        #expect(screen.unknown == [])
    }
}

/// Where the build put the probe.
enum Probe {
    static var path: String {
        let tests = CommandLine.arguments[0]
        let folder = tests.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return folder + "/TerminalProbe"
    }
}
