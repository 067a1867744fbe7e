extension String: PostgresArrayElement, PostgresDecodable {
    package static var postgresType: TypeID { .text }
    package static var postgresArrayType: TypeID { .textArray }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: utf8)
    }

    /// Reads any text type, and enum labels.
    package init(postgres cell: Cell) throws(DecodingError) {
        guard cell.type.isTextual else { throw cell.failure(.wrongType(expected: .text, found: cell.type)) }
        self.init(decoding: cell.bytes, as: UTF8.self)
    }
}

/// A JSON document as text; jsonb on the wire.
package struct JSONText: PostgresArrayElement, PostgresDecodable, Hashable, Sendable {
    /// The document, as the server writes it.
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package static var postgresType: TypeID { .jsonb }
    package static var postgresArrayType: TypeID { .jsonbArray }

    package func encode(into bytes: inout [UInt8]) {
        // The version of jsonb's binary form.
        bytes.append(1)
        bytes.append(contentsOf: text.utf8)
    }

    /// Reads json and jsonb.
    package init(postgres cell: Cell) throws(DecodingError) {
        switch cell.type {
        case .json: text = String(decoding: cell.bytes, as: UTF8.self)
        case .jsonb:
            guard cell.bytes.first == 1 else { throw cell.failure(.malformed) }
            text = String(decoding: cell.bytes.dropFirst(), as: UTF8.self)
        default: throw cell.failure(.wrongType(expected: .jsonb, found: cell.type))
        }
    }
}
