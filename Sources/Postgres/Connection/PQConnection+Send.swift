import CLibPQ

extension PQConnection {
    /// Puts a statement with its parameters on the wire, binary both ways. False where libpq refuses.
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

    /// Has the session keep a statement under a name, for parameters of these types.
    func prepare(_ name: PreparedName, _ statement: Statement, _ types: [TypeID]) -> Bool {
        PQsendPrepare(connection, name.onTheWire, statement.text, Int32(types.count), types.map(\.rawValue)) == 1
    }

    /// Runs a statement that the session keeps.
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

    /// Puts a text of one or more statements on the wire, outside the pipeline.
    func send(script: String) -> Bool { PQsendQuery(connection, script) == 1 }

    /// Has a statement parsed as the unnamed one; the server finds the parameters' types that aren't given.
    func prepare(_ statement: Statement, _ types: [TypeID]) -> Bool {
        PQsendPrepare(connection, "", statement.text, Int32(types.count), types.map(\.rawValue)) == 1
    }

    /// Asks what the unnamed statement takes and gives.
    func describe() -> Bool { PQsendDescribePrepared(connection, "") == 1 }

    /// What `copy` could do with a piece.
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

    /// Ends a COPY; `reason` makes the server throw it away.
    func endCopy(because reason: String?) -> CopyStep {
        let answer = PQputCopyEnd(connection, reason)
        return answer == 1 ? .taken : answer == 0 ? .full : .lost
    }
}

/// All parameters' bytes in one piece, so that one pointer serves them all.
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
