import Loop

/// A connection to PostgreSQL that never blocks: a state machine over libpq that a poll loop moves on.
///
/// Whoever drives it waits until `descriptor` is ready for `interest` or `deadline` has come, and calls `advance`;
/// `ConnectionDriver` does so on a loop, `run` by itself. One thread owns it.
package final class Connection {
    /// A request that was sent, for cancelling it.
    package struct Ticket: Hashable, Sendable {
        let number: Int
    }

    package internal(set) var settings: ConnectionSettings
    /// Where the connection stands.
    package internal(set) var phase = Phase.closed

    /// Called after each change of the phase.
    package var onPhase: ((Phase) -> Void)?
    /// Called for each notification of a channel that is listened to.
    package var onNotification: ((Notification) -> Void)?
    /// Called for each notice of the server.
    package var onNotice: ((Notice) -> Void)?
    /// Called whenever descriptor, interest or deadline may have changed.
    var onChange: (() -> Void)?

    let clock: () -> MonotonicTime
    var connectAttempt: ConnectAttempt?
    var pq: PQConnection?
    var waiting: [PendingRequest] = []
    var inFlight: [PendingRequest] = []
    var channels: [String] = []
    var prepared = PreparedStatements()
    var isFlushing = false
    var connectDeadline: MonotonicTime?
    /// Since when the first request in flight has had the server to itself.
    var headStartedAt: MonotonicTime
    /// When to ask for the same cancel again.
    var nextCancel: MonotonicTime?
    /// Until when a cancel that was meant for one request may still hit another.
    var strayUntil: MonotonicTime?
    private var lastNumber = 0

    /// A connection that isn't open yet.
    package init(_ settings: ConnectionSettings, clock: @escaping () -> MonotonicTime = MonotonicTime.now) {
        self.settings = settings
        self.clock = clock
        headStartedAt = clock()
    }

    /// The descriptor to wait for; nil where there is nothing to wait for. It changes from phase to phase.
    package var descriptor: Int32? { pq?.descriptor ?? connectAttempt?.descriptor }

    /// What to wait for on the descriptor.
    package var interest: Readiness { isFlushing ? [.read, .write] : .read }

    /// When to call `advance` even if nothing has come; nil where time alone changes nothing.
    package var deadline: MonotonicTime? {
        if connectAttempt != nil { return connectDeadline }
        return [responseDeadline, nextCancel].compactMap { $0 }.min()
    }

    /// When the server counts as gone.
    var responseDeadline: MonotonicTime? {
        inFlight.first.flatMap { settings.responseTimeout(statementTimeout: $0.timeout) }.map { headStartedAt + $0 }
    }

    /// The number of requests that have no answer yet.
    package var pendingCount: Int { waiting.count + inFlight.count }

    /// The server process behind the connection; nil while there is none.
    package var processID: Int32? { pq?.processID }

    /// The server's version, such as 150018; nil while not connected.
    package var serverVersion: Int? { pq?.serverVersion }

    /// Begins to connect, from `closed` or `failed`; in other phases it does nothing.
    package func open() {
        guard phase.mayBecome(.connecting) else { return }
        let limit = clock() + settings.connectTimeout
        do throws(PostgresError) {
            connectAttempt = try ConnectAttempt.start(settings, until: limit)
            // The attempt itself knows better why it took too long; this is for one that is stuck.
            connectDeadline = limit + .milliseconds(250)
            enter(.connecting)
            onChange?()
        } catch {
            enter(.connecting)
            fail(error)
        }
    }

    /// Ends the connection. What has no answer fails.
    package func close() {
        guard phase.mayBecome(.closed) else { return }
        abandon(as: .closed, because: PostgresError(.notConnected, message: "the connection was closed"))
    }

    /// Sends a request; `completion` gets the answer from a later `advance`, or the failure. While the connection is
    /// closed or failed it fails before this returns.
    @discardableResult
    package func send<Answer>(
        _ request: Request<Answer>,
        _ completion: @escaping (Result<Answer, PostgresError>) -> Void
    ) -> Ticket {
        lastNumber += 1
        let exchange = PendingRequest(lastNumber, request, completion)
        switch phase {
        case .closed: exchange.finish(.failure(PostgresError(.notConnected, statement: request.statement.name)))
        case .failed(let failure):
            exchange.finish(.failure(failure.forStatement(request.statement.name, wasSent: false)))
        case .connecting, .verifying, .ready:
            waiting.append(exchange)
            pump()
            onChange?()
        }
        return Ticket(number: exchange.number)
    }

    /// Listens to a channel, now and after each reconnect. Not behind a transaction pooler, where it does nothing.
    package func listen(to channel: String) {
        guard settings.scope == .session, !channels.contains(channel) else { return }
        channels.append(channel)
        if phase.isConnected { send(Self.listening(to: channel)) { _ in } }
    }

    /// Moves on with whatever has arrived or run out of time. Harmless when called for nothing.
    package func advance() {
        switch phase {
        case .connecting: advanceConnecting()
        case .verifying, .ready: advanceSession()
        case .closed, .failed: break
        }
        onChange?()
    }
}
