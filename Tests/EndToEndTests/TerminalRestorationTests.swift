import Domain
import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("The terminal is as it was", .serialized, .ownThread)
struct TerminalRestorationTests {
    private let house: EndToEndHarness
    private let agent: TestPerson
    private let memory: TerminalModesSnapshot

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        memory = try TerminalModesSnapshot()
    }

    @Test("after q and y")
    func quits() throws {
        let console = try house.console(as: agent)
        try console.wait(forText: "Sofia Moreau")
        console.type("q")
        try console.wait(forText: "Leave riad?")
        console.type("y")
        #expect(try console.waitForEnd() == .exit(0))
        memory.expectRestored(console)
    }

    @Test("after a signal that ends it, while a reply is being written", arguments: [SIGTERM, SIGHUP, SIGINT])
    func signals(number: Int32) throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("rBonj")
        try console.wait(forText: "draft kept")
        console.signal(number)
        if number == SIGINT {
            // Ctrl-C asks, as `q` does.
            try console.wait(forText: "Leave riad?")
            console.type("y")
        }
        guard case .exit = try console.waitForEnd() else {
            Issue.record("it died instead of leaving")
            return
        }
        memory.expectRestored(console)
    }

    @Test("after a crash", arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGILL])
    func crashes(number: Int32) throws {
        let console = try house.console(as: agent, environment: ["SWIFT_BACKTRACE": "enable=no"])
        try console.wait(forText: "Sofia Moreau")
        console.signal(number)
        #expect(try console.waitForEnd() == .signal(number))
        memory.expectRestored(console)
    }

    @Test("while it is stopped by Ctrl-Z, and fg brings the console back")
    func suspends() throws {
        let shell = try house.interactiveShell(as: agent)
        shell.type("$RIAD\n")
        try shell.wait(forText: "Sofia Moreau")
        shell.type(Keys.suspend)
        try shell.waitForPrompt()
        #expect(!shell.screen.isAlternate)
        #expect(shell.screen.showsCursor)
        #expect(shell.screen.modes.isDisjoint(with: [1000, 1002, 1004, 1006]))
        #expect(shell.screen.title == "shell")
        shell.type("stty -a | tr ';' '\\n'\n")
        try shell.wait(forText: " echo ")
        try shell.waitForPrompt()
        try house.channel.receiveMessage("Can we check in at 11?", from: "James Okafor", address: "+44700900123")
        shell.type("fg\n")
        try shell.wait(for: "the console") { $0.isAlternate && $0.text.contains("James Okafor") }
        shell.type("q")
        try shell.wait(forText: "Leave riad?")
        shell.type("y")
        try shell.waitForPrompt()
        shell.type("exit\n")
        _ = try shell.waitForEnd()
    }

    @Test("a terminal that is taken away ends it at once")
    func hangsUp() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("rPerdu ?")
        try console.wait(forText: "Perdu ?")
        console.hangUp()
        guard case .exit = try console.waitForEnd() else {
            Issue.record("it died instead of leaving")
            return
        }
        #expect(try house.home.contents(under: "state").contains("Perdu ?"))
    }
}
