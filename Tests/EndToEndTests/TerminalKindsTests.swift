import Domain
import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("On whatever terminal", .serialized, .ownThread)
struct TerminalKindsTests {
    private let house: EndToEndHarness
    private let agent: TestPerson

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        try house.channel.receiveMessage("Bonjour, Ça va ? السلام عليكم", from: "Sofia Moreau", address: "+33612345678")
    }

    private var uri: String { house.database.uri(login: agent.login) }

    @Test("a new size is followed, from 200×50 to 40×10 and back")
    func resizes() throws {
        let console = try house.console(as: agent, columns: 200, rows: 50)
        try console.wait(forText: "Sofia Moreau")
        console.type(Keys.enter)
        try console.wait(forText: "the conversation begins here")
        console.type("rOui, 1234A.")
        try console.wait(forText: "Oui, 1234A.")
        console.waitUntilQuiet(200)
        let before = lasting(console.screen)
        for (columns, rows) in [(120, 40), (80, 24), (40, 10), (39, 9), (20, 3), (1, 1), (40, 10)] {
            console.resize(columns: columns, rows: rows)
            console.waitUntilQuiet(100)
        }
        try console.wait(forText: "Oui, 1234A.")
        #expect(console.screen.lines.count == 10)
        console.resize(columns: 200, rows: 50)
        try console.wait(for: "the same as before") { lasting($0) == before }
        #expect(console.screen.unknown == [])
    }

    /// The lines that don't tell the time.
    private func lasting(_ screen: TerminalScreen) -> [String] {
        screen.lines.dropFirst().filter { !$0.contains("due in") && !$0.contains(" WA ") }
    }

    @Test("a screen that is too small says so")
    func tooSmall() throws {
        let console = try Riad.console(uri, home: house.home, columns: 38, rows: 8)
        try console.wait(forText: "riad needs 40×10")
        console.resize(columns: 80, rows: 24)
        try console.wait(forText: "Sofia Moreau")
    }

    @Test("a terminal that nobody knows is refused with a reason", arguments: ["no-such-terminal", ""])
    func unknownTerminal(name: String) throws {
        let console = try Riad.console(uri, home: house.home, environment: ["TERM": name])
        #expect(try console.waitForEnd() == .exit(2))
        #expect(console.screen.text.contains("TERM"))
    }

    @Test("without TERM it is refused with a reason")
    func noTerminalName() throws {
        let console = try Riad.console(uri, home: house.home, environment: ["TERM": nil])
        #expect(try console.waitForEnd() == .exit(2))
        #expect(console.screen.text.contains("TERM"))
    }

    @Test("a dumb terminal is refused with a reason")
    func dumb() throws {
        let console = try Riad.console(uri, home: house.home, environment: ["TERM": "dumb"])
        #expect(try console.waitForEnd() == .exit(2))
        #expect(console.screen.text.contains("dumb"))
    }

    @Test("without a terminal it is refused with a reason")
    func noTerminal() throws {
        let program = try Riad.run(["--database", uri], home: house.home)
        #expect(program.code == 2)
        #expect(program.output == "")
        #expect(program.complaint.contains("terminal"))
    }

    @Test("where no UTF-8 locale is chosen it still shows every letter", arguments: ["C", "POSIX", "xx_XX.ISO-8859-1"])
    func locales(name: String) throws {
        let console = try house.console(as: agent, environment: ["LANG": name, "LC_ALL": name])
        try console.wait(forText: "Ça va ? السلام عليكم")
    }

    @Test("the language follows LANG")
    func french() throws {
        let console = try house.console(as: agent, environment: ["LANG": "fr_FR.UTF-8"])
        try console.wait(forText: "ouvertes")
    }

    @Test(
        "NO_COLOR is respected, and terminals without colours work",
        arguments: [["NO_COLOR": "1"], ["TERM": "vt220"]]
    )
    func mono(change: [String: String]) throws {
        let console = try Riad.console(uri, home: house.home, environment: change.mapValues { $0 })
        try console.wait(forText: "Sofia Moreau")
        console.waitUntilQuiet()
        let colours = console.screen.cells.flatMap { $0 }.filter {
            $0.look.foreground != nil || $0.look.background != nil
        }
        #expect(colours.isEmpty)
    }

    @Test("a theme is chosen by name")
    func themes() throws {
        let looks = try ["majorelle", "sahara"].map { theme in
            let console = try PseudoTerminal(
                Riad.path,
                ["--theme", theme, "--database", uri],
                environment: house.home.environment(),
                columns: 120,
                rows: 40
            )
            try console.wait(forText: "Sofia Moreau")
            console.waitUntilQuiet()
            return console.screen.cells[2].map(\.look)
        }
        #expect(looks[0] != looks[1])
    }

    @Test("a theme with an error is reported with its place, and the usual one is used")
    func brokenTheme() throws {
        _ = try ProcessResult.run("/bin/mkdir", ["-p", "\(house.home.folder)/config/riad/themes"])
        try house.home.write(
            "name: broken\nroles:\n  text: { fg: no-such-colour-at-all }\n",
            to: "config/riad/themes/broken.yaml"
        )
        let console = try PseudoTerminal(
            Riad.path,
            ["--theme", "broken", "--database", uri],
            environment: house.home.environment(),
            columns: 120,
            rows: 40
        )
        try console.wait(forText: "Sofia Moreau")
        try console.wait(forText: "broken.yaml:3:")
    }

    @Test(
        "terminals of every kind show the list",
        arguments: [
            "xterm", "xterm-direct", "tmux-256color", "screen-256color", "screen", "linux", "vt100",
            "rxvt-unicode-256color",
            "alacritty", "foot", "kitty", "konsole-256color", "iterm2", "st-256color", "ansi",
        ]
    )
    func kinds(name: String) throws {
        let console = try Riad.console(uri, home: house.home, environment: ["TERM": name])
        try console.wait(forText: "Sofia Moreau")
        console.type("q")
        try console.wait(forText: "Leave riad?")
        console.type("y")
        #expect(try console.waitForEnd() == .exit(0))
    }

    @Test("inside tmux it shows, follows the size, and leaves the window as it was")
    func tmux() throws {
        let socket = house.home.folder + "/tmux"
        func tmux(_ words: String...) throws -> String {
            try ProcessResult.run(
                "/usr/bin/tmux",
                ["-S", socket, "-f", "/dev/null"] + words,
                environment: house.home.environment()
            ).output
        }
        _ = try tmux(
            "new-session",
            "-d",
            "-x",
            "120",
            "-y",
            "40",
            "\(Riad.path) --database '\(uri)'; echo left with $?; sleep 60"
        )
        defer { _ = try? tmux("kill-server") }
        try eventually { try tmux("capture-pane", "-p").contains("Sofia Moreau") }
        _ = try tmux("send-keys", "Enter")
        try eventually { try tmux("capture-pane", "-p").contains("the conversation begins here") }
        _ = try tmux("resize-window", "-x", "80", "-y", "24")
        _ = try tmux("send-keys", "r")
        try eventually { try tmux("capture-pane", "-p").contains("Reply on WhatsApp") }
        _ = try tmux("set-buffer", "collé\nen deux lignes")
        _ = try tmux("paste-buffer", "-p")
        try eventually { try tmux("capture-pane", "-p").contains("en deux lignes") }
        _ = try tmux("send-keys", "C-q")
        try eventually { try tmux("capture-pane", "-p").contains("Leave riad?") }
        _ = try tmux("send-keys", "y")
        try eventually { try tmux("capture-pane", "-p").contains("left with 0") }
        #expect(try !tmux("capture-pane", "-p").contains("Sofia"))
        #expect(try tmux("display-message", "-p", "#{alternate_on} #{cursor_flag}") == "0 1\n")
    }

    /// Asks until it holds.
    private func eventually(_ condition: () throws -> Bool) throws {
        let deadline = ContinuousClock.now + .testTimeout
        while try !condition() {
            guard ContinuousClock.now < deadline else { throw ScenarioError("it never came") }
            usleep(50_000)
        }
    }

    @Test("its output in a file it is refused with a reason, and the file stays empty")
    func redirected() throws {
        let shell = try PseudoTerminal(
            "/bin/sh",
            ["-c", "\(Riad.path) --database '\(uri)' >\(house.home.folder)/out; echo code $?"],
            environment: house.home.environment()
        )
        try shell.wait(forText: "code 2")
        #expect(try house.home.contents(under: "out") == "")
    }
}
