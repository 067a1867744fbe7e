/// A value that can be read from a column's binary form.
package protocol PostgresDecodable {
    /// Reads the value. Throws where the column has another type or a form that isn't the type's.
    init(postgres cell: Cell) throws(DecodingError)

    /// What NULL is in this type. Throws where it is nothing, which is so for all but the optionals.
    static func null(at place: Cell.CellLocation) throws(DecodingError) -> Self
}

extension PostgresDecodable {
    package static func null(at place: Cell.CellLocation) throws(DecodingError) -> Self {
        throw place.failure(.null)
    }
}

/// One value of a result, not NULL, on its way to being decoded; valid while the decoder runs.
package struct Cell {
    /// The type that the server states.
    package let type: TypeID
    /// The binary form.
    package let bytes: UnsafeRawBufferPointer
    /// Where it stands.
    package let place: CellLocation

    /// Where a cell stands, for errors.
    package struct CellLocation {
        let statement: String
        // Named only when an error needs it: a name costs an allocation.
        let result: QueryResult
        let column: Int

        func failure(_ problem: DecodingError.Problem) -> DecodingError {
            DecodingError(statement: statement, column: result.name(of: column), problem: problem)
        }
    }

    /// What to throw from a decoder: the column's place and what was wrong, never the value.
    package func failure(_ problem: DecodingError.Problem) -> DecodingError {
        place.failure(problem)
    }

    /// The integer that the cell holds, which must take all of it.
    package func integer<Integer: FixedWidthInteger>(_: Integer.Type = Integer.self) throws(DecodingError) -> Integer {
        guard bytes.count == MemoryLayout<Integer>.size else { throw failure(.malformed) }
        return Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
    }

    /// Throws unless the column has the type expected.
    package func require(_ expected: TypeID) throws(DecodingError) {
        guard type == expected else { throw failure(.wrongType(expected: expected, found: type)) }
    }
}

/// A result that isn't what the decoder was written for. Names the statement and the column, never a value.
package struct DecodingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was wrong.
    package enum Problem: Equatable, Sendable {
        /// NULL where a value is needed.
        case null
        /// A column of another type.
        case wrongType(expected: TypeID, found: TypeID)
        /// Bytes that are not a value of the type.
        case malformed
        /// The decoder asked for a column that the result doesn't have.
        case noSuchColumn
        /// Another number of rows than the decoder wants.
        case rowCount(Int)
    }

    /// The statement's name.
    package let statement: String
    /// The column's name, or its index where it has none.
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
