import Loop

/// Sends requests and receives results.
extension Connection {
    /// Sends the requests that may go now.
    func pump() {
        while let next = waiting.first, canSend(next) {
            waiting.removeFirst()
            dispatch(next)
        }
    }

    private func canSend(_ exchange: PendingRequest) -> Bool {
        switch phase {
        case .ready: true
        case .verifying: exchange.isReadOnly
        case .closed, .connecting, .failed: false
        }
    }

    /// Sends a request with its own settings.
    func dispatch(_ exchange: PendingRequest) {
        guard exchange.managesTransactions else { return dispatch(exchange, with: limits(for: exchange)) }
        // SET LOCAL would end with the first commit. Behind a transaction pooler there is no alternative.
        guard let timeout = exchange.timeout, settings.scope == .session else { return dispatch(exchange, with: []) }
        dispatch(Self.limiting(to: timeout), with: [])
        dispatch(exchange, with: [])
        dispatch(Self.limiting(to: settings.statementTimeout), with: [])
    }

    /// Sets the session's statement timeout; nil means none.
    private static func limiting(to timeout: Duration?) -> PendingRequest {
        let limit = [("statement_timeout", ConnectionSettings.milliseconds(timeout))]
        return PendingRequest(0, Request(reading: limiting, parameters(limit, isLocal: false)) { _ in }) { _ in }
    }

    /// Each request gets its own Sync, so an error affects only that request.
    private func dispatch(_ exchange: PendingRequest, with limits: [(name: String, value: String)]) {
        guard let pq else { return }
        if inFlight.isEmpty { headStartedAt = clock() }
        inFlight.append(exchange)
        let isOut =
            (limits.isEmpty || append(Self.limiting, Self.parameters(limits, isLocal: true), on: pq))
            && append(exchange.statement, exchange.parameters, on: pq)
            && pq.sync()
        guard isOut else { return handleConnectionLoss() }
        flush()
    }

    /// Appends a statement to the last request in flight.
    private func append(_ statement: Statement, _ parameters: [Parameter], on wire: PQConnection) -> Bool {
        let last = inFlight.count - 1
        guard statement.planning == .once, settings.scope == .session else {
            inFlight[last].parts.append(.execution(nil))
            return wire.send(statement, parameters)
        }
        let (name, isNew) = prepared.name(for: statement)
        if isNew {
            inFlight[last].parts.append(.preparation(name))
            guard wire.prepare(name, statement, parameters.map(\.type)) else { return false }
        }
        inFlight[last].parts.append(.execution(name))
        return wire.run(name, parameters)
    }

    func flush() {
        guard let pq else { return }
        guard let isFlushing = pq.flush() else { return handleConnectionLoss() }
        self.isFlushing = isFlushing
    }

    private static let limiting = Statement(
        "limits",
        "SELECT count(set_config(name, value, $3::boolean)) FROM unnest($1::text[], $2::text[]) AS s (name, value)",
        planned: .once
    )

    private static func parameters(_ settings: [(name: String, value: String)], isLocal: Bool) -> [Parameter] {
        [Parameter(settings.map(\.name)), Parameter(settings.map(\.value)), Parameter(isLocal)]
    }

    /// The settings for this request only.
    private func limits(for exchange: PendingRequest) -> [(name: String, value: String)] {
        var limits = settings.scope == .transaction ? settings.sessionSettings : []
        if let timeout = exchange.timeout {
            limits.append(("statement_timeout", ConnectionSettings.milliseconds(timeout)))
        }
        return limits
    }

    /// Takes the complete results.
    func receive() {
        let memory = ProcessMemory.bytes()
        var endsInARow = 0
        while let pq, !inFlight.isEmpty {
            pq.enableSingleRowMode()
            guard !pq.isBusy else { break }
            guard let result = pq.nextResult(after: inFlight[0].rows) else {
                endsInARow += 1
                // After a lost connection libpq returns only ends.
                if endsInARow > 1 || !pq.isOpen { return }
                continue
            }
            endsInARow = 0
            handle(result)
            // After a lost connection libpq can repeat the error forever.
            if !pq.isOpen { return }
        }
        guard let pq else { return }
        let limit = settings.answerLimit
        if pq.backlog > limit.bytes || ProcessMemory.hasGrown(since: memory, beyond: limit) { abortOversizedResponse() }
    }

    private func handle(_ result: QueryResult) {
        switch result.status {
        case .row: appendRow(result)
        case .done:
            inFlight[0].answer = result
            inFlight[0].rows = nil
            inFlight[0].partsDone += 1
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
            fail(PostgresError(.connectionLost, message: "the session was given up"))
        }
    }

    private func appendRow(_ row: QueryResult) {
        let rows = inFlight[0].rows ?? RowStore(columns: row.columnCount)
        rows.append(row)
        inFlight[0].rows = rows
        if !settings.answerLimit.allows(rows) { abortOversizedResponse() }
    }

    /// The reason for closing a session whose response doesn't end.
    static var abortedSessionReason: String { "the session was given up: the answer had no end" }

    /// Closes the connection: the rest of the response can't be skipped, it may never end.
    private func abortOversizedResponse() {
        if !inFlight.isEmpty {
            inFlight[0].failure = PostgresError(.responseTooLarge, statement: inFlight[0].statement.name)
        }
        // Retrying is pointless only if the server sends this much before the login is verified.
        let kind: PostgresError.Kind = phase == .ready ? .connectionLost : .responseTooLarge
        fail(PostgresError(kind, message: Self.abortedSessionReason))
    }

    private func finishHead() {
        var head = inFlight.removeFirst()
        headStartedAt = clock()
        cancelHeadIfAsked()
        if head.failure != nil {
            forgetPreparations(of: head)
            guard !isOutdated(head) else { return renew(head) }
        }
        if head.failure?.state == "57014" {
            guard !isStray(head) else { return retry(head) }
            if head.isCancelRequested || mayBeStray { head.failure = head.failure?.withKind(.cancelled) }
        }
        head.finish(head.outcome)
    }

    /// A failed or skipped preparation created nothing.
    private func forgetPreparations(of exchange: PendingRequest) {
        for case .preparation(let name) in exchange.parts.dropFirst(exchange.partsDone) {
            prepared.forget(name)
        }
    }

    /// Returns whether the session rejected a prepared statement before running it.
    private func isOutdated(_ exchange: PendingRequest) -> Bool {
        let states = ["26000", "0A000"]
        return exchange.statement.planning == .once && !exchange.wasRetried
            && states.contains(exchange.failure?.state ?? "")
    }

    private func renew(_ exchange: PendingRequest) {
        for case .execution(let name?) in exchange.parts.dropFirst(exchange.partsDone) {
            prepared.renew(name)
        }
        retry(exchange)
    }

    private var mayBeStray: Bool { strayUntil.map { clock() < $0 } ?? false }

    /// Returns whether a cancel meant for an earlier request hit this one.
    private func isStray(_ exchange: PendingRequest) -> Bool {
        mayBeStray && exchange.isReadOnly && !exchange.isCancelRequested && !exchange.wasRetried
    }

    private func retry(_ exchange: PendingRequest) {
        var again = exchange
        again.wasRetried = true
        again.failure = nil
        (again.answer, again.rows) = (nil, nil)
        (again.parts, again.partsDone) = ([], 0)
        dispatch(again)
    }
}
