/// A value that can be read from a column's binary form.
package protocol PostgresDecodable {
    /// Reads the value. Throws if the column has another type or the bytes are malformed.
    init(postgres cell: Cell) throws(DecodingError)

    /// The type's value for NULL. Throws unless the type is optional.
    static func null(at place: Cell.CellLocation) throws(DecodingError) -> Self
}

extension PostgresDecodable {
    package static func null(at place: Cell.CellLocation) throws(DecodingError) -> Self {
        throw place.failure(.null)
    }
}

/// One non-NULL value of a result; valid while the decoder runs.
package struct Cell {
    /// The type that the server states.
    package let type: TypeID
    /// The binary form.
    package let bytes: UnsafeRawBufferPointer
    /// The cell's location.
    package let place: CellLocation

    /// A cell's location, for errors.
    package struct CellLocation {
        let statement: String
        // The column name is looked up only for an error: it costs an allocation.
        let result: QueryResult
        let column: Int

        func failure(_ problem: DecodingError.Problem) -> DecodingError {
            DecodingError(statement: statement, column: result.name(of: column), problem: problem)
        }
    }

    /// The error for a decoder to throw: the column's location and the problem, never the value.
    package func failure(_ problem: DecodingError.Problem) -> DecodingError {
        place.failure(problem)
    }

    /// Returns the cell's integer. Throws if the width differs.
    package func integer<Integer: FixedWidthInteger>(_: Integer.Type = Integer.self) throws(DecodingError) -> Integer {
        guard bytes.count == MemoryLayout<Integer>.size else { throw failure(.malformed) }
        return Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
    }

    /// Throws unless the column has the expected type.
    package func require(_ expected: TypeID) throws(DecodingError) {
        guard type == expected else { throw failure(.wrongType(expected: expected, found: type)) }
    }
}

/// A result without the form that the decoder expects. Names the statement and the column, never a value.
package struct DecodingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The problem.
    package enum Problem: Equatable, Sendable {
        /// NULL where a value is required.
        case null
        /// A column of another type.
        case wrongType(expected: TypeID, found: TypeID)
        /// Bytes that aren't a value of the type.
        case malformed
        /// A column that the result doesn't have.
        case noSuchColumn
        /// An unexpected number of rows.
        case rowCount(Int)
    }

    /// The statement's name.
    package let statement: String
    /// The column's name, or its index if it has none.
    package let column: String
    package let problem: Problem

    package init(statement: String, column: String, problem: Problem) {
        self.statement = statement
        self.column = column
        self.problem = problem
    }

    package var description: String {
        switch problem {
        case .null: "\(statement): column \(column) is NULL"
        case .wrongType(let expected, let found):
            "\(statement): column \(column) has type \(found.rawValue), not \(expected.rawValue)"
        case .malformed: "\(statement): column \(column) can't be read"
        case .noSuchColumn: "\(statement): there is no column \(column)"
        case .rowCount(let count): "\(statement): \(count) rows, which is not the number expected"
        }
    }
}
