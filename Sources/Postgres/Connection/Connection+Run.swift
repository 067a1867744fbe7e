import Loop

/// Blocking calls for callers without a loop.
extension Connection {
    /// Connects and waits. Does nothing if the connection is ready. Throws if connecting fails.
    package func connect() throws(PostgresError) {
        open()
        while true {
            switch phase {
            case .ready: return
            case .failed(let failure): throw failure
            case .closed: throw PostgresError(.notConnected)
            case .connecting, .verifying: waitAndAdvance()
            }
        }
    }

    /// Sends a request and waits for its response, connecting first if necessary. Throws what the database refuses.
    package func run<Answer>(_ request: Request<Answer>) throws(PostgresError) -> Answer {
        open()
        var outcome: Result<Answer, PostgresError>?
        send(request) { outcome = $0 }
        while true {
            if let outcome { return try outcome.get() }
            waitAndAdvance()
        }
    }

    /// Waits until no request is pending. Failed requests have already reported to their senders.
    func waitUntilIdle() throws(PostgresError) {
        try connect()
        while pendingCount > 0 { waitAndAdvance() }
        try connect()
    }

    /// Waits once, at most until `limit` (nil: without limit), then advances.
    package func waitAndAdvance(limit: MonotonicTime? = nil) {
        guard let descriptor else { return advance() }
        let moments = [deadline, limit].compactMap { $0 }
        _ = Readiness.wait(for: interest, on: descriptor, until: moments.min())
        advance()
    }
}
