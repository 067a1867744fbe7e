import Loop

/// A non-blocking PostgreSQL connection: a state machine over libpq, driven by a poll loop.
///
/// The driver waits until `descriptor` is ready for `interest` or `deadline` has passed, then calls `advance`;
/// `ConnectionDriver` does so on a loop, `run` by blocking. Owned by one thread.
package final class Connection {
    /// Identifies a sent request, for cancelling it.
    package struct Ticket: Hashable, Sendable {
        let number: Int
    }

    package internal(set) var settings: ConnectionSettings
    /// The connection's current phase.
    package internal(set) var phase = Phase.closed

    /// Called after each phase change.
    package var onPhase: ((Phase) -> Void)?
    /// Called for each notification on a channel listened to.
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
    /// The time at which the first request in flight became the one the server works on.
    var headStartedAt: MonotonicTime
    /// When to repeat the current cancel; nil if none is pending.
    var nextCancel: MonotonicTime?
    /// Until when a cancel meant for one request may hit another.
    var strayUntil: MonotonicTime?
    private var lastNumber = 0

    /// Creates a closed connection.
    package init(_ settings: ConnectionSettings, clock: @escaping () -> MonotonicTime = MonotonicTime.now) {
        self.settings = settings
        self.clock = clock
        headStartedAt = clock()
    }

    /// The descriptor to wait for; nil if there is none. Changes from phase to phase.
    package var descriptor: Int32? { pq?.descriptor ?? connectAttempt?.descriptor }

    /// The readiness to wait for on the descriptor.
    package var interest: Readiness { isFlushing ? [.read, .write] : .read }

    /// When to call `advance` even without input; nil if nothing depends on time.
    package var deadline: MonotonicTime? {
        if connectAttempt != nil { return connectDeadline }
        return [responseDeadline, nextCancel].compactMap { $0 }.min()
    }

    /// When the server counts as gone.
    var responseDeadline: MonotonicTime? {
        inFlight.first.flatMap { settings.responseTimeout(statementTimeout: $0.timeout) }.map { headStartedAt + $0 }
    }

    /// The number of requests without a response.
    package var pendingCount: Int { waiting.count + inFlight.count }

    /// The process ID of the server's backend; nil while not connected.
    package var processID: Int32? { pq?.processID }

    /// The server's version, such as 150018; nil while not connected.
    package var serverVersion: Int? { pq?.serverVersion }

    /// Starts connecting if `closed` or `failed`; does nothing in other phases.
    package func open() {
        guard phase.mayBecome(.connecting) else { return }
        let limit = clock() + settings.connectTimeout
        do throws(PostgresError) {
            connectAttempt = try ConnectAttempt.start(settings, until: limit)
            // The attempt reports its own timeout with a better reason; this deadline is for a stuck attempt.
            connectDeadline = limit + .milliseconds(250)
            enter(.connecting)
            onChange?()
        } catch {
            enter(.connecting)
            fail(error)
        }
    }

    /// Closes the connection. Requests without a response fail.
    package func close() {
        guard phase.mayBecome(.closed) else { return }
        abandon(as: .closed, because: PostgresError(.notConnected, message: "the connection was closed"))
    }

    /// Sends a request; `completion` gets the response or the failure from a later `advance`. While the connection is
    /// closed or failed, the request fails before this returns.
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

    /// Listens to a channel, now and after each reconnect. Does nothing behind a transaction pooler.
    package func listen(to channel: String) {
        guard settings.scope == .session, !channels.contains(channel) else { return }
        channels.append(channel)
        if phase.isConnected { send(Self.listening(to: channel)) { _ in } }
    }

    /// Listens to these channels and to no others, now and after each reconnect. Does nothing behind a transaction pooler.
    package func listen(onlyTo wanted: [String]) {
        guard settings.scope == .session, Set(wanted) != Set(channels) else { return }
        let (gone, new) = (channels.filter { !wanted.contains($0) }, wanted.filter { !channels.contains($0) })
        channels = wanted
        guard phase.isConnected else { return }
        for channel in gone { send(Self.listening(to: channel, isWanted: false)) { _ in } }
        for channel in new { send(Self.listening(to: channel)) { _ in } }
    }

    /// Processes whatever has arrived or timed out. Safe to call at any time.
    package func advance() {
        switch phase {
        case .connecting: advanceConnecting()
        case .verifying, .ready: advanceSession()
        case .closed, .failed: break
        }
        onChange?()
    }
}
