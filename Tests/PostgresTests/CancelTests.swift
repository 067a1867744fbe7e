import Postgres
import TestSupport
import Testing

@Suite("Cancelling")
struct CancelTests {
    @Test("A request that the server works on ends as cancelled, before its time")
    func running() throws {
        let connection = Connection(try TestCluster.shared().settings())
        try connection.connect()
        var kind: PostgresError.Kind?
        let ticket = connection.send(text("SELECT pg_sleep(14)::text")) { outcome in
            if case .failure(let failure) = outcome { kind = failure.kind }
        }
        connection.cancel(ticket)
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(kind == .cancelled)
        #expect(try connection.run(integer("SELECT 3")) == 3)
    }

    @Test("A request behind the cancelled one is answered")
    func behind() throws {
        let connection = Connection(try TestCluster.shared().settings())
        try connection.connect()
        var outcomes: [String] = []
        let ticket = connection.send(text("SELECT pg_sleep(14)::text")) { outcome in
            outcomes.append(outcome.isCancelled ? "cancelled" : "other")
        }
        connection.send(text("SELECT 'second' FROM pg_sleep(0.2)")) { outcomes.append((try? $0.get()) ?? "failed") }
        connection.cancel(ticket)
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(outcomes == ["cancelled", "second"])
    }

    @Test("One that waits behind another is cancelled when its turn comes, and the other isn't hit")
    func waitingBehind() throws {
        let connection = Connection(try TestCluster.shared().settings())
        try connection.connect()
        var outcomes: [String] = []
        connection.send(text("SELECT 'first' FROM pg_sleep(0.3)")) { outcomes.append((try? $0.get()) ?? "failed") }
        let ticket = connection.send(text("SELECT pg_sleep(14)::text")) { outcome in
            outcomes.append(outcome.isCancelled ? "cancelled" : "other")
        }
        connection.cancel(ticket)
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(outcomes == ["first", "cancelled"])
    }

    @Test("One that hasn't gone out fails at once")
    func notSent() throws {
        let connection = Connection(try TestCluster.shared().settings())
        connection.open()
        var wasCancelled = false
        let ticket = connection.send(text("SELECT 'x'")) { wasCancelled = $0.isCancelled }
        connection.cancel(ticket)
        #expect(wasCancelled)
        #expect(connection.pendingCount == 0)
    }

    @Test("Cancelling what has ended does nothing")
    func ended() throws {
        let connection = Connection(try TestCluster.shared().settings())
        try connection.connect()
        let ticket = connection.send(text("SELECT 'x'")) { _ in }
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        connection.cancel(ticket)
        #expect(try connection.run(integer("SELECT 1")) == 1)
    }
}

extension Result where Failure == PostgresError {
    /// Whether the server gave the request up because it was asked to.
    var isCancelled: Bool {
        if case .failure(let failure) = self { failure.kind == .cancelled } else { false }
    }
}
