import Glibc
import Loop
import Postgres
import TestSupport
import Testing

@Suite("What can go wrong")
struct FailureTests {
    @Test("A session that an administrator ends is a lost connection, and a reconnect works")
    func terminated() throws {
        let cluster = try TestCluster.shared()
        let connection = Connection(cluster.settings())
        try connection.connect()
        let process = try #require(connection.processID)
        _ = try Connection(cluster.settings()).run(text("SELECT pg_terminate_backend(\(process))::text"))
        #expect(kind { _ = try connection.run(text("SELECT 'x' FROM pg_sleep(5)")) } == .connectionLost)
        guard case .failed(let failure) = connection.phase else {
            Issue.record("not failed but \(connection.phase)")
            return
        }
        #expect(failure.kind == .connectionLost)
        try connection.connect()
        #expect(connection.processID != process)
    }

    @Test("An idle connection notices its end, with the server's reason, and nobody has to ask")
    func terminatedIdle() throws {
        let cluster = try TestCluster.shared()
        let connection = Connection(cluster.settings())
        try connection.connect()
        let process = try #require(connection.processID)
        _ = try Connection(cluster.settings()).run(text("SELECT pg_terminate_backend(\(process))::text"))
        while connection.phase == .ready { connection.waitAndAdvance(limit: .now() + .seconds(10)) }
        guard case .failed(let failure) = connection.phase else { return }
        #expect(failure.state == "57P01")
        #expect(failure.message == "terminating connection due to administrator command")
    }

    @Test("All requests in flight fail when the connection is lost, and say that their outcome is unknown")
    func pendingAtTheEnd() throws {
        let cluster = try TestCluster.shared()
        let connection = Connection(cluster.settings())
        try connection.connect()
        let process = try #require(connection.processID)
        var failures: [PostgresError] = []
        for _ in 0..<3 {
            connection.send(text("SELECT pg_sleep(14)::text")) { outcome in
                if case .failure(let failure) = outcome { failures.append(failure) }
            }
        }
        _ = try Connection(cluster.settings()).run(text("SELECT pg_terminate_backend(\(process))::text"))
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(failures.map(\.kind) == [.connectionLost, .connectionLost, .connectionLost])
        #expect(failures.dropFirst().map(\.isOutcomeUnknown) == [true, true])
    }

    @Test("A server that has stopped answering counts as gone once its time is up")
    func silent() throws {
        var settings = try TestCluster.shared().settings()
        settings.statementTimeout = .milliseconds(100)
        settings.responseGracePeriod = .milliseconds(150)
        let connection = Connection(settings)
        try connection.connect()
        let process = try #require(connection.processID)
        kill(process, SIGSTOP)
        defer { kill(process, SIGCONT) }
        let start = MonotonicTime.now()
        #expect(kind { _ = try connection.run(text("SELECT 'x'")) } == .connectionLost)
        #expect(MonotonicTime.now() - start >= .milliseconds(250))
    }

    @Test("A server that goes away altogether is lost first and unreachable then")
    func stopped() throws {
        let cluster = try TestCluster()
        let connection = Connection(cluster.settings())
        try connection.connect()
        cluster.stop()
        while connection.phase == .ready { connection.waitAndAdvance(limit: .now() + .seconds(20)) }
        var kinds: [PostgresError.Kind?] = []
        // While it shuts down it still answers, to say so.
        repeat {
            kinds.append(kind { try connection.connect() })
        } while kinds.last == .serverNotReady && kinds.count < 1000
        #expect(kinds.last == .unreachable)
    }

    @Test("Nobody at the port: unreachable, with the place but no password")
    func nobody() throws {
        let target = "postgresql://someone:s3cret@127.0.0.1:1/nowhere"
        let connection = Connection(ConnectionSettings(target))
        do throws(PostgresError) {
            try connection.connect()
            Issue.record("connected to nobody")
        } catch {
            #expect(error.kind == .unreachable)
            #expect(error.description.contains("127.0.0.1"))
            #expect(!error.description.contains("s3cret"))
        }
    }

    @Test("A connection string that can't be read is refused without being quoted")
    func unreadable() throws {
        let connection = Connection(ConnectionSettings("host=localhost password=s3cret oops"))
        do throws(PostgresError) {
            try connection.connect()
            Issue.record("connected to nonsense")
        } catch {
            #expect(error.kind == .loginRefused)
            #expect(!error.description.contains("s3cret"))
            #expect(!"\(connection.settings)".contains("s3cret"))
            #expect(!String(reflecting: connection.settings).contains("s3cret"))
        }
    }

    @Test("Whoever answers nothing doesn't hold the loop up, and the attempt ends in time")
    func silentListener() throws {
        let listener = try SilentListener()
        var settings = ConnectionSettings("postgresql://someone@127.0.0.1:\(listener.port)/nowhere")
        settings.connectTimeout = .milliseconds(400)
        let connection = Connection(settings)
        let loop = try EventLoop()
        let watch = ConnectionDriver(connection, on: loop)
        var ticks = 0
        func tick() {
            ticks += 1
            loop.schedule(after: .milliseconds(10)) { tick() }
        }
        tick()
        connection.onPhase = { if case .failed = $0 { loop.stop() } }
        connection.open()
        try loop.run()
        withExtendedLifetime(watch) {}
        guard case .failed(let failure) = connection.phase else { return }
        #expect(failure.kind == .unreachable)
        #expect(ticks > 10)
    }

    @Test("Of several hosts the first silent one is left for the next")
    func severalHosts() throws {
        let cluster = try TestCluster.shared()
        let listener = try SilentListener()
        let target = "host=127.0.0.1,127.0.0.1 port=\(listener.port),\(cluster.port) user=postgres dbname=postgres"
        let connection = Connection(ConnectionSettings(target + " connect_timeout=2"))
        #expect(try connection.run(integer("SELECT 1")) == 1)
    }

    @Test("The pauses before reconnecting grow to a limit, and jitter takes up to a half off")
    func pauses() {
        let policy = ReconnectPolicy(first: .milliseconds(100), longest: .seconds(1))
        let pauses = (0...5).map { policy.delay(afterFailures: $0, jitter: 0) }
        #expect(
            pauses == [.milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800)] + [
                .seconds(1), .seconds(1),
            ]
        )
        #expect(policy.delay(afterFailures: 1_000_000, jitter: 0) == .seconds(1))
        #expect(policy.delay(afterFailures: 3, jitter: 1) == .milliseconds(400))
    }
}

/// Takes connections and says nothing.
private final class SilentListener {
    let port: Int
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let listens = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(listens)
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit {
        close(descriptor)
    }
}
