import Loop

/// What a pipeline can't do: scripts, COPY, descriptions. Each call blocks without a client-side timeout.
extension Connection {
    /// Runs one or more statements without parameters by the simple protocol, as one transaction unless the script says
    /// otherwise. Returns the server's notices. Throws the first error.
    @discardableResult
    package func run(script: String, name: StaticString) throws(PostgresError) -> [Notice] {
        try run(script: script, named: name.description)
    }

    @discardableResult
    package func run(script: String, named name: String) throws(PostgresError) -> [Notice] {
        try withoutPipeline { wire throws(PostgresError) in
            guard wire.send(script: script) else { throw connectionLossError() }
            try results(of: name)
            let notices = wire.drainNotices().map { Notice(severity: $0.severity, message: $0.message) }
            if let onNotice { notices.forEach(onNotice) }
            return notices
        }
    }

    /// Returns a statement's parameter and column types without running it. The server infers the parameter types that
    /// aren't given.
    package func describe(
        _ statement: Statement,
        parameters types: [TypeID] = []
    ) throws(PostgresError) -> StatementDescription {
        try withoutPipeline { wire throws(PostgresError) in
            guard wire.prepare(statement, types) else { throw connectionLossError() }
            try results(of: statement.name)
            guard wire.describe() else { throw connectionLossError() }
            guard let result = try results(of: statement.name).last else { throw PostgresError(.unexpectedResponse) }
            return StatementDescription(
                parameters: result.parameterTypes,
                columns: (0..<result.columnCount).map { (result.name(of: $0), result.type(of: $0)) }
            )
        }
    }

    /// Leaves pipeline mode for the body, which must consume all results unless it throws.
    func withoutPipeline<Value>(
        _ body: (PQConnection) throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value {
        try waitUntilIdle()
        guard let pq, pq.leavePipeline() else { throw connectionLossError() }
        do throws(PostgresError) {
            let value = try body(pq)
            guard pq.enterPipeline() else { throw connectionLossError() }
            return value
        } catch {
            if self.pq != nil { try drain(pq) }
            throw error
        }
    }

    /// Drains the remaining results after a failure, so the pipeline can restart.
    private func drain(_ wire: PQConnection) throws(PostgresError) {
        while wire.isOpen {
            try waitForResult()
            if wire.nextResult() == nil { break }
        }
        guard wire.isOpen, wire.enterPipeline() else { throw connectionLossError() }
    }

    /// Returns all results of what was sent. Throws the first failure, after all results have arrived.
    @discardableResult
    func results(of name: String) throws(PostgresError) -> [QueryResult] {
        var results: [QueryResult] = []
        var failure: PostgresError?
        var rows = 0
        while let result = try nextResult() {
            switch result.status {
            case .row:
                // The rows of a script are only counted.
                rows += 1
                if rows > settings.answerLimit.rows { throw endless(name) }
            case .done: results.append(result)
            case .failed: failure = failure ?? result.failure(of: name)
            case .copyIn: return [result]
            case .sync, .skipped, .unexpected: throw connectionLossError()
            }
        }
        if let failure { throw failure }
        return results
    }

    private func endless(_ name: String) -> PostgresError {
        fail(PostgresError(.connectionLost, message: Self.abortedSessionReason))
        return PostgresError(.responseTooLarge, statement: name)
    }

    private func nextResult() throws(PostgresError) -> QueryResult? {
        pq?.enableSingleRowMode()
        try waitForResult()
        return pq?.nextResult()
    }

    /// Waits until libpq has a result or reports the end, flushing pending output.
    private func waitForResult() throws(PostgresError) {
        while true {
            guard let pq, let isFlushing = pq.flush() else { throw connectionLossError() }
            let memory = ProcessMemory.bytes()
            if !isFlushing, !pq.isBusy { return }
            guard !ProcessMemory.hasGrown(since: memory, beyond: settings.answerLimit) else { throw endless("") }
            let interest: Readiness = isFlushing ? [.read, .write] : .read
            let ready = Readiness.wait(for: interest, on: pq.descriptor, until: nil)
            if ready.contains(.read) || ready.contains(.broken) {
                guard pq.consumeInput() else { return }
                guard pq.backlog <= settings.answerLimit.bytes else { throw endless("") }
            }
        }
    }

    /// Closes the connection and returns the reason.
    func connectionLossError() -> PostgresError {
        handleConnectionLoss()
        guard case .failed(let failure) = phase else { return PostgresError(.notConnected) }
        return failure
    }
}

/// The parameter and column types of a statement.
package struct StatementDescription {
    /// The types of $1, $2 …
    package let parameters: [TypeID]
    package let columns: [(name: String, type: TypeID)]
}
