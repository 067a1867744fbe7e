/// The record of applied files and of the objects created by code. Three tables: `table` has a row per migration,
/// `code_files` a row per code file, `code_objects` the address of each object created.
package struct MigrationLedger: Sendable {
    package let schema: String
    package let table: String
    /// The role that owns the tables and runs the code; the first migration creates it.
    package let owner: String
    /// The roles that may read the tables.
    package let users: [String]
    /// The roles that code grants privileges to; their table privileges are revoked before the code is recreated.
    package let grantees: [String]
    /// The schemas that code creates objects in.
    package let codeSchemas: [String]

    package init(
        schema: String,
        table: String,
        owner: String,
        users: [String],
        grantees: [String] = [],
        codeSchemas: [String] = []
    ) {
        self.schema = schema
        self.table = table
        self.owner = owner
        self.users = users
        self.grantees = grantees
        self.codeSchemas = codeSchemas
    }

    var qualified: String { "\(Self.quote(schema)).\(Self.quote(table))" }
    var codeFiles: String { "\(Self.quote(schema)).code_files" }
    var codeObjects: String { "\(Self.quote(schema)).code_objects" }

    static func quote(_ identifier: String) -> String {
        "\"" + identifier.replacing("\"", with: "\"\"") + "\""
    }

    static func literal(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }

    /// Run as the owner, after the first migration.
    var creation: String {
        """
        CREATE TABLE \(qualified) (
            name text PRIMARY KEY,
            checksum bigint NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            applied_by name NOT NULL DEFAULT session_user
        );
        CREATE TABLE \(codeFiles) (
            name text PRIMARY KEY,
            checksum bigint NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            applied_by name NOT NULL DEFAULT session_user
        );
        -- As pg_identify_object_as_address gives them: names outlive a dump, numbers don't.
        CREATE TABLE \(codeObjects) (
            type text,
            names text[],
            args text[],
            PRIMARY KEY (type, names, args)
        );
        """
            + [qualified, codeFiles, codeObjects].map { table in
                """
                ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY;
                CREATE POLICY everyone_reads ON \(table) FOR SELECT USING (true);
                REVOKE ALL ON \(table) FROM PUBLIC;

                """
            }.joined()
            + users.map { "GRANT SELECT ON \(qualified), \(codeFiles) TO \(Self.quote($0));" }.joined(separator: "\n")
    }
}
