/// The rows of a response. They keep the result in memory; decode and release them.
package struct Rows: RandomAccessCollection {
    let result: QueryResult
    /// The statement's name, for errors.
    let statement: String

    package var startIndex: Int { 0 }
    package var endIndex: Int { result.rowCount }

    package subscript(position: Int) -> Row {
        Row(result: result, statement: statement, index: position)
    }

    /// The number of rows that the command inserted, updated or deleted; 0 for other commands.
    package var affected: Int { result.affectedRows }

    /// Returns the only row. Throws if there isn't exactly one.
    package func single() throws(DecodingError) -> Row {
        guard count == 1 else { throw unexpectedCount }
        return self[0]
    }

    /// Returns the only row, or nil if there is none. Throws if there are more.
    package func atMostOne() throws(DecodingError) -> Row? {
        guard count <= 1 else { throw unexpectedCount }
        return first
    }

    private var unexpectedCount: DecodingError {
        DecodingError(statement: statement, column: "", problem: .rowCount(count))
    }
}

/// One row. Columns are read by index, from 0: `let subject: String? = try row[3]`.
package struct Row {
    let result: QueryResult
    let statement: String
    let index: Int

    /// The value of a column. Throws if the column has another type, or is NULL and the type isn't optional.
    package subscript<Value: PostgresDecodable>(column: Int) -> Value {
        get throws(DecodingError) {
            guard column >= 0, column < result.columnCount else {
                throw DecodingError(statement: statement, column: String(column), problem: .noSuchColumn)
            }
            guard let bytes = result.bytes(row: index, column: column) else {
                return try Value.null(at: place(of: column))
            }
            return try Value(postgres: Cell(type: result.type(of: column), bytes: bytes, place: place(of: column)))
        }
    }

    /// The value of a column by name, for results whose columns aren't known in advance.
    package subscript<Value: PostgresDecodable>(named name: String) -> Value {
        get throws(DecodingError) {
            guard let column = (0..<result.columnCount).first(where: { result.name(of: $0) == name }) else {
                throw DecodingError(statement: statement, column: name, problem: .noSuchColumn)
            }
            return try self[column]
        }
    }

    private func place(of column: Int) -> Cell.CellLocation {
        Cell.CellLocation(statement: statement, result: result, column: column)
    }
}
