import Postgres

/// A value that one row of a statement holds, column by column.
protocol RowDecodable {
    /// Decodes the columns in the order of the statement's `columns` header.
    init(row: Row) throws(DecodingError)
}

extension Request {
    /// A request that reads one value per row.
    init<Value: RowDecodable>(reading statement: Statement, _ parameters: [Parameter] = []) where Answer == [Value] {
        self.init(reading: statement, parameters) { rows throws(DecodingError) in
            try rows.mapRows { row throws(DecodingError) in try Value(row: row) }
        }
    }

    /// A request that reads at most one row; nil without one.
    init<Value: RowDecodable>(reading statement: Statement, _ parameters: [Parameter] = []) where Answer == Value? {
        self.init(reading: statement, parameters) { rows throws(DecodingError) in
            try rows.atMostOne().map { row throws(DecodingError) in try Value(row: row) }
        }
    }

    /// A request that reads one column of one row.
    init(reading statement: Statement, _ parameters: [Parameter] = []) where Answer: PostgresDecodable {
        self.init(reading: statement, parameters) { rows throws(DecodingError) in try rows.single()[0] }
    }

    /// A request that writes and returns one value per row.
    init<Value: RowDecodable>(writing statement: Statement, _ parameters: [Parameter] = []) where Answer == [Value] {
        self.init(writing: statement, parameters) { rows throws(DecodingError) in
            try rows.mapRows { row throws(DecodingError) in try Value(row: row) }
        }
    }

    /// A request that commits while it runs and returns one row.
    init(committing statement: Statement, _ parameters: [Parameter] = []) where Answer: RowDecodable {
        self.init(committing: statement, parameters) { rows throws(DecodingError) in
            try Answer(row: try rows.single())
        }
    }

    /// A request that writes and returns one row.
    init(writing statement: Statement, _ parameters: [Parameter] = []) where Answer: RowDecodable {
        self.init(writing: statement, parameters) { rows throws(DecodingError) in try Answer(row: try rows.single()) }
    }

    /// A request that writes and returns one column of one row.
    init(writing statement: Statement, _ parameters: [Parameter] = []) where Answer: PostgresDecodable {
        self.init(writing: statement, parameters) { rows throws(DecodingError) in try rows.single()[0] }
    }

    /// A request that writes and returns nothing.
    init(writing statement: Statement, _ parameters: [Parameter] = []) where Answer == Void {
        self.init(writing: statement, parameters) { _ throws(DecodingError) in }
    }
}

extension Rows {
    /// Decodes every row.
    func mapRows<Value>(_ decode: (Row) throws(DecodingError) -> Value) throws(DecodingError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for row in self { values.append(try decode(row)) }
        return values
    }
}
