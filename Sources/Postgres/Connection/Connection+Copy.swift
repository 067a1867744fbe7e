import Loop

extension Connection {
    /// Loads rows by `COPY … FROM STDIN (FORMAT binary)`; `write` appends them. Returns the number of rows. Throws what
    /// the server refuses or what `write` throws; then no rows are kept.
    package func copy(
        _ statement: Statement,
        write: (CopyWriter) throws(PostgresError) -> Void
    ) throws(PostgresError) -> Int {
        try withoutPipeline { wire throws(PostgresError) in
            guard wire.send(script: statement.text) else { throw connectionLossError() }
            guard try results(of: statement.name).first?.status == .copyIn else {
                throw PostgresError(.other, statement: statement.name, message: "the statement is no COPY FROM STDIN")
            }
            let writer = CopyWriter { piece throws(PostgresError) in try self.sendCopyData(piece, on: wire) }
            do throws(PostgresError) {
                try write(writer)
                try writer.finish()
            } catch {
                try endCopy(on: wire, because: "given up by the writer")
                throw error
            }
            try endCopy(on: wire, because: nil)
            return try results(of: statement.name).last?.affectedRows ?? 0
        }
    }

    private func sendCopyData(_ piece: [UInt8], on wire: PQConnection) throws(PostgresError) {
        try repeatedly(on: wire) { wire.copy(piece) }
    }

    private func endCopy(on wire: PQConnection, because reason: String?) throws(PostgresError) {
        try repeatedly(on: wire) { wire.endCopy(because: reason) }
    }

    private func repeatedly(on wire: PQConnection, _ step: () -> PQConnection.CopyStep) throws(PostgresError) {
        while true {
            switch step() {
            case .taken: return try drainOutput(of: wire)
            case .full: try drainOutput(of: wire)
            case .lost: throw connectionLossError()
            }
        }
    }

    /// The server sends nothing during a COPY unless it fails; unread output would deadlock both sides.
    private func drainOutput(of wire: PQConnection) throws(PostgresError) {
        while true {
            guard let isLeft = wire.flush() else { throw connectionLossError() }
            guard isLeft else { return }
            let ready = Readiness.wait(for: [.read, .write], on: wire.descriptor, until: nil)
            if ready.contains(.read) || ready.contains(.broken) {
                guard wire.consumeInput() else { throw connectionLossError() }
            }
        }
    }
}
