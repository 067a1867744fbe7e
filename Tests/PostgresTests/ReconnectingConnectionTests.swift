import Glibc
import Loop
import TestSupport
import Testing

@testable import Postgres

@Suite("A connection that reconnects")
struct ReconnectingConnectionTests {
    private final class Report {
        var statuses: [ReconnectingConnection.Status] = []
        var attempts = 0
        var ups = 0
    }

    private let report = Report()

    private func line(_ settings: ConnectionSettings, on loop: EventLoop) -> ReconnectingConnection {
        let line = ReconnectingConnection(settings, on: loop)
        line.onStatus = { [report] in report.statuses.append($0) }
        line.onConnecting = { [report] in report.attempts += 1 }
        line.onConnected = { [report] in report.ups += 1 }
        return line
    }

    private func turn(_ loop: EventLoop, until isDone: () -> Bool) throws {
        let limit = MonotonicTime.now() + .seconds(60)
        while !isDone() {
            try #require(MonotonicTime.now() < limit)
            try loop.runOnce(limit: .milliseconds(50))
        }
    }

    @Test("A server that accepts and then drops is no server: the pauses go on growing")
    func dropping() throws {
        let loop = try EventLoop()
        let server = try DroppingServer()
        let line = line(server.settings, on: loop)
        for failures in 1...3 {
            line.open()
            try turn(loop) { line.failures >= failures }
        }
        line.close()
        #expect(line.failures >= 3)
        #expect(report.ups == 0)
        #expect(!report.statuses.contains(.live))
    }

    @Test("Each connection is taken up once, also the one after a lost one")
    func once() throws {
        let server = try TestCluster.shared()
        let loop = try EventLoop()
        let line = line(server.settings(), on: loop)
        line.open()
        try turn(loop) { report.statuses.contains(.live) }
        #expect((report.attempts, report.ups) == (1, 1))
        let process = try #require(line.connection.processID)
        let other = Connection(server.settings())
        try other.connect()
        try other.run(script: "SELECT pg_terminate_backend(\(process))", name: "terminate")
        other.close()
        try turn(loop) { report.statuses.count { $0 == .live } == 2 }
        #expect((report.attempts, report.ups) == (2, 2))
        #expect(line.failures == 0)
        line.close()
    }
}

/// A server that greets as PostgreSQL does and then hangs up, on a socket of its own.
private final class DroppingServer {
    private let folder: TemporaryFolder
    private let listener: Int32

    init() throws {
        folder = try TemporaryFolder()
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.listener = listener
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: "\(folder.path)/.s.PGSQL.5432".utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 && listen(listener, 8) == 0
            }
        }
        guard bound else { throw TestSupportError("no socket") }
        try DetachedThread.start { Self.serve(listener) }
    }

    /// Wakes the thread, which then ends.
    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var settings: ConnectionSettings {
        ConnectionSettings(nil, overrides: ["host": folder.path, "port": "5432", "user": "x", "dbname": "x"])
    }

    private static func serve(_ listener: Int32) {
        // AuthenticationOk and ReadyForQuery, by the protocol 3.0.
        let greeting: [UInt8] = [0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5A, 0, 0, 0, 5, 0x49]
        var startup = [UInt8](repeating: 0, count: 1024)
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            _ = read(client, &startup, startup.count)
            _ = send(client, greeting, greeting.count, Int32(MSG_NOSIGNAL))
            close(client)
        }
        close(listener)
    }
}
