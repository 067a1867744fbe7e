import Loop

/// The migrator's requests. Their text contains the ledger's name, which is a constant of this program.
enum MigratorStatements {
    /// Whether and how the login may migrate.
    struct MigrationRights: Sendable {
        let login: String
        let isConsoleLogin: Bool
        let lacks: [String]
    }

    static func standing(_ ledger: MigrationLedger, consoleRole: String) -> Request<MigrationRights> {
        let statement = Statement(
            "migrator_standing",
            """
            SELECT session_user::text, me.rolsuper,
                NOT me.rolsuper AND EXISTS (
                    SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = $1 AND pg_has_role(session_user, r.oid, 'USAGE')
                ),
                me.rolcreaterole,
                pg_has_role(session_user, d.datdba, 'USAGE'),
                EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = $2),
                EXISTS (
                    SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = $2 AND pg_has_role(session_user, r.oid, 'MEMBER')
                )
            FROM pg_catalog.pg_roles me, pg_catalog.pg_database d
            WHERE me.rolname = session_user AND d.datname = current_database()
            """
        )
        return Request(reading: statement, [Parameter(consoleRole), Parameter(ledger.owner)]) {
            rows throws(DecodingError) in
            let row = try rows.single()
            let (isSuper, creates, owns): (Bool, Bool, Bool) = (try row[1], try row[3], try row[4])
            let (ownerExists, isMember): (Bool, Bool) = (try row[5], try row[6])
            var lacks: [String] = []
            if !creates, !ownerExists { lacks.append("CREATEROLE") }
            if !owns { lacks.append("to own the database") }
            if ownerExists, !isMember, !creates { lacks.append("to be a member of \(ledger.owner)") }
            return MigrationRights(login: try row[0], isConsoleLogin: try row[2], lacks: isSuper ? [] : lacks)
        }
    }

    static func ledgerExists(_ ledger: MigrationLedger) -> Request<Bool> {
        exists(ledger.table, in: ledger)
    }

    /// Queries the catalogue, which is readable without rights on the schema.
    private static func exists(_ table: String, in ledger: MigrationLedger) -> Request<Bool> {
        let statement = Statement(
            "migrations_exist",
            """
            SELECT EXISTS (
                SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = $1 AND c.relname = $2
            )
            """
        )
        return Request(reading: statement, [Parameter(ledger.schema), Parameter(table)]) {
            rows throws(DecodingError) in try rows.single()[0]
        }
    }

    /// Returns whether the ledger has code files; ledgers from before the first release don't.
    static func ledgerHasCode(_ ledger: MigrationLedger) -> Request<Bool> {
        exists("code_files", in: ledger)
    }

    /// The checksums of applied files, by name.
    struct Landed: Sendable {
        var migrations: [String: Int64] = [:]
        var code: [String: Int64] = [:]
    }

    /// `table` is one of the ledger's two tables with names and checksums.
    static func landed(_ table: String) -> Request<[String: Int64]> {
        let statement = Statement(name: "landed", text: "SELECT name, checksum FROM \(table)")
        return Request(reading: statement) { rows throws(DecodingError) in
            var landed: [String: Int64] = [:]
            for row in rows { landed[try row[0]] = try row[1] }
            return landed
        }
    }

    static func record(_ migration: Migration, in ledger: MigrationLedger) -> Request<Void> {
        record(name: migration.name, checksum: migration.checksum, in: ledger.qualified)
    }

    static func record(_ file: CodeFile, in ledger: MigrationLedger) -> Request<Void> {
        record(name: file.name, checksum: file.checksum, in: ledger.codeFiles)
    }

    private static func record(name: String, checksum: Int64, in table: String) -> Request<Void> {
        let statement = Statement(name: "record", text: "INSERT INTO \(table) (name, checksum) VALUES ($1, $2)")
        return Request(writing: statement, [Parameter(name), Parameter(checksum)]) { _ in }
    }

    /// Sets a session setting; ignored if this server doesn't have it.
    static func set(_ name: String, to value: String) -> Request<Void> {
        let statement = Statement(
            "migrator_setting",
            """
            SELECT pg_catalog.set_config(s.name, $2, false) FROM pg_catalog.pg_settings s
            WHERE s.name OPERATOR(pg_catalog.=) $1
            """
        )
        return Request(writing: statement, [Parameter(name), Parameter(value)]) { _ in }
    }

    /// Resets a setting to the default of the database or the login.
    static func reset(_ name: String) -> Request<Void> {
        let statement = Statement(
            "migrator_reset",
            """
            SELECT pg_catalog.set_config(s.name, s.reset_val, false) FROM pg_catalog.pg_settings s
            WHERE s.name OPERATOR(pg_catalog.=) $1
            """
        )
        return Request(writing: statement, [Parameter(name)]) { _ in }
    }

    static func lock(_ key: Int64, within patience: Duration) -> Request<Void> {
        let statement = Statement(
            "lock_migrations",
            """
            WITH limits AS MATERIALIZED (SELECT set_config('lock_timeout', $2, true))
            SELECT pg_advisory_lock($1) FROM limits
            """
        )
        let limit = ConnectionSettings.milliseconds(patience)
        return Request(writing: statement, [Parameter(key), Parameter(limit)]) { _ in }
            .withTimeout(patience + .seconds(5))
    }

    static func unlock(_ key: Int64) -> Request<Void> {
        Request(writing: Statement("unlock_migrations", "SELECT pg_advisory_unlock($1)"), [Parameter(key)]) { _ in }
    }

    static func holder(of key: Int64) -> Request<LockHolder?> {
        let statement = Statement(
            "migrations_lock_holder",
            """
            SELECT l.pid, coalesce(a.usename::text, '?'),
                extract(epoch FROM clock_timestamp() - a.backend_start)::bigint
            FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                AND (l.classid::bigint << 32) | l.objid::bigint = $1
            LIMIT 1
            """
        )
        return Request(reading: statement, [Parameter(key)], decode: lockHolder)
    }

    /// The session with the longest open transaction that uses a table of the code.
    static func holder(ofTablesOf ledger: MigrationLedger) -> Request<LockHolder?> {
        holder(of: "SELECT c.names[1], c.names[2] FROM \(ledger.codeObjects) c WHERE c.type IN ('trigger', 'policy')")
    }

    /// The same for the tables of a schema.
    static func holder(ofTablesIn schema: String) -> Request<LockHolder?> {
        let name = MigrationLedger.literal(schema)
        return holder(of: "SELECT schemaname, tablename FROM pg_catalog.pg_tables WHERE schemaname = \(name)")
    }

    private static func holder(of tables: String) -> Request<LockHolder?> {
        let statement = Statement(
            name: "tables_lock_holder",
            text: """
                SELECT l.pid, coalesce(a.usename::text, a.backend_type, '?'),
                    extract(epoch FROM clock_timestamp() - a.backend_start)::bigint
                FROM pg_catalog.pg_locks l
                JOIN pg_catalog.pg_class c ON c.oid = l.relation
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_backend_pid()
                    AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                    AND (n.nspname::text, c.relname::text) IN (\(tables))
                ORDER BY a.xact_start NULLS LAST, l.pid
                LIMIT 1
                """
        )
        return Request(reading: statement, decode: lockHolder)
    }

    /// Whether an autovacuum is running on a table of this database. It yields only to sessions that wait longer than
    /// the server's deadlock timeout.
    static let isVacuuming = Request(
        reading: Statement(
            "is_vacuuming",
            """
            SELECT EXISTS (
                SELECT FROM pg_catalog.pg_stat_activity a
                WHERE a.backend_type = 'autovacuum worker' AND a.datname = current_database()
            )
            """
        )
    ) { rows throws(DecodingError) -> Bool in try rows.single()[0] }

    private static let lockHolder: @Sendable (Rows) throws(DecodingError) -> LockHolder? = {
        rows throws(DecodingError) in
        guard let row = rows.first else { return nil }
        return LockHolder(processID: try row[0], login: try row[1], seconds: try row[2])
    }
}
