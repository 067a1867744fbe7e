extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// Reads a one-dimensional or empty array. NULL elements require an optional element type.
    package init(postgres cell: Cell) throws(DecodingError) {
        var reader = ArrayReader(cell: cell)
        let dimensions = try reader.integer()
        _ = try reader.integer()
        let type = TypeID(rawValue: UInt32(bitPattern: try reader.integer()))
        self = []
        guard dimensions > 0 else { return }
        guard dimensions == 1 else { throw cell.failure(.malformed) }
        let count = try reader.integer()
        _ = try reader.integer()
        guard count >= 0, Int(count) <= cell.bytes.count / 4 else { throw cell.failure(.malformed) }
        reserveCapacity(Int(count))
        for _ in 0..<count {
            append(try reader.element(of: type))
        }
    }
}

/// Reads an array's binary form.
private struct ArrayReader {
    let cell: Cell
    var offset = 0

    mutating func integer() throws(DecodingError) -> Int32 {
        guard offset + 4 <= cell.bytes.count else { throw cell.failure(.malformed) }
        defer { offset += 4 }
        return Int32(bigEndian: cell.bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
    }

    mutating func element<Element: PostgresDecodable>(of type: TypeID) throws(DecodingError) -> Element {
        let length = Int(try integer())
        guard length >= 0 else { return try Element.null(at: cell.place) }
        guard offset + length <= cell.bytes.count else { throw cell.failure(.malformed) }
        defer { offset += length }
        let bytes = UnsafeRawBufferPointer(rebasing: cell.bytes[offset..<offset + length])
        return try Element(postgres: Cell(type: type, bytes: bytes, place: cell.place))
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package init(postgres cell: Cell) throws(DecodingError) {
        self = try Wrapped(postgres: cell)
    }

    package static func null(at place: Cell.CellLocation) throws(DecodingError) -> Wrapped? { nil }
}
