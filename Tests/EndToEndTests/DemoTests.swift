import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("The demo", .serialized, .ownThread)
struct DemoTests {
    @Test("prints a URI and stays up, a console joins it, stop ends it")
    func staysUp() throws {
        let demo = try Demo()
        let uri = try demo.start("superviseur")
        let listed = try Riad.run(["conversations", "list", "--database", uri], home: demo.home)
        #expect(listed.code == 0)
        #expect(listed.output.split(separator: "\n").count > 2)

        let console = try demo.console("agent")
        try console.wait(forText: "● live")
        try console.wait(forText: "open 3")
        console.type("q")
        try console.wait(forText: "Leave riad?")
        console.type("y")
        #expect(try console.waitForEnd() == .exit(0))
        #expect(try demo.isUp())

        #expect(try Riad.run(["demo", "stop"], home: demo.home).code == 0)
        #expect(try !demo.isUp())
    }

    @Test("the last console to leave stops the server, killed or not")
    func lastLeaves() throws {
        let demo = try Demo()
        let first = try demo.console("agent", ["--conversations", "60"])
        try first.wait(forText: "● live")
        let second = try demo.console("superviseur")
        try second.wait(forText: "● live")
        first.type("q")
        try first.wait(forText: "Leave riad?")
        first.type("y")
        #expect(try first.waitForEnd() == .exit(0))
        #expect(try demo.isUp())
        second.signal(SIGKILL)
        _ = try second.waitForEnd()
        try second.wait(until: "down") { try !demo.isUp() }
    }
}
