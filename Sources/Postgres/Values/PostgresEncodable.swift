/// A value that can be a parameter, in PostgreSQL's binary format.
package protocol PostgresEncodable {
    /// The type declared to the server.
    static var postgresType: TypeID { get }

    /// Appends the value's binary form, without a length prefix.
    func encode(into bytes: inout [UInt8])
}

/// A value that can be an element of an array parameter.
package protocol PostgresArrayElement: PostgresEncodable {
    /// The type of an array of such values.
    static var postgresArrayType: TypeID { get }
}

/// One typed parameter of a statement. Its description hides the value, to keep values out of logs.
package struct Parameter: Sendable, CustomStringConvertible {
    /// The type declared to the server.
    package let type: TypeID
    /// The binary form; nil is NULL.
    package let bytes: [UInt8]?

    /// A value, or NULL of the value's type.
    package init<Value: PostgresEncodable>(_ value: Value?) {
        type = Value.postgresType
        bytes = value.map { value in
            var bytes: [UInt8] = []
            value.encode(into: &bytes)
            return bytes
        }
    }

    /// A value in binary form.
    package init(type: TypeID, bytes: [UInt8]?) {
        self.type = type
        self.bytes = bytes
    }

    package var description: String { "parameter of type \(type.rawValue)" }
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    package static var postgresType: TypeID { Element.postgresArrayType }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: Int32(isEmpty ? 0 : 1))
        bytes.append(bigEndian: Int32(0))
        bytes.append(bigEndian: Element.postgresType.rawValue)
        guard !isEmpty else { return }
        bytes.append(bigEndian: Int32(count))
        bytes.append(bigEndian: Int32(1))
        for element in self {
            bytes.appendField(element)
        }
    }
}

extension [UInt8] {
    /// Appends an integer in big-endian order.
    mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends a value with its length prefix.
    mutating func appendField(_ value: some PostgresEncodable) {
        let start = count
        append(bigEndian: Int32(0))
        value.encode(into: &self)
        let length = Int32(count - start - 4)
        Swift.withUnsafeBytes(of: length.bigEndian) { replaceSubrange(start..<start + 4, with: $0) }
    }
}
