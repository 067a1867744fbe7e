/// A request that waits for the wire or for its answer.
struct PendingRequest {
    let number: Int
    let statement: Statement
    let parameters: [Parameter]
    let isReadOnly: Bool
    /// Whether nothing may share its transaction.
    let managesTransactions: Bool
    let timeout: Duration?
    let finish: (Result<QueryResult, PostgresError>) -> Void
    /// The last result so far: a request with limits of its own has one for them before its own.
    var answer: QueryResult?
    /// The rows of the part that is answered now; nil before the first.
    var rows: RowStore?
    var failure: PostgresError?
    /// What of it is on the wire, in order; each part has one result.
    var parts: [Part] = []
    /// How many of the parts have ended well.
    var partsDone = 0
    var isCancelRequested = false
    var wasRetried = false

    /// One message to the server that is answered by a result.
    enum Part: Equatable {
        /// Makes a prepared statement of that name.
        case preparation(PreparedName)
        /// Runs a statement; the name is nil where it isn't a prepared one.
        case execution(PreparedName?)
    }

    /// What to tell whoever asked, once the Sync behind the request has come back.
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
