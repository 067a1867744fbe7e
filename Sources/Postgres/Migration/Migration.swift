/// One numbered step of the schema, which only goes forward.
package struct Migration: Sendable, Equatable {
    /// The file's name, which begins with its number: `0004_people`.
    package let name: String
    /// The SQL; it runs inside a transaction of its own and must not end it.
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// Tells whether a landed migration was changed afterwards: FNV-1a, 64 bits, over the text.
    package var checksum: Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return Int64(bitPattern: hash)
    }
}

/// Where it is kept which migrations a database has had.
package struct MigrationLedger: Sendable {
    package let schema: String
    package let table: String
    /// The role that owns the table; the first migration makes it.
    package let owner: String
    /// The roles that may read it.
    package let readers: [String]

    package init(schema: String, table: String, owner: String, readers: [String]) {
        self.schema = schema
        self.table = table
        self.owner = owner
        self.readers = readers
    }

    var qualified: String { "\(Self.quote(schema)).\(Self.quote(table))" }

    static func quote(_ identifier: String) -> String {
        "\"" + identifier.replacing("\"", with: "\"\"") + "\""
    }

    /// Run as the owner, in the transaction of the first migration.
    var creation: String {
        """
        CREATE TABLE \(qualified) (
            name text PRIMARY KEY,
            checksum bigint NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            applied_by name NOT NULL DEFAULT session_user
        );
        ALTER TABLE \(qualified) ENABLE ROW LEVEL SECURITY;
        CREATE POLICY everyone_reads ON \(qualified) FOR SELECT USING (true);
        REVOKE ALL ON \(qualified) FROM PUBLIC;
        """
            + readers.map { "GRANT SELECT ON \(qualified) TO \(Self.quote($0));" }.joined(separator: "\n")
    }
}
