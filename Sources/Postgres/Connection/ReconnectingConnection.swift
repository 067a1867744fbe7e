import Loop

/// A connection that reports its status and reconnects with backoff.
package final class ReconnectingConnection {
    /// Where the connection stands.
    package enum Status: Sendable, Hashable {
        /// Requests are answered.
        case live
        /// Lost, or not reached; the next attempt is due in this many seconds.
        case offline(retryIn: Int)
        /// The server refuses in a way that another attempt won't mend.
        case refused
    }

    /// The underlying connection; requests go straight to it.
    package let connection: Connection
    /// Called on each change of status.
    package var onStatus: (Status) -> Void = { _ in }
    /// Called when the server refuses permanently.
    package var onRefusal: (PostgresError) -> Void = { _ in }
    /// Called on each attempt to connect; requests sent now are answered first.
    package var onConnecting: () -> Void = {}
    /// Called each time it has connected, before `onStatus`.
    package var onConnected: () -> Void = {}

    private let loop: EventLoop
    private let watch: ConnectionDriver
    private let policy = ReconnectPolicy()
    /// The number of consecutive failed attempts.
    package private(set) var failures = 0
    private var timer: EventLoop.Timer?
    private var retryAt: MonotonicTime?

    /// Creates a closed connection.
    package init(_ settings: ConnectionSettings, on loop: EventLoop) {
        self.loop = loop
        connection = Connection(settings)
        watch = ConnectionDriver(connection, on: loop)
        connection.onPhase = { [weak self] in self?.handle($0) }
    }

    /// Connects at once, even if waiting to retry.
    package func open() {
        cancelTimer()
        connection.open()
    }

    /// Closes the connection and stops retrying.
    package func close() {
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
        // Reset the backoff only now: a server that accepts and then drops connections would be retried without pauses.
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
        // Jitter, lest a hundred consoles reconnect at the same moment.
        let pause = policy.delay(afterFailures: failures, jitter: .random(in: 0..<1))
        retryAt = .now() + pause
        countDown()
    }

    /// Reports the seconds until the next attempt, once a second, then connects.
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
