import Loop
import Postgres
import Repositories

/// Turns committed changes into notifications, a few times each tenth of a second: what changes in between goes together.
final class Relay {
    /// Called with the number of changes when there were any.
    var onChanges: (Int) -> Void = { _ in }

    private static let interval = Duration.milliseconds(40)
    private let connection: Connection
    private let loop: EventLoop
    private var isPending = false

    init(_ connection: Connection, on loop: EventLoop) {
        self.connection = connection
        self.loop = loop
    }

    /// Relays until the loop ends; skips a turn while the connection is away or slow.
    func start() {
        loop.schedule(after: Self.interval) { [weak self] in
            self?.relay()
            self?.start()
        }
    }

    private func relay() {
        guard !isPending, connection.phase == .ready else { return }
        isPending = true
        connection.send(Jobs.relayChanges()) { [weak self] result in
            self?.isPending = false
            if case .success(let count) = result, count > 0 { self?.onChanges(count) }
        }
    }
}
