import Glibc
import Loop
import Postgres
import Synchronization
import TestSupport

@testable import Demo

/// A demo in a folder of its own, stopped and removed at the end.
final class DemoFolder: Sendable {
    let place: DemoPaths
    let cluster: DemoCluster
    private let base: String
    private let reports: Reports

    /// The progress reports, in order.
    final class Reports: Sendable {
        private let lines = Mutex<[LoadProgress]>([])

        var all: [LoadProgress] { lines.withLock { $0 } }

        func add(_ report: LoadProgress) { lines.withLock { $0.append(report) } }
    }

    init(search: ServerSearch = TestCluster.search) throws {
        var template = Array("/tmp/riad-demo-test.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw DemoError.file(path: "/tmp", reason: systemError()) }
        base = String(cString: made)
        // If the tests run as root, the server's unprivileged user must be able to enter.
        chmod(base, 0o711)
        place = DemoPaths(environment: ["XDG_DATA_HOME": base], userID: geteuid())
        let reports = Reports()
        self.reports = reports
        cluster = try DemoCluster(place: place, search: search, report: reports.add)
    }

    deinit {
        try? cluster.reset()
        try? Folder.remove(base)
    }

    var told: [LoadProgress] { reports.all }

    /// A request for a small company.
    func request(_ conversations: Int? = 40, keepsServer: Bool = false, program: String? = nil) -> DemoRequest {
        DemoRequest(
            conversations: conversations,
            seed: 7,
            now: 1_795_516_500,
            keepsServer: keepsServer,
            program: program
        )
    }

    /// The result of a counting query, as a login.
    func count(_ sql: String, as login: String = "agent") throws -> Int64 {
        let connection = place.connection(database: DemoDatabase.name, login: login)
        defer { connection.close() }
        return try connection.run(
            Request(reading: Statement(name: "test", text: sql)) { rows throws(DecodingError) in
                try rows.single()[0]
            }
        )
    }

    /// Runs a script as the owner.
    func run(_ script: String) throws {
        let connection = place.connection(database: DemoDatabase.name)
        defer { connection.close() }
        try connection.run(script: script, name: "test")
    }
}

/// Runs blocking work on a thread of its own, so that other tests proceed.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        do {
            try DetachedThread.start { continuation.resume(with: Result(catching: body)) }
        } catch {
            continuation.resume(throwing: error)
        }
    }
}

/// Polls a condition for at most two minutes; returns whether it became true.
func eventually(_ condition: () -> Bool) -> Bool {
    let limit = MonotonicTime.now() + .seconds(120)
    while !condition() {
        guard MonotonicTime.now() < limit else { return false }
        usleep(50_000)
    }
    return true
}
