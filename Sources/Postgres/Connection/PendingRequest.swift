/// A request waiting to be sent or for its response.
struct PendingRequest {
    let number: Int
    let statement: Statement
    let parameters: [Parameter]
    let isReadOnly: Bool
    /// Whether it manages its own transactions, so nothing may share them.
    let managesTransactions: Bool
    let timeout: Duration?
    let finish: (Result<QueryResult, PostgresError>) -> Void
    /// The last result so far: a request with settings of its own gets their result first.
    var answer: QueryResult?
    /// The rows of the part being answered; nil before the first.
    var rows: RowStore?
    var failure: PostgresError?
    /// The parts sent, in order; each has one result.
    var parts: [Part] = []
    /// The number of parts that completed successfully.
    var partsDone = 0
    var isCancelRequested = false
    var wasRetried = false

    /// One message to the server that is answered by a result.
    enum Part: Equatable {
        /// Creates the prepared statement of that name.
        case preparation(PreparedName)
        /// Runs a statement; nil if it isn't prepared.
        case execution(PreparedName?)
    }

    /// The outcome to report once the request's Sync has arrived.
    var outcome: Result<QueryResult, PostgresError> {
        if let failure { return .failure(failure) }
        guard let answer else {
            return .failure(PostgresError(.unexpectedResponse, statement: statement.name, message: "no result came"))
        }
        return .success(answer)
    }

    init<Answer>(
        _ number: Int,
        _ request: Request<Answer>,
        _ completion: @escaping (Result<Answer, PostgresError>) -> Void
    ) {
        self.number = number
        statement = request.statement
        parameters = request.parameters
        timeout = request.timeout
        switch request.effect {
        case .reads: (isReadOnly, managesTransactions) = (true, false)
        case .writes: (isReadOnly, managesTransactions) = (false, false)
        case .commits: (isReadOnly, managesTransactions) = (false, true)
        }
        finish = { outcome in completion(outcome.flatMap { request.answer(from: $0) }) }
    }
}

extension Request {
    fileprivate func answer(from result: QueryResult) -> Result<Answer, PostgresError> {
        do throws(DecodingError) {
            return .success(try decode(Rows(result: result, statement: statement.name)))
        } catch {
            return .failure(
                PostgresError(.unexpectedResponse, statement: statement.name, message: error.description)
            )
        }
    }
}
