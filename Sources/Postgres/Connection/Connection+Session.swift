import Loop

/// Session start and end.
extension Connection {
    func advanceConnecting() {
        switch connectAttempt?.takeResult() {
        case .success(let wire): begin(wire)
        case .failure(let failure): fail(failure)
        case nil:
            if let connectDeadline, clock() >= connectDeadline {
                fail(PostgresError(.unreachable, message: "no answer within the time for connecting"))
            }
        }
    }

    func advanceSession() {
        guard let pq else { return }
        guard pq.consumeInput() else { return handleConnectionLoss() }
        receive()
        flush()
        deliverNotificationsAndNotices()
        repeatCancel()
        guard let responseDeadline, clock() >= responseDeadline else { return }
        fail(PostgresError(.connectionLost, message: "the server has stopped answering"))
    }

    /// The first request verifies the login and sets up the session; further requests follow in the same flush.
    private func begin(_ wire: PQConnection) {
        connectAttempt = nil
        self.pq = wire
        prepared = PreparedStatements()
        enter(.verifying)
        dispatch(PendingRequest(0, greeting) { [unowned self] in finishHandshake($0, as: wire.login) })
        for channel in channels {
            dispatch(PendingRequest(0, Self.listening(to: channel)) { _ in })
        }
        pump()
    }

    private func finishHandshake(_ outcome: Result<String, PostgresError>, as login: String) {
        switch outcome {
        case .success(let name):
            guard name == login || !settings.verifiesLogin else {
                return fail(PostgresError(.wrongLogin, message: "asked for login \(login), got \(name)"))
            }
            enter(.ready)
            pump()
        case .failure(let failure):
            // If the connection was lost, its loss has already been reported.
            if phase == .verifying { fail(failure) }
        }
    }

    private var greeting: Request<String> {
        let statement = Statement(
            "greeting",
            """
            SELECT session_user::text,
                   (SELECT count(set_config(name, value, false)) FROM unnest($1::text[], $2::text[]) AS s (name, value))
            """
        )
        let session = settings.scope == .session ? settings.sessionSettings : []
        let parameters = [Parameter(session.map(\.name)), Parameter(session.map(\.value))]
        return Request(reading: statement, parameters) { rows throws(DecodingError) in try rows.single()[0] }
    }

    static func listening(to channel: String, isWanted: Bool = true) -> Request<Void> {
        let quoted = channel.replacing("\"", with: "\"\"")
        let text = "\(isWanted ? "LISTEN" : "UNLISTEN") \"\(quoted)\""
        return Request(reading: Statement(name: "listen", text: text)) { _ in }
    }

    private func deliverNotifications() {
        while let notification = pq?.nextNotification() {
            onNotification?(notification)
        }
    }

    private func deliverNotificationsAndNotices() {
        deliverNotifications()
        for report in pq?.drainNotices() ?? [] {
            guard !report.isFatal else { return fail(PostgresError(report, statement: "")) }
            onNotice?(Notice(severity: report.severity, message: report.message))
        }
    }

    /// Handles a lost connection and reports the best known reason.
    func handleConnectionLoss() {
        // Whatever arrived before the end still counts.
        receive()
        guard let pq else { return }
        // The server's last message may be unread if no request was in flight.
        deliverNotifications()
        let goodbye = pq.drainNotices().last(where: \.isFatal)
        let words = pq.errorMessage.split(separator: "\n").first.map(String.init)
        fail(goodbye.map { PostgresError($0, statement: "") } ?? PostgresError(.connectionLost, message: words))
    }

    func fail(_ failure: PostgresError) {
        abandon(as: .failed(failure), because: failure)
    }

    func abandon(as end: Phase, because failure: PostgresError) {
        let (sent, unsent) = (inFlight, waiting)
        (inFlight, waiting) = ([], [])
        (pq, connectAttempt) = (nil, nil)
        (connectDeadline, strayUntil, nextCancel) = (nil, nil, nil)
        isFlushing = false
        enter(end)
        for exchange in sent {
            exchange.finish(.failure(exchange.failure ?? failure.forStatement(exchange.statement.name, wasSent: true)))
        }
        for exchange in unsent {
            exchange.finish(.failure(failure.forStatement(exchange.statement.name, wasSent: false)))
        }
        onChange?()
    }

    func enter(_ next: Phase) {
        assert(phase.mayBecome(next), "no way from \(phase) to \(next)")
        phase = next
        onPhase?(next)
    }
}
