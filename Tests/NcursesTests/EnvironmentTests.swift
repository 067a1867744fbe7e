import Glibc
import Screen
import TerminalSupport
import Testing

@testable import Ncurses

@Suite("The environment", .serialized)
struct EnvironmentTests {
    private func probe(_ environment: [String: String]) throws -> PseudoTerminal {
        try PseudoTerminal(Probe.path, environment: environment, columns: 60, rows: 12)
    }

    @Test(
        "says how many colours are used",
        arguments: [
            (["TERM": "xterm-256color"], "indexed"), (["TERM": "xterm"], "sixteen"), (["TERM": "vt100"], "mono"),
            (["TERM": "xterm-256color", "NO_COLOR": "1"], "mono"),
            (["TERM": "xterm-256color", "NO_COLOR": ""], "indexed"),
            (["TERM": "xterm-256color", "CLICOLOR": "0"], "mono"),
            (["TERM": "xterm-256color", "CLICOLOR": "0", "CLICOLOR_FORCE": "1"], "indexed"),
        ]
    )
    func colours(environment: [String: String], depth: String) throws {
        let terminal = try probe(environment.merging(["LANG": "C.UTF-8"]) { $1 })
        try terminal.wait(forText: "probe 60×12 \(depth) 0")
        terminal.waitUntilQuiet()
        let selected = terminal.screen.cells[11][50].look
        #expect(depth == "mono" ? selected.attributes == [7] : selected.background != nil || selected.attributes == [7])
        #expect(depth != "mono" || selected.background == nil)
    }

    @Test("that is unfit ends the program with code 2 and a reason, before the screen is touched")
    func refuses() throws {
        let cases = [
            (["TERM": "dumb"], "can't place its cursor"),
            (["TERM": "no-such"], "No description of the terminal “no-such”"),
            (["TERM": ""], "TERM is not set"), ([:], "TERM is not set"),
        ]
        for (environment, reason) in cases {
            let terminal = try PseudoTerminal(Probe.path, environment: environment, columns: 200, rows: 12)
            let before = terminal.modes
            #expect(try terminal.waitForEnd() == .exit(2))
            #expect(terminal.screen.text.contains(reason), "\(environment)")
            #expect(terminal.screen.modes == [25, 7])
            #expect(terminal.modes == before)
        }
    }

    @Test("without a terminal on standard output ends with code 2")
    func pipe() throws {
        let command = "\(Probe.path) | cat; echo done"
        let terminal = try PseudoTerminal("/bin/sh", ["-c", command], environment: ["TERM": "xterm"], columns: 200)
        #expect(try terminal.waitForEnd() == .exit(0))
        #expect(terminal.screen.text.contains("probe: The console needs a terminal"))
    }

    @Test("of a terminal that isn't described here is taken for what it is like")
    func relatives() throws {
        let terminal = try probe(["TERM": "xterm-kitty", "LANG": "C.UTF-8"])
        try terminal.wait(forText: "indexed")
    }

    @Test("that says nothing of characters means UTF-8")
    func noLocale() throws {
        for language in [[:], ["LANG": "C"], ["LC_ALL": "xx_XX.UTF-8"]] {
            let terminal = try probe(language.merging(["TERM": "xterm-256color"]) { $1 })
            try terminal.wait(forText: "été 日本 e\u{301}")
        }
    }

    @Test("may say that the ground is light or dark")
    func ground() {
        #expect(Background.isDark(["COLORFGBG": "15;0"]) == true)
        #expect(Background.isDark(["COLORFGBG": "0;default;15"]) == false)
        #expect(Background.isDark(["COLORFGBG": "0;default"]) == nil)
        #expect(Background.isDark([:]) == nil)
    }

    @Test("of all colours tries the description that has them first")
    func direct() {
        let announced = ["TERM": "xterm-256color", "COLORTERM": "truecolor"]
        #expect(TerminalType.candidates(announced).prefix(2) == ["xterm-direct", "xterm-256color"])
        #expect(TerminalType.candidates(["TERM": "tmux-256color", "COLORTERM": "24bit"]).first == "tmux-direct")
        #expect(TerminalType.candidates(["TERM": "linux", "COLORTERM": "truecolor"]) == ["linux"])
        #expect(TerminalType.candidates(["TERM": "xterm-256color"]).first == "xterm-256color")
    }

    @Test("of plain ASCII gets what looks most alike")
    func substitutes() {
        let shown = "│─┼▌‼ ● été … “a” ▁▄▆█".unicodeScalars.map {
            Unicode.Scalar(ASCIIFallback.ascii($0.value)).map(Character.init)
        }
        #expect(String(shown.compactMap { $0 }) == "|-+|! * ete ~ \"a\" _-=#")
    }
}

@Suite("A terminal that answers", .serialized)
struct AnswerTests {
    private func probe(_ settings: [String: String] = [:]) throws -> PseudoTerminal {
        let environment = settings.merging(["TERM": "xterm-256color", "LANG": "C.UTF-8"]) { own, _ in own }
        return try PseudoTerminal(Probe.path, environment: environment, columns: 60, rows: 12)
    }

    @Test("tells its ground, which chooses the theme, and the answer is no key")
    func ground() throws {
        let terminal = try probe()
        try terminal.wait(for: "question") { $0.questions == ["11;?"] }
        terminal.type("\u{1B}]11;rgb:fafa/f4f4/e6e6\u{7}j")
        try terminal.wait(forText: "key j")
        #expect(terminal.screen.lines[1] == " ground light")
        terminal.waitUntilQuiet()
        #expect(terminal.screen.cells.allSatisfy { $0.allSatisfy { $0.look.background == [5, 231] } })
    }

    @Test("late still answers the program, not the shell after it")
    func late() throws {
        let terminal = try probe(["PROBE_PATIENCE": "60"])
        try terminal.wait(forText: "probe")
        terminal.type("q")
        usleep(40_000)
        terminal.type("\u{1B}]11;rgb:0000/0000/0000\u{7}")
        #expect(try terminal.waitForEnd() == .exit(0))
        #expect(!terminal.screen.text.contains("rgb:"))
    }

    @Test("that never comes holds nobody up")
    func silent() throws {
        let terminal = try probe(["PROBE_PATIENCE": "0.05"])
        try terminal.wait(forText: "probe")
        terminal.type("q")
        #expect(try terminal.waitForEnd() == .exit(0))
    }

    @Test("no more because it went away ends the program")
    func gone() throws {
        let terminal = try PseudoTerminal(
            "/bin/sh",
            ["-c", "trap '' HUP; \(Probe.path); echo $? > /tmp/riad-gone-$$; sleep 0"],
            environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
        )
        try terminal.wait(forText: "probe")
        let mark = "/tmp/riad-gone-\(terminal.process)"
        defer { unlink(mark) }
        terminal.hangUp()
        for _ in 0..<2_400 where access(mark, F_OK) != 0 { usleep(50_000) }
        #expect(access(mark, F_OK) == 0)
    }
}
