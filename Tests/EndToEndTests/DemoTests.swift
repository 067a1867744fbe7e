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
        try console.wait(forText: "unassigned")
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

    @Test(
        "a server that was upgraded meanwhile is met with a clear line by whoever comes, and a restart mends it",
        .enabled(if: PlacedServers.pair != nil, "needs two releases of one major, which Tests/run puts in place")
    )
    func upgraded() throws {
        let (older, newer) = try #require(PlacedServers.pair)
        let tree = try ServerTree(older)
        let demo = try Demo(programs: tree.programs)
        let uri = try demo.start("superviseur")
        try tree.replace(with: newer)

        let joining = try demo.run(["demo", "--no-console"])
        #expect(joining.code == 1)
        #expect(
            joining.complaint == "riad demo: PostgreSQL was upgraded from \(older.version) to \(newer.version)"
                + " while the demo ran; `riad demo stop`, then start it again\n"
        )
        // What a new connection needs may be among what the running server can't load any more.
        let listing = try demo.run(["conversations", "list", "--database", uri])
        #expect(listing.code == 0 || listing.complaint.contains("upgraded while running"))
        #expect(!listing.complaint.contains("symbol"))

        #expect(try demo.run(["demo", "stop"]).output == "The demo has stopped.\n")
        #expect(try !demo.isUp())
        #expect(try demo.run(["demo", "--no-console"]).code == 0)
        #expect(try demo.run(["conversations", "list", "--database", uri]).code == 0)
    }
}
