/// One console's stay in the demo: while it lasts, the server stays up.
package final class DemoSession {
    private var lock: FileLock?
    private let cluster: DemoCluster

    init(attendance: FileLock, cluster: DemoCluster) {
        self.lock = attendance
        self.cluster = cluster
    }

    /// What became of the server when a console left.
    package enum Ending: Equatable, Sendable {
        /// This was the last console; the server is down.
        case stopped
        /// Other consoles go on.
        case othersRemain
        /// The server was asked to stay up without a console.
        case kept
    }

    /// Ends the stay; the last to leave stops the server. A second call does nothing.
    @discardableResult
    package func leave() throws(DemoError) -> Ending {
        lock = nil
        return try cluster.stopIfEmpty()
    }
}
