/// One numbered, forward-only file of the schema: roles, types, tables, constraints, indexes, initial rows.
package struct Migration: Sendable, Equatable {
    /// The file's name, which begins with its number: `0004_people`.
    package let name: String
    /// The SQL; runs inside a transaction, which it must not end.
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// Detects changes to an applied migration.
    package var checksum: Int64 { Checksum.of(text) }
}

/// FNV-1a, 64 bits.
package enum Checksum {
    /// The checksum of a text's UTF-8 bytes.
    package static func of(_ text: String) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return Int64(bitPattern: hash)
    }
}
