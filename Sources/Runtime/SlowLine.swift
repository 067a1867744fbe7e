import Loop
import Postgres

/// A second connection for questions that may take long, so that no page waits behind them. It connects for the first
/// question and closes a while after the last; one question at a time, and a new one ends the one before.
final class SlowLine {
    private let connection: Connection
    private let watch: ConnectionWatch
    private let loop: Loop
    private var ticket: Connection.Ticket?
    private var idle: Loop.Timer?

    /// How long it stays open for another question.
    private static let patience = Duration.seconds(60)

    /// A line that isn't open yet.
    init(_ settings: ConnectionSettings, on loop: Loop) {
        self.loop = loop
        connection = Connection(settings)
        watch = ConnectionWatch(connection, on: loop)
    }

    /// Connects with that password from the next time on.
    func remember(_ password: String) {
        connection.remember(password)
    }

    /// Asks, connecting first where needed. A question that is taken back is answered as cancelled.
    func ask<Answer>(
        _ request: Request<Answer>,
        answer: @escaping (Result<Answer, PostgresError>) -> Void
    ) {
        cancel()
        if let idle { loop.cancel(idle) }
        connection.open()
        ticket = connection.send(request) { [weak self] result in
            self?.closeLater()
            answer(result)
        }
    }

    /// Takes the question back that is under way.
    func cancel() {
        if let ticket { connection.cancel(ticket) }
        ticket = nil
    }

    private func closeLater() {
        if let idle { loop.cancel(idle) }
        idle = loop.after(Self.patience) { [weak self] in
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
