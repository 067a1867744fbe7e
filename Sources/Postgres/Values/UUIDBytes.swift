/// A UUID as two 64-bit halves; uuid on the wire.
package struct UUIDBytes: PostgresArrayElement, PostgresDecodable, Hashable, Sendable {
    /// The first eight bytes, most significant first.
    package let high: UInt64
    /// The last eight bytes, most significant first.
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    package static var postgresType: TypeID { .uuid }
    package static var postgresArrayType: TypeID { .uuidArray }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: high)
        bytes.append(bigEndian: low)
    }

    package init(postgres cell: Cell) throws(DecodingError) {
        try cell.require(.uuid)
        guard cell.bytes.count == 16 else { throw cell.failure(.malformed) }
        high = UInt64(bigEndian: cell.bytes.loadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: cell.bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
}
