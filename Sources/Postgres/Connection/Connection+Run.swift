import Loop

/// The same machine for callers without a loop: each call waits.
extension Connection {
    /// Connects and waits for it. Does nothing where the connection is ready. Throws where it can't be had.
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

    /// Sends a request and waits for its answer, connecting first where need be. Throws what the database refuses.
    package func run<Answer>(_ request: Request<Answer>) throws(PostgresError) -> Answer {
        open()
        var outcome: Result<Answer, PostgresError>?
        send(request) { outcome = $0 }
        while true {
            if let outcome { return try outcome.get() }
            waitAndAdvance()
        }
    }

    /// Waits until nothing is pending. Requests that fail have told whoever sent them.
    func waitUntilIdle() throws(PostgresError) {
        try connect()
        while pendingCount > 0 { waitAndAdvance() }
        try connect()
    }

    /// One wait, at most until `limit` (nil: as long as it takes), and one step.
    package func waitAndAdvance(limit: MonotonicTime? = nil) {
        guard let descriptor else { return advance() }
        let moments = [deadline, limit].compactMap { $0 }
        _ = Readiness.wait(for: interest, on: descriptor, until: moments.min())
        advance()
    }
}
