import Loop

/// Requests out, results in.
extension Connection {
    /// Puts on the wire what may go now.
    func pump() {
        while let next = waiting.first, mayGo(next) {
            waiting.removeFirst()
            dispatch(next)
        }
    }

    private func mayGo(_ exchange: Exchange) -> Bool {
        switch phase {
        case .ready: true
        case .verifying: exchange.reads
        case .closed, .connecting, .failed: false
        }
    }

    /// Each request has a Sync of its own, so that an error ends nothing but the request that caused it.
    func dispatch(_ exchange: Exchange) {
        guard let wire else { return }
        if inFlight.isEmpty { headSince = clock() }
        inFlight.append(exchange)
        let limits = limits(for: exchange)
        let isOut =
            (limits.isEmpty || wire.send(Self.limiting, Self.parameters(limits)))
            && wire.send(exchange.statement, exchange.parameters)
            && wire.sync()
        guard isOut else { return lose() }
        flush()
    }

    func flush() {
        guard let wire else { return }
        guard let isFlushing = wire.flush() else { return lose() }
        self.isFlushing = isFlushing
    }

    private static let limiting = Statement(
        "limits",
        "SELECT count(set_config(name, value, true)) FROM unnest($1::text[], $2::text[]) AS s (name, value)"
    )

    private static func parameters(_ settings: [(name: String, value: String)]) -> [Parameter] {
        [Parameter(settings.map(\.name)), Parameter(settings.map(\.value))]
    }

    /// Settings that hold for this request only.
    private func limits(for exchange: Exchange) -> [(name: String, value: String)] {
        var limits = settings.scope == .transaction ? settings.sessionSettings : []
        if let timeout = exchange.timeout {
            limits.append(("statement_timeout", ConnectionSettings.milliseconds(timeout)))
        }
        return limits
    }

    /// Takes the results that are complete.
    func receive() {
        var endsInARow = 0
        while let wire, !inFlight.isEmpty, !wire.isBusy {
            guard let result = wire.nextResult() else {
                endsInARow += 1
                // After a lost connection libpq has nothing but ends.
                if endsInARow > 1 || !wire.isOpen { return }
                continue
            }
            endsInARow = 0
            take(result)
            // After a lost connection it can repeat the error without end.
            if !wire.isOpen { return }
        }
    }

    private func take(_ result: QueryResult) {
        switch result.status {
        case .done: inFlight[0].answer = result
        case .failed:
            if inFlight[0].failure == nil { inFlight[0].failure = result.failure(of: inFlight[0].statement.name) }
        case .skipped: break
        case .sync: finishHead()
        case .copyIn, .unexpected:
            inFlight[0].failure = PostgresError(
                .other,
                statement: inFlight[0].statement.name,
                message: "the statement can't run in a pipeline"
            )
            fail(PostgresError(.serverGone, message: "the session was given up"))
        }
    }

    private func finishHead() {
        var head = inFlight.removeFirst()
        headSince = clock()
        cancelHeadIfAsked()
        if head.failure?.state == "57014" {
            guard !isStray(head) else { return sendAgain(head) }
            if head.cancelAsked || mayBeStray { head.failure = head.failure?.seen(as: .cancelled) }
        }
        head.finish(head.outcome)
    }

    private var mayBeStray: Bool { strayUntil.map { clock() < $0 } ?? false }

    /// A cancel that was meant for a request before this one has hit it.
    private func isStray(_ exchange: Exchange) -> Bool {
        mayBeStray && exchange.reads && !exchange.cancelAsked && !exchange.wasSentAgain
    }

    private func sendAgain(_ exchange: Exchange) {
        var again = exchange
        again.wasSentAgain = true
        again.failure = nil
        again.answer = nil
        dispatch(again)
    }
}
