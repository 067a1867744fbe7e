import CLibPQ
import Glibc
import Loop

extension PQConnection {
    /// What a connection attempt has learned about the server.
    struct ConnectProgress {
        /// The server answered in some form.
        var hasAnswered = false
        /// The connection uses TLS.
        var hasTLS = false
    }

    /// Starts a non-blocking connect; nil if libpq has no memory.
    static func start(_ keywords: LoginAttempt.Keywords) -> PQConnection? {
        withKeywords(keywords) { names, values in
            PQconnectStartParams(names, values, 1).map { connection in
                PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
                return PQConnection(connection)
            }
        }
    }

    /// Connects and blocks: only libpq's own blocking connect moves on from a silent host in time.
    static func connectWaiting(_ keywords: LoginAttempt.Keywords) -> Result<PQConnection, PostgresError> {
        withKeywords(keywords) { names, values in
            PQconnectdbParams(names, values, 1).map { PQConnection($0).asConnected() } ?? .failure(outOfMemory)
        }
    }

    /// libpq has no memory, or the system no descriptors.
    static var outOfMemory: PostgresError { PostgresError(.unreachable, message: "out of memory") }

    /// Finishes connecting and records progress in `course`. With `filtered`, requests for the password itself don't
    /// reach libpq.
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

    /// Whether libpq has a password that it would send on request.
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

    /// Whether the socket is connected and libpq has sent nothing yet.
    private var hasReachedServer: Bool {
        let status = PQstatus(connection)
        guard status == CONNECTION_STARTED || status == CONNECTION_MADE else { return false }
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &length) == 0 }
        }
    }

    /// Returns the connection ready for requests, or the failure.
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

    /// Passes libpq's two NULL-terminated lists.
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
