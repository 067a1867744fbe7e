import Console
import Loop
import Postgres

/// The line to the server: connects, says how it stands, and when it is lost tries again with growing pauses.
final class ReconnectingConnection {
    /// The connection; requests go straight to it.
    let connection: Connection
    /// Called with each change of how the line stands.
    var onStatus: (ConnectionStatus) -> Void = { _ in }
    /// Called when the server refuses in a way that trying again won't mend.
    var onRefusal: (PostgresError) -> Void = { _ in }
    /// Called once for each attempt to connect: what is sent now is answered first.
    var onConnecting: () -> Void = {}
    /// Called each time when the line is up, before `onStatus`.
    var onConnected: () -> Void = {}

    private let loop: EventLoop
    private let watch: ConnectionDriver
    private let policy = ReconnectPolicy()
    /// How many attempts in a row have come to nothing.
    private(set) var failures = 0
    private var timer: EventLoop.Timer?
    private var retryAt: MonotonicTime?

    /// A line that isn't open yet.
    init(_ settings: ConnectionSettings, on loop: EventLoop) {
        self.loop = loop
        connection = Connection(settings)
        watch = ConnectionDriver(connection, on: loop)
        connection.onPhase = { [weak self] in self?.handle($0) }
    }

    /// Connects; tries at once where it was waiting to try again.
    func open() {
        cancelTimer()
        connection.open()
    }

    /// Closes the line and stops trying.
    func close() {
        cancelTimer()
        connection.onPhase = nil
        connection.close()
    }

    private func handle(_ phase: Connection.Phase) {
        switch phase {
        case .closed, .verifying: break
        case .connecting:
            if failures > 0 { onStatus(.offline(retryIn: 0)) }
            onConnecting()
        // Not before: a server that accepts and then drops would be tried again without growing pauses.
        case .ready: didConnect()
        case .failed(let error): didDisconnect(error)
        }
    }

    private func didConnect() {
        failures = 0
        onConnected()
        onStatus(.live)
    }

    private func didDisconnect(_ error: PostgresError) {
        guard error.kind.isTransient else {
            onStatus(.refused)
            onRefusal(error)
            return
        }
        failures += 1
        // The jitter keeps a hundred consoles from coming back in the same moment.
        let pause = policy.delay(afterFailures: failures, jitter: .random(in: 0..<1))
        retryAt = .now() + pause
        countDown()
    }

    /// Says each second how long it is until the next try, and then tries.
    private func countDown() {
        guard let retryAt else { return }
        let left = retryAt - .now()
        guard left > .zero else {
            self.retryAt = nil
            open()
            return
        }
        let seconds = Int((left + .milliseconds(999)).components.seconds)
        onStatus(.offline(retryIn: seconds))
        timer = loop.schedule(after: min(left, .seconds(1))) { [weak self] in
            self?.timer = nil
            self?.countDown()
        }
    }

    private func cancelTimer() {
        if let timer { loop.cancel(timer) }
        timer = nil
        retryAt = nil
    }
}
