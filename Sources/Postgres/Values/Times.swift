/// A timestamptz: microseconds since 1970-01-01 00:00 UTC. PostgreSQL's `infinity` and `-infinity` are the maximum and
/// minimum of Int64.
package struct TimestampTZ: PostgresArrayElement, PostgresDecodable, Hashable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// PostgreSQL counts from 2000-01-01 00:00 UTC.
    private static let epoch: Int64 = 946_684_800_000_000

    package static var postgresType: TypeID { .timestamptz }
    package static var postgresArrayType: TypeID { .timestamptzArray }

    package func encode(into bytes: inout [UInt8]) {
        let (shifted, overflows) = microseconds.subtractingReportingOverflow(Self.epoch)
        let isInfinite = microseconds == .max || overflows
        bytes.append(bigEndian: isInfinite ? (microseconds < 0 ? Int64.min : Int64.max) : shifted)
    }

    package init(postgres cell: Cell) throws(DecodingError) {
        try cell.require(.timestamptz)
        let value: Int64 = try cell.integer()
        let (shifted, overflows) = value.addingReportingOverflow(Self.epoch)
        microseconds = value == .min || overflows ? value : shifted
    }
}

/// A date: days since 1970-01-01.
package struct DateDays: PostgresArrayElement, PostgresDecodable, Hashable, Sendable {
    package let days: Int32

    package init(days: Int32) {
        self.days = days
    }

    /// PostgreSQL counts from 2000-01-01.
    private static let epoch: Int32 = 10_957

    package static var postgresType: TypeID { .date }
    package static var postgresArrayType: TypeID { .dateArray }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: days &- Self.epoch)
    }

    /// Reads a date. Throws for `infinity` and `-infinity`.
    package init(postgres cell: Cell) throws(DecodingError) {
        try cell.require(.date)
        let (shifted, overflows) = try cell.integer(Int32.self).addingReportingOverflow(Self.epoch)
        guard !overflows, shifted > Int32.min + Self.epoch else { throw cell.failure(.malformed) }
        days = shifted
    }
}
