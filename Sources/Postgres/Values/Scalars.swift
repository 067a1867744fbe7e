extension Bool: PostgresArrayElement, PostgresDecodable {
    package static var postgresType: TypeID { .bool }
    package static var postgresArrayType: TypeID { .boolArray }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(self ? 1 : 0)
    }

    package init(postgres cell: Cell) throws(DecodingError) {
        try cell.require(.bool)
        self = try cell.integer(UInt8.self) != 0
    }
}

/// An integer that has a PostgreSQL type of its width.
package protocol PostgresInteger: FixedWidthInteger, PostgresArrayElement, PostgresDecodable {}

extension PostgresInteger {
    package func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: self)
    }

    package init(postgres cell: Cell) throws(DecodingError) {
        try cell.require(Self.postgresType)
        self = try cell.integer()
    }
}

extension Int16: PostgresInteger {
    package static var postgresType: TypeID { .int2 }
    package static var postgresArrayType: TypeID { .int2Array }
}

extension Int32: PostgresInteger {
    package static var postgresType: TypeID { .int4 }
    package static var postgresArrayType: TypeID { .int4Array }
}

extension Int64: PostgresInteger {
    package static var postgresType: TypeID { .int8 }
    package static var postgresArrayType: TypeID { .int8Array }
}

extension Int: PostgresDecodable {
    /// Reads smallint, integer and bigint, whichever the server chose for a count.
    package init(postgres cell: Cell) throws(DecodingError) {
        switch cell.type {
        case .int2: self = Int(try cell.integer(Int16.self))
        case .int4: self = Int(try cell.integer(Int32.self))
        case .int8: self = Int(try cell.integer(Int64.self))
        default: throw cell.failure(.wrongType(expected: .int8, found: cell.type))
        }
    }
}

extension Float: PostgresEncodable, PostgresDecodable {
    package static var postgresType: TypeID { .float4 }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: bitPattern)
    }

    package init(postgres cell: Cell) throws(DecodingError) {
        try cell.require(.float4)
        self.init(bitPattern: try cell.integer())
    }
}

extension Double: PostgresEncodable, PostgresDecodable {
    package static var postgresType: TypeID { .float8 }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: bitPattern)
    }

    package init(postgres cell: Cell) throws(DecodingError) {
        try cell.require(.float8)
        self.init(bitPattern: try cell.integer())
    }
}
