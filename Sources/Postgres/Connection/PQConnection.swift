import CLibPQ
import Glibc

/// A libpq connection: the calls this module needs, with its own types. Closed with the last reference.
///
/// Used by one thread at a time: the connecting thread hands it over and keeps no reference.
final class PQConnection: @unchecked Sendable {
    let connection: OpaquePointer
    private let notices = NoticeBuffer()
    /// The approximate number of received bytes that libpq buffers without a complete result or notification.
    private(set) var backlog = 0

    init(_ connection: OpaquePointer) {
        self.connection = connection
        // libpq's default receiver writes to the terminal.
        PQsetNoticeReceiver(connection, receiveNotice, Unmanaged.passUnretained(notices).toOpaque())
    }

    deinit {
        PQfinish(connection)
    }

    var isOpen: Bool { PQstatus(connection) == CONNECTION_OK }
    var descriptor: Int32 { PQsocket(connection) }
    var processID: Int32 { PQbackendPID(connection) }
    var serverVersion: Int { Int(PQserverVersion(connection)) }
    var login: String { PQuser(connection).map { String(cString: $0) } ?? "" }
    var isBusy: Bool { PQisBusy(connection) != 0 }

    /// Reads available input. Returns false if the connection is lost.
    func consumeInput() -> Bool {
        var waiting: Int32 = 0
        if ioctl(descriptor, UInt(FIONREAD), &waiting) == 0 { backlog += Int(waiting) }
        return PQconsumeInput(connection) == 1
    }

    /// libpq's message about the connection itself.
    var errorMessage: String { PQerrorMessage(connection).map { String(cString: $0) } ?? "" }

    /// Flushes pending output. Returns nil if the connection is lost, otherwise whether output remains.
    func flush() -> Bool? {
        let left = PQflush(connection)
        return left < 0 ? nil : left == 1
    }

    /// The next result; nil at the end of a statement's results.
    func nextResult(after rows: RowStore? = nil) -> QueryResult? {
        guard let result = PQgetResult(connection) else { return nil }
        backlog = 0
        return QueryResult(result, after: rows)
    }

    /// Makes the next statement return its rows one by one instead of collecting them without limit. Harmless if
    /// already active or if the statement returns no rows.
    func enableSingleRowMode() { PQsetSingleRowMode(connection) }

    func setNonBlocking() -> Bool { PQsetnonblocking(connection, 1) == 0 }
    func enterPipeline() -> Bool { PQenterPipelineMode(connection) == 1 }
    func leavePipeline() -> Bool { PQexitPipelineMode(connection) == 1 }
    func sync() -> Bool { PQpipelineSync(connection) == 1 }

    /// Returns the notices since the last call, including the FATAL message of a stopping server.
    func drainNotices() -> [ServerReport] {
        notices.takeAll()
    }

    func nextNotification() -> Notification? {
        guard let pointer = PQnotifies(connection) else { return nil }
        defer { PQfreemem(pointer) }
        backlog = 0
        return Notification(
            channel: String(cString: pointer.pointee.relname),
            payload: String(cString: pointer.pointee.extra),
            processID: pointer.pointee.be_pid
        )
    }
}

/// Buffers the server's notices. Bounded against a flood: when full, a notice replaces the one before, so that a final
/// FATAL message is kept.
private final class NoticeBuffer {
    private static let maxCount = 1_000
    private static let maxLength = 8_192
    private var reports: [ServerReport] = []

    func add(_ report: ServerReport) {
        if reports.count == Self.maxCount { reports.removeLast() }
        reports.append(report.shortened(to: Self.maxLength))
    }

    func takeAll() -> [ServerReport] {
        defer { reports = [] }
        return reports
    }
}

private func receiveNotice(_ box: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
    guard let box, let result else { return }
    Unmanaged<NoticeBuffer>.fromOpaque(box).takeUnretainedValue().add(ServerReport(result))
}

/// A NOTIFY of another session. Any session can send one: treat it as a hint, not a fact.
package struct Notification: Sendable, Hashable {
    package let channel: String
    package let payload: String
    /// The process ID of the notifying session's backend.
    package let processID: Int32
}
