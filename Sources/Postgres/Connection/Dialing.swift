import CLibPQ
import Glibc
import Loop

/// One attempt to connect, on a thread of its own: libpq resolves names, tries one host after the other, and talks to
/// Kerberos or LDAP without regard for anybody's screen.
final class Dialing: Sendable {
    private let outcome = Guarded<Result<Wire, PostgresError>?>(nil)
    private let pipe: WakePipe

    /// Becomes readable when the attempt has ended.
    var descriptor: Int32 { pipe.descriptor }

    /// Starts the attempt. Throws where the settings can't be read or the system gives no thread. An attempt that
    /// nobody waits for any more ends by itself, and so does its connection.
    static func start(_ settings: ConnectionSettings, until deadline: Moment) throws(PostgresError) -> Dialing {
        let keywords = try settings.keywords()
        do throws(LoopError) {
            let dialing = Dialing(pipe: try WakePipe())
            try DetachedThread.start {
                let outcome = dial(keywords, until: deadline)
                dialing.outcome.withLock { $0 = outcome }
                dialing.pipe.wake()
            }
            return dialing
        } catch {
            throw PostgresError(.unreachable, message: error.description)
        }
    }

    private init(pipe: WakePipe) {
        self.pipe = pipe
    }

    /// The end of the attempt, once; nil while it lasts.
    func takeOutcome() -> Result<Wire, PostgresError>? {
        pipe.drain()
        return outcome.withLock { outcome in
            defer { outcome = nil }
            return outcome
        }
    }

    private static func dial(_ keywords: [(String, String)], until deadline: Moment) -> Result<Wire, PostgresError> {
        withKeywords(keywords) { names, values in
            guard let connection = PQconnectStartParams(names, values, 1) else {
                return .failure(PostgresError(.unreachable, message: "out of memory"))
            }
            let wire = Wire(connection)
            // Only libpq's own blocking way leaves a silent host for the next one in time.
            guard !wire.hasSeveralHosts else {
                return PQconnectdbParams(names, values, 1).map { Wire($0).asConnected() }
                    ?? .failure(PostgresError(.unreachable, message: "out of memory"))
            }
            PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
            return wire.finishConnecting(until: deadline)
        }
    }

    /// libpq's two lists, each ended by NULL.
    private static func withKeywords<Value>(
        _ keywords: [(String, String)],
        _ body: ([UnsafePointer<CChar>?], [UnsafePointer<CChar>?]) -> Value
    ) -> Value {
        let names = keywords.map { strdup($0.0) }
        let values = keywords.map { strdup($0.1) }
        defer { (names + values).forEach { free($0) } }
        return body(names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil])
    }
}

extension Wire {
    fileprivate var hasSeveralHosts: Bool {
        guard let options = PQconninfo(connection) else { return false }
        defer { PQconninfoFree(options) }
        var option = options
        while let keyword = option.pointee.keyword {
            let isHost = ["host", "hostaddr"].contains(String(cString: keyword))
            if isHost, let value = option.pointee.val, String(cString: value).contains(",") { return true }
            option += 1
        }
        return false
    }

    fileprivate func finishConnecting(until deadline: Moment) -> Result<Wire, PostgresError> {
        var next = PGRES_POLLING_WRITING
        while isUnfinished, next == PGRES_POLLING_READING || next == PGRES_POLLING_WRITING {
            let interest: Readiness = next == PGRES_POLLING_READING ? .read : .write
            guard !Readiness.wait(for: interest, on: descriptor, until: deadline).isEmpty else {
                return .failure(PostgresError(.unreachable, message: "no answer within the time for connecting"))
            }
            next = PQconnectPoll(connection)
        }
        return asConnected()
    }

    private var isUnfinished: Bool {
        let status = PQstatus(connection)
        return status != CONNECTION_OK && status != CONNECTION_BAD
    }

    fileprivate func asConnected() -> Result<Wire, PostgresError> {
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
            return PostgresError(.passwordNeeded, message: "a password is needed", state: "28P01")
        }
        return PostgresError(failure.kind, message: failure.reason, state: failure.state)
    }
}
