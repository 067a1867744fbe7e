import CLibPQ

extension PQConnection {
    /// Sends a statement with its parameters, binary both ways. Returns false if libpq refuses.
    func send(_ statement: Statement, _ parameters: [Parameter]) -> Bool {
        ParameterArena(parameters).withPointers { values, lengths in
            PQsendQueryParams(
                connection,
                statement.text,
                Int32(parameters.count),
                parameters.map(\.type.rawValue),
                values,
                lengths,
                Self.binary(parameters.count),
                1
            ) == 1
        }
    }

    /// Sends a named preparation of a statement with these parameter types.
    func prepare(_ name: PreparedName, _ statement: Statement, _ types: [TypeID]) -> Bool {
        PQsendPrepare(connection, name.onTheWire, statement.text, Int32(types.count), types.map(\.rawValue)) == 1
    }

    /// Sends an execution of a prepared statement.
    func run(_ name: PreparedName, _ parameters: [Parameter]) -> Bool {
        ParameterArena(parameters).withPointers { values, lengths in
            PQsendQueryPrepared(
                connection,
                name.onTheWire,
                Int32(parameters.count),
                values,
                lengths,
                Self.binary(parameters.count),
                1
            ) == 1
        }
    }

    private static func binary(_ count: Int) -> [Int32] { [Int32](repeating: 1, count: count) }

    /// Sends a script of one or more statements, outside the pipeline.
    func send(script: String) -> Bool { PQsendQuery(connection, script) == 1 }

    /// Prepares a statement as the unnamed one; the server infers the parameter types that aren't given.
    func prepare(_ statement: Statement, _ types: [TypeID]) -> Bool {
        PQsendPrepare(connection, "", statement.text, Int32(types.count), types.map(\.rawValue)) == 1
    }

    /// Requests the description of the unnamed statement.
    func describe() -> Bool { PQsendDescribePrepared(connection, "") == 1 }

    /// The outcome of sending a COPY chunk.
    enum CopyStep {
        case taken
        case full
        case lost
    }

    func copy(_ bytes: [UInt8]) -> CopyStep {
        let answer = bytes.withUnsafeBytes { buffer in
            PQputCopyData(connection, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
        }
        return answer == 1 ? .taken : answer == 0 ? .full : .lost
    }

    /// Ends a COPY; with a `reason` the server discards it.
    func endCopy(because reason: String?) -> CopyStep {
        let answer = PQputCopyEnd(connection, reason)
        return answer == 1 ? .taken : answer == 0 ? .full : .lost
    }
}

/// All parameter values in one buffer, so that one base pointer serves them all.
private struct ParameterArena {
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []

    init(_ parameters: [Parameter]) {
        for parameter in parameters {
            offsets.append(parameter.bytes == nil ? nil : bytes.count)
            lengths.append(Int32(parameter.bytes?.count ?? 0))
            bytes += parameter.bytes ?? []
        }
        // An empty array has no address, and an empty value isn't NULL.
        bytes.append(0)
    }

    func withPointers<Result>(
        _ body: (_ values: [UnsafePointer<CChar>?], _ lengths: [Int32]) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return body(offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }, lengths)
        }
    }
}
