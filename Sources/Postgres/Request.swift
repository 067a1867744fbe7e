/// A question to the database that does nothing by itself: a statement, its parameters, and how to read the answer.
/// It is sent by a connection, over the loop (`send`) or by waiting (`run`).
package struct Request<Answer: Sendable>: Sendable {
    package let statement: Statement
    package let parameters: [Parameter]
    package let effect: RequestEffect
    /// A limit of its own for the server's work; nil is the connection's.
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

    /// A request that changes something.
    package init(
        writing statement: Statement,
        _ parameters: [Parameter] = [],
        decode: @escaping @Sendable (Rows) throws(DecodingError) -> Answer
    ) {
        self.init(statement, parameters, effect: .writes, decode: decode)
    }

    /// A request that changes something in several transactions: the call of a procedure that commits.
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

    /// The same request with a limit of its own for the server's work.
    package func withTimeout(_ timeout: Duration) -> Request {
        var limited = self
        limited.timeout = timeout
        return limited
    }

    /// The same request, its answer turned into another value.
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

/// Whether the statement changes something. A reading one may be sent again after a stray cancel, and may go out
/// before the server has said who it takes us for.
package enum RequestEffect: Sendable {
    case reads
    case writes
    /// It changes something and commits while it runs, as a procedure may, so nothing may share its transaction.
    case commits
}
