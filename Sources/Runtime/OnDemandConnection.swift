import Loop
import Postgres

/// A second connection for questions that may take long, so that no page waits behind them. It connects for the first
/// question and closes a while after the last; one question at a time, and a new one ends the one before.
final class OnDemandConnection {
    private let connection: Connection
    private let watch: ConnectionDriver
    private let loop: EventLoop
    private var ticket: Connection.Ticket?
    private var idle: EventLoop.Timer?

    /// How long it stays open for another question.
    private static let idleTimeout = Duration.seconds(60)

    /// A line that isn't open yet.
    init(_ settings: ConnectionSettings, on loop: EventLoop) {
        self.loop = loop
        connection = Connection(settings)
        watch = ConnectionDriver(connection, on: loop)
    }

    /// Connects with that password from the next time on.
    func remember(_ password: String) {
        connection.remember(password)
    }

    /// Asks, connecting first where needed. A question that is taken back is answered as cancelled.
    func send<Answer>(
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

    /// Takes the question back that is under way.
    func cancel() {
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

    /// Closes it for good.
    func close() {
        cancel()
        connection.close()
    }
}
