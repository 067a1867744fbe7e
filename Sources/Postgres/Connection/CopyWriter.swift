/// Writes rows in PostgreSQL's binary COPY format, in chunks.
package final class CopyWriter {
    private var buffer: [UInt8] = []
    private let send: ([UInt8]) throws(PostgresError) -> Void
    private static let pieceSize = 65_536

    init(put: @escaping ([UInt8]) throws(PostgresError) -> Void) {
        self.send = put
        buffer.reserveCapacity(2 * Self.pieceSize)
        buffer += Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
        buffer.append(bigEndian: Int32(0))
        buffer.append(bigEndian: Int32(0))
    }

    /// Begins a row of `columns` columns; as many values must follow. Throws if the connection is lost.
    package func beginRow(columns: Int) throws(PostgresError) {
        if buffer.count >= Self.pieceSize { try flush() }
        buffer.append(bigEndian: Int16(columns))
    }

    /// Appends the next column's value; nil is NULL. The value's type must match the column's.
    package func append<Value: PostgresEncodable>(_ value: Value?) {
        if let value {
            buffer.appendField(value)
        } else {
            buffer.append(bigEndian: Int32(-1))
        }
    }

    func finish() throws(PostgresError) {
        buffer.append(bigEndian: Int16(-1))
        try flush()
    }

    private func flush() throws(PostgresError) {
        try send(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
