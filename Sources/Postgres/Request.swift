/// A request to the database: a statement, its parameters and the decoder of its response. Inert until a connection
/// sends it, over the loop (`send`) or blocking (`run`).
package struct Request<Answer: Sendable>: Sendable {
    package let statement: Statement
    package let parameters: [Parameter]
    package let effect: RequestEffect
    /// The request's own statement timeout; nil uses the connection's.
    package private(set) var timeout: Duration?
    package let decode: @Sendable (Rows) throws(DecodingError) -> Answer

    /// A request that only reads.
    package init(
        reading statement: Statement,
        _ parameters: [Parameter] = [],
        decode: @escaping @Sendable (Rows) throws(DecodingError) -> Answer
    ) {
        self.init(statement, parameters, effect: .reads, decode: decode)
    }

    /// A request that writes.
    package init(
        writing statement: Statement,
        _ parameters: [Parameter] = [],
        decode: @escaping @Sendable (Rows) throws(DecodingError) -> Answer
    ) {
        self.init(statement, parameters, effect: .writes, decode: decode)
    }

    /// A request that writes in several transactions: a call of a procedure that commits.
    package init(
        committing statement: Statement,
        _ parameters: [Parameter] = [],
        decode: @escaping @Sendable (Rows) throws(DecodingError) -> Answer
    ) {
        self.init(statement, parameters, effect: .commits, decode: decode)
    }

    private init(
        _ statement: Statement,
        _ parameters: [Parameter],
        effect: RequestEffect,
        decode: @escaping @Sendable (Rows) throws(DecodingError) -> Answer
    ) {
        self.statement = statement
        self.parameters = parameters
        self.effect = effect
        self.decode = decode
    }

    /// Returns the request with its own statement timeout.
    package func withTimeout(_ timeout: Duration) -> Request {
        var limited = self
        limited.timeout = timeout
        return limited
    }

    /// Returns the request with a transformed response.
    package func map<Other: Sendable>(_ transform: @escaping @Sendable (Answer) -> Other) -> Request<Other> {
        let decode = decode
        let decodeOther: @Sendable (Rows) throws(DecodingError) -> Other = { rows throws(DecodingError) in
            transform(try decode(rows))
        }
        var request = Request<Other>(statement, parameters, effect: effect, decode: decodeOther)
        request.timeout = timeout
        return request
    }
}

/// Whether the statement writes. A reading one may be resent after a stray cancel, and may be sent before the login is
/// verified.
package enum RequestEffect: Sendable {
    case reads
    case writes
    /// Writes and commits while it runs, as a procedure may, so nothing may share its transaction.
    case commits
}
