import Glibc
import Loop
import Postgres
import TestSupport
import Testing

@Suite("A connection on a loop")
struct WatchTests {
    @Test("Requests are answered, notifications arrive, and in between the loop sleeps")
    func driving() throws {
        let cluster = try TestCluster.shared()
        let loop = try EventLoop()
        let connection = Connection(cluster.settings())
        let watch = ConnectionDriver(connection, on: loop)
        var answers: [Int] = []
        var heard: [String] = []
        connection.onNotification = { heard.append($0.payload) }
        connection.listen(to: "watched")
        connection.open()
        for number in 1...3 {
            connection.send(integer("SELECT \(number)")) { outcome in
                answers.append((try? outcome.get()) ?? -1)
                if answers.count == 3 { loop.stop() }
            }
        }
        try loop.run()
        #expect(answers == [1, 2, 3])
        var turns = 0
        loop.beforeSleep { turns += 1 }
        loop.schedule(after: .milliseconds(300)) { loop.stop() }
        try loop.run()
        #expect(turns == 1)
        _ = try Connection(cluster.settings()).run(text("SELECT pg_notify('watched', 'news')::text"))
        loop.schedule(after: .seconds(120)) { loop.stop() }
        connection.onNotification = { _ in loop.stop() }
        try loop.run()
        #expect(connection.phase == .ready)
        withExtendedLifetime(watch) {}
    }

    @Test("After a lost connection the same object connects again, listens again, and answers")
    func reconnecting() throws {
        let cluster = try TestCluster.shared()
        let loop = try EventLoop()
        let connection = Connection(cluster.settings())
        let watch = ConnectionDriver(connection, on: loop)
        connection.listen(to: "again")
        connection.open()
        var losses = 0
        connection.onPhase = { phase in
            switch phase {
            case .failed:
                losses += 1
                loop.schedule(after: .milliseconds(20)) { connection.open() }
            case .ready: loop.stop()
            case .closed, .connecting, .verifying: break
            }
        }
        try loop.run()
        let process = try #require(connection.processID)
        _ = try Connection(cluster.settings()).run(text("SELECT pg_terminate_backend(\(process))::text"))
        loop.schedule(after: .seconds(120)) { loop.stop() }
        try loop.run()
        #expect(losses == 1)
        #expect(connection.phase == .ready)
        #expect(connection.processID != process)
        var heard: [String] = []
        connection.onNotification = {
            heard.append($0.payload)
            loop.stop()
        }
        connection.send(integer("SELECT 1")) { _ in
            connection.send(text("SELECT pg_notify('again', 'back')::text")) { _ in }
        }
        try loop.run()
        #expect(heard == ["back"])
        withExtendedLifetime(watch) {}
    }

    @Test("A watch that is let go leaves the loop")
    func release() throws {
        let loop = try EventLoop()
        let connection = Connection(try TestCluster.shared().settings())
        var watch: ConnectionDriver? = ConnectionDriver(connection, on: loop)
        try connection.connect()
        let ticket = connection.send(text("SELECT pg_sleep(0.05)::text")) { _ in }
        watch = nil
        #expect(watch == nil)
        try loop.runOnce(limit: .milliseconds(200))
        #expect(connection.pendingCount == 1)
        connection.cancel(ticket)
    }

    @Test("Megabytes both ways at once don't lock up")
    func bothWays() throws {
        let connection = Connection(try TestCluster.shared().settings())
        try connection.connect()
        let large = String(repeating: "é", count: 1_000_000)
        var echoes = 0
        for _ in 0..<12 {
            connection.send(text("SELECT $1", [Parameter(large)])) { outcome in
                if (try? outcome.get()) == large { echoes += 1 }
            }
        }
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(echoes == 12)
    }
}
