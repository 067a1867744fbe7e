import Loop

/// One connection attempt on its own thread: libpq blocks while it resolves names, tries hosts and talks to Kerberos or
/// LDAP.
final class ConnectAttempt: Sendable {
    private let outcome = Locked<Result<PQConnection, PostgresError>?>(nil)
    private let pipe: WakePipe

    /// Becomes readable when the attempt ends.
    var descriptor: Int32 { pipe.descriptor }

    /// Starts the attempt. Throws if the settings can't be read or no thread can be created. An abandoned attempt ends
    /// by itself and closes its connection.
    static func start(_ settings: ConnectionSettings, until deadline: MonotonicTime) throws(PostgresError)
        -> ConnectAttempt
    {
        let login = try LoginAttempt(settings)
        do throws(LoopError) {
            let dialing = ConnectAttempt(pipe: try WakePipe())
            try DetachedThread.start {
                let outcome = login.connect(until: deadline)
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

    /// Returns the result once; nil while the attempt is running.
    func takeResult() -> Result<PQConnection, PostgresError>? {
        pipe.drain()
        return outcome.withLock { outcome in
            defer { outcome = nil }
            return outcome
        }
    }
}
