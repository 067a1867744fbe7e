import Domain
import Postgres

/// Encodes and decodes the domain's values.
extension Identifier: PostgresArrayElement, PostgresDecodable {
    package static var postgresType: TypeID { UUIDBytes.postgresType }
    package static var postgresArrayType: TypeID { UUIDBytes.postgresArrayType }

    package func encode(into bytes: inout [UInt8]) {
        UUIDBytes(high: high, low: low).encode(into: &bytes)
    }

    package init(postgres cell: Cell) throws(DecodingError) {
        let value = try UUIDBytes(postgres: cell)
        self.init(high: value.high, low: value.low)
    }
}

extension Timestamp: PostgresEncodable, PostgresDecodable {
    package static var postgresType: TypeID { TimestampTZ.postgresType }

    package func encode(into bytes: inout [UInt8]) {
        TimestampTZ(microseconds: microseconds).encode(into: &bytes)
    }

    package init(postgres cell: Cell) throws(DecodingError) {
        self.init(microseconds: try TimestampTZ(postgres: cell).microseconds)
    }
}

extension CalendarDay: PostgresArrayElement, PostgresDecodable {
    package static var postgresType: TypeID { DateDays.postgresType }
    package static var postgresArrayType: TypeID { DateDays.postgresArrayType }

    package func encode(into bytes: inout [UInt8]) {
        DateDays(days: Int32(clamping: days)).encode(into: &bytes)
    }

    package init(postgres cell: Cell) throws(DecodingError) {
        self.init(days: Int(try DateDays(postgres: cell).days))
    }
}

extension UntrustedText: PostgresArrayElement, PostgresDecodable {
    package static var postgresType: TypeID { String.postgresType }
    package static var postgresArrayType: TypeID { String.postgresArrayType }

    package func encode(into bytes: inout [UInt8]) {
        original.encode(into: &bytes)
    }

    package init(postgres cell: Cell) throws(DecodingError) {
        self.init(try String(postgres: cell))
    }
}
