import Loop

/// A separate connection for slow requests, so that pages don't wait behind them. It opens on the first request and
/// closes a while after the last; a new request cancels the pending one.
package final class OnDemandConnection {
    private let connection: Connection
    private let watch: ConnectionDriver
    private let loop: EventLoop
    private var ticket: Connection.Ticket?
    private var idle: EventLoop.Timer?

    /// How long it stays open after the last request.
    private static let idleTimeout = Duration.seconds(60)

    /// Creates a closed connection.
    package init(_ settings: ConnectionSettings, on loop: EventLoop) {
        self.loop = loop
        connection = Connection(settings)
        watch = ConnectionDriver(connection, on: loop)
    }

    /// Uses this password for later connection attempts.
    package func remember(_ password: String) {
        connection.remember(password)
    }

    /// Sends a request, connecting first if needed. A cancelled request completes as cancelled.
    package func send<Answer>(
        _ request: Request<Answer>,
        completion: @escaping (Result<Answer, PostgresError>) -> Void
    ) {
        cancel()
        if let idle { loop.cancel(idle) }
        connection.open()
        ticket = connection.send(request) { [weak self] result in
            self?.closeLater()
            completion(result)
        }
    }

    /// Cancels the pending request.
    package func cancel() {
        if let ticket { connection.cancel(ticket) }
        ticket = nil
    }

    private func closeLater() {
        if let idle { loop.cancel(idle) }
        idle = loop.schedule(after: Self.idleTimeout) { [weak self] in
            guard let self, connection.pendingCount == 0 else { return }
            connection.close()
        }
    }

    /// Closes the connection for good.
    package func close() {
        cancel()
        connection.close()
    }
}
