import Loop

/// One attempt to connect, on a thread of its own: libpq resolves names, tries one host after the other, and talks to
/// Kerberos or LDAP without regard for anybody's screen.
final class ConnectAttempt: Sendable {
    private let outcome = Locked<Result<PQConnection, PostgresError>?>(nil)
    private let pipe: WakePipe

    /// Becomes readable when the attempt has ended.
    var descriptor: Int32 { pipe.descriptor }

    /// Starts the attempt. Throws where the settings can't be read or the system gives no thread. An attempt that
    /// nobody waits for any more ends by itself, and so does its connection.
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

    /// The end of the attempt, once; nil while it lasts.
    func takeResult() -> Result<PQConnection, PostgresError>? {
        pipe.drain()
        return outcome.withLock { outcome in
            defer { outcome = nil }
            return outcome
        }
    }
}
