/// A console's session in the demo; keeps the server up while it lasts.
package final class DemoSession {
    private var lock: FileLock?
    private let cluster: DemoCluster

    init(attendance: FileLock, cluster: DemoCluster) {
        self.lock = attendance
        self.cluster = cluster
    }

    /// What happened to the server when a console left.
    package enum Ending: Equatable, Sendable {
        /// This was the last console; the server is down.
        case stopped
        /// Other consoles are open.
        case othersRemain
        /// The server is kept running without a console.
        case kept
    }

    /// Ends the session; the last one stops the server. Further calls do nothing.
    @discardableResult
    package func leave() throws(DemoError) -> Ending {
        lock = nil
        return try cluster.stopIfEmpty()
    }
}
