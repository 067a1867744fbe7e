import CLibPQ
import Glibc

/// A libpq connection: the calls that this room needs, in its own terms. Closed when the last reference goes.
///
/// One thread at a time: the one that connects hands it over and never looks back.
final class PQConnection: @unchecked Sendable {
    let connection: OpaquePointer
    private let notices = NoticeBuffer()
    /// About how many bytes have arrived without making a result or a notification whole; libpq keeps them.
    private(set) var backlog = 0

    init(_ connection: OpaquePointer) {
        self.connection = connection
        // libpq's own receiver writes to the terminal.
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

    /// The transaction that the session is in has failed or is open.
    var isInTransaction: Bool {
        let status = PQtransactionStatus(connection)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    /// Takes what has arrived. False where the connection is lost.
    func consumeInput() -> Bool {
        var waiting: Int32 = 0
        if ioctl(descriptor, UInt(FIONREAD), &waiting) == 0 { backlog += Int(waiting) }
        return PQconsumeInput(connection) == 1
    }

    /// What libpq says about the connection itself.
    var errorMessage: String { PQerrorMessage(connection).map { String(cString: $0) } ?? "" }

    /// Sends what is waiting. Nil where the connection is lost, otherwise whether something is left.
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

    /// Has the rows of the statement whose results come next given out one by one, instead of gathered without a limit.
    /// Harmless where they are already, or where that statement gives none.
    func enableSingleRowMode() { PQsetSingleRowMode(connection) }

    func setNonBlocking() -> Bool { PQsetnonblocking(connection, 1) == 0 }
    func enterPipeline() -> Bool { PQenterPipelineMode(connection) == 1 }
    func leavePipeline() -> Bool { PQexitPipelineMode(connection) == 1 }
    func sync() -> Bool { PQpipelineSync(connection) == 1 }

    /// The notices since the last time, the FATAL goodbye of a server that stops among them.
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

/// What the server mentions until somebody asks. A server that mentions things without end isn't listened to: the latest
/// counts, because a goodbye comes last.
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

/// What another session said with NOTIFY. Anyone may say anything: a hint to look, not a fact.
package struct Notification: Sendable, Hashable {
    package let channel: String
    package let payload: String
    /// The server process of the session that notified.
    package let processID: Int32
}
