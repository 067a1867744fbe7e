import CLibPQ
import Glibc
import Loop

extension PQConnection {
    /// What became known of a server while connecting to it.
    struct ConnectProgress {
        /// It answered in some way.
        var hasAnswered = false
        /// The connection went on in TLS.
        var hasTLS = false
    }

    /// Begins to connect; nil where libpq has no memory.
    static func start(_ keywords: LoginAttempt.Keywords) -> PQConnection? {
        withKeywords(keywords) { names, values in
            PQconnectStartParams(names, values, 1).map { connection in
                PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
                return PQConnection(connection)
            }
        }
    }

    /// Connects and waits for it: only libpq's own blocking way leaves a silent host for the next one in time.
    static func connectWaiting(_ keywords: LoginAttempt.Keywords) -> Result<PQConnection, PostgresError> {
        withKeywords(keywords) { names, values in
            PQconnectdbParams(names, values, 1).map { PQConnection($0).asConnected() } ?? .failure(outOfMemory)
        }
    }

    /// libpq has no memory, or the system no descriptors.
    static var outOfMemory: PostgresError { PostgresError(.unreachable, message: "out of memory") }

    /// Connects on; `course` says what became known on the way. With `filtered`, nothing that asks for the password itself
    /// gets to libpq.
    func finishConnecting(
        until deadline: MonotonicTime,
        filtered: Bool = false,
        _ course: inout ConnectProgress
    ) -> Result<PQConnection, PostgresError> {
        var next = PGRES_POLLING_WRITING
        var relay: HandshakeRelay?
        while isUnfinished, next == PGRES_POLLING_READING || next == PGRES_POLLING_WRITING {
            let interest: Readiness = next == PGRES_POLLING_READING ? .read : .write
            if let old = relay, !old.isInstalled(on: descriptor) { relay = nil }
            if filtered, relay == nil, hasReachedServer {
                relay = HandshakeRelay(over: descriptor)
                guard relay != nil else { return .failure(Self.outOfMemory) }
            }
            guard wait(for: interest, relay, until: deadline) else {
                return .failure(relay?.hasRefused == true ? PostgresError(.passwordWithheld) : Self.connectTimedOut)
            }
            next = PQconnectPoll(connection)
            course.update(from: connection)
        }
        if isOpen, let relay, !relay.restoreSocket() { return .failure(Self.outOfMemory) }
        return asConnected()
    }

    /// Whether libpq has a password that it would give to a server that asks.
    var hasPassword: Bool { PQpass(connection).map { $0.pointee != 0 } ?? false }

    private func wait(for interest: Readiness, _ relay: HandshakeRelay?, until deadline: MonotonicTime) -> Bool {
        relay?.wait(for: interest, until: deadline)
            ?? !Readiness.wait(for: interest, on: descriptor, until: deadline).isEmpty
    }

    private static var connectTimedOut: PostgresError {
        PostgresError(.unreachable, message: "no answer within the time for connecting")
    }

    private var isUnfinished: Bool {
        let status = PQstatus(connection)
        return status != CONNECTION_OK && status != CONNECTION_BAD
    }

    /// Whether the socket is connected, and libpq has sent nothing by it.
    private var hasReachedServer: Bool {
        let status = PQstatus(connection)
        guard status == CONNECTION_STARTED || status == CONNECTION_MADE else { return false }
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &length) == 0 }
        }
    }

    /// The connection, ready for requests, or why there is none.
    private func asConnected() -> Result<PQConnection, PostgresError> {
        guard isOpen else { return .failure(connectFailure) }
        PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
        guard setNonBlocking(), enterPipeline() else {
            return .failure(PostgresError(.other, message: "libpq refused the pipeline"))
        }
        return .success(self)
    }

    private var connectFailure: PostgresError {
        let failure = ConnectMessage(errorMessage)
        if PQconnectionNeedsPassword(connection) != 0 {
            return PostgresError(.passwordRequired, message: "a password is needed", state: "28P01")
        }
        return PostgresError(failure.kind, message: failure.reason, state: failure.state)
    }

    /// libpq's two lists, each ended by NULL.
    private static func withKeywords<Value>(
        _ keywords: LoginAttempt.Keywords,
        _ body: ([UnsafePointer<CChar>?], [UnsafePointer<CChar>?]) -> Value
    ) -> Value {
        let names = keywords.map { strdup($0.0) }
        let values = keywords.map { strdup($0.1) }
        defer { (names + values).forEach { free($0) } }
        return body(names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil])
    }
}

extension PQConnection.ConnectProgress {
    fileprivate mutating func update(from connection: OpaquePointer) {
        if PQsslInUse(connection) != 0 { hasTLS = true }
        let status = PQstatus(connection)
        if status == CONNECTION_SSL_STARTUP || status == CONNECTION_AWAITING_RESPONSE { hasAnswered = true }
    }
}
