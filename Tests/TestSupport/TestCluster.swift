import Demo
import Glibc
import Postgres
import Synchronization

/// A private PostgreSQL cluster for one test run, removed with its process.
package final class TestCluster: Sendable {
    /// The folder of its socket.
    package let folder: String
    /// The port of the socket and of 127.0.0.1.
    package var port: Int { servingPort.load(ordering: .relaxed) }
    /// The ports of the server and, if there is one, of its standby.
    private let ports: [Int]
    private let servingPort: Atomic<Int>
    private let keeper: ChildShell
    private let counter = Atomic<Int>(0)

    /// The search for the run's server programs.
    package static let search = ServerSearch(
        environment: getenv(ServerSearch.variable).map { [ServerSearch.variable: String(cString: $0)] } ?? [:]
    )

    /// The environment that makes a program use the same server programs.
    package static var environment: [String: String] {
        search.chosen.map(environment(choosing:)) ?? [:]
    }

    /// The environment that makes a program use a folder's server programs.
    package static func environment(choosing folder: String) -> [String: String] {
        [ServerSearch.variable: folder]
    }

    /// The run's cluster, started on first use.
    package static func shared() throws -> TestCluster {
        try running.get()
    }

    private static let running = Result { try TestCluster() }

    /// Starts a cluster, which ends with the process at the latest; with a streaming standby if wanted, which has all that the
    /// server has confirmed.
    package init(withStandby: Bool = false) throws {
        ports = try (withStandby ? 1...2 : 1...1).map { _ in try Self.freePort() }
        servingPort = Atomic(ports[0])
        let child = try ChildShell(
            ClusterScript.text,
            arguments: [try Self.search.newest().folder] + ports.map { String($0) }
        )
        let answer = child.firstLine()
        guard answer.hasPrefix("ready ") else { throw TestSupportError("no server: \(answer)\(child.rest())") }
        folder = String(answer.dropFirst("ready ".count))
        keeper = child
    }

    /// Stops the server and removes its folder. Only for clusters of a test's own; the shared one ends by itself.
    package func stop() {
        close(keeper.descriptor)
    }

    /// Shuts the server down, disconnecting its clients, and waits for it. Only for clusters of a test's own.
    package func stopServer() throws { try tell("stop") }

    /// Restarts a stopped server with its data, and waits until it accepts connections.
    package func startServer() throws { try tell("start") }

    /// Kills the server as a crash does. Only for clusters with a standby.
    package func loseServer() throws { try tell("lose") }

    /// Has the standby take over, and waits for it; from here on the cluster is that one.
    package func promoteStandby() throws {
        try tell("promote")
        servingPort.store(ports[1], ordering: .relaxed)
    }

    private func tell(_ command: String) throws {
        let line = Array("\(command)\n".utf8)
        guard write(keeper.descriptor, line, line.count) == line.count, keeper.firstLine() == "done \(command)" else {
            throw TestSupportError("the server's keeper couldn't \(command) it")
        }
    }

    /// The settings to connect as a login to a database.
    package func settings(login: String = "postgres", database: String = "postgres") -> ConnectionSettings {
        ConnectionSettings(nil, overrides: words(login: login, database: database))
    }

    /// The same as a URI, for child processes.
    package func uri(login: String, database: String) -> String {
        let host = folder.replacing("/", with: "%2F")
        return "postgresql://\(login)@\(host):\(port)/\(database)"
    }

    /// A URI that names the server and its standby and wants whichever takes writes.
    package func failoverURI(login: String, database: String) -> String {
        let host = folder.replacing("/", with: "%2F")
        let hosts = ports.map { "\(host):\($0)" }.joined(separator: ",")
        return "postgresql://\(login)@\(hosts)/\(database)?target_session_attrs=read-write"
    }

    private func words(login: String, database: String) -> [String: String] {
        ["host": folder, "port": String(port), "user": login, "dbname": database, "passfile": "\(folder)/none"]
    }

    /// A number unique in this run, for cluster-wide names.
    package func nextNumber() -> Int {
        counter.add(1, ordering: .relaxed).newValue
    }

    /// A TCP port that is currently free.
    private static func freePort() throws -> Int {
        let listener = try LoopbackListener()
        close(listener.descriptor)
        return listener.port
    }
}

/// A missing prerequisite of the tests.
package struct TestSupportError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
