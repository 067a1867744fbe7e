import Glibc
import Loop

/// Brings a database up to date with the program's files, one migrator at a time: numbered forward-only migrations, and
/// code, which is dropped and recreated whenever anything differs. All in one transaction.
package struct Migrator: Sendable {
    package let migrations: [Migration]
    package let code: [CodeFile]
    package let ledger: MigrationLedger
    /// Members of this role never migrate.
    package let consoleRole: String
    /// How long to wait for another migrator and for users of the tables.
    package let waitTimeout: Duration

    /// Files in any order; migrations are sorted by name, code by name and requirements.
    package init(
        _ migrations: [Migration],
        code: [CodeFile] = [],
        ledger: MigrationLedger,
        consoleRole: String,
        patience: Duration = .seconds(30)
    ) {
        self.migrations = migrations.sorted { $0.name < $1.name }
        self.code = code
        self.ledger = ledger
        self.consoleRole = consoleRole
        self.waitTimeout = patience
    }

    /// Returns what the database lacks. Throws if it has unknown or changed migrations.
    package func pending(on connection: Connection) throws(MigrationError) -> PendingChanges {
        try withPinnedSettings(on: connection) { () throws(MigrationError) in try compare(on: connection) }
    }

    private func compare(on connection: Connection) throws(MigrationError) -> PendingChanges {
        let landed = try landed(on: connection)
        for migration in migrations {
            if let checksum = landed.migrations[migration.name], checksum != migration.checksum {
                throw .changed(name: migration.name)
            }
        }
        let known = Set(migrations.map(\.name))
        if let stranger = landed.migrations.keys.sorted().first(where: { !known.contains($0) }) {
            throw .unknown(name: stranger)
        }
        let pending = migrations.filter { landed.migrations[$0.name] == nil }
        if let first = pending.first, let last = landed.migrations.keys.max(), first.name < last {
            throw .outOfOrder(name: first.name, after: last)
        }
        return PendingChanges(migrations: pending, code: differences(from: landed.code))
    }

    /// Applies what is pending and returns it, all or nothing. Calls `report` with each migration's name before it
    /// runs, and with `code` before the code.
    @discardableResult
    package func apply(
        on connection: Connection,
        report: (String) -> Void = { _ in }
    ) throws(MigrationError) -> PendingChanges {
        try withExclusiveLock(on: connection) { () throws(MigrationError) in
            let pending = try compare(on: connection)
            guard !pending.isEmpty else { return pending }
            try transaction(on: connection) { () throws(MigrationError) in
                let grants = try dropCode(on: connection)
                for migration in pending.migrations {
                    report(migration.name)
                    try apply(migration, on: connection)
                }
                report("code")
                let others = try objectsOfOthers(on: connection)
                try makeCode(on: connection)
                try recordCode(except: others, on: connection)
                try restore(grants, on: connection)
            }
            return pending
        }
    }

    /// Runs the work while holding the migration lock. Throws if the login may not migrate, or another migrator holds
    /// the lock beyond the wait timeout.
    func withExclusiveLock<Value>(
        on connection: Connection,
        _ work: () throws(MigrationError) -> Value
    ) throws(MigrationError) -> Value {
        try withPinnedSettings(on: connection) { () throws(MigrationError) in
            try checkRights(on: connection)
            try lock(on: connection)
            defer { _ = try? connection.run(MigratorStatements.unlock(key)) }
            return try work()
        }
    }

    /// Runs the work with fixed session settings, so that defaults of the database or the login don't affect the search
    /// path, name quoting or timeouts.
    func withPinnedSettings<Value>(
        on connection: Connection,
        _ work: () throws(MigrationError) -> Value
    ) throws(MigrationError) -> Value {
        let settings = [
            ("search_path", "pg_catalog, pg_temp"), ("quote_all_identifiers", "off"),
            ("default_transaction_read_only", "off"), ("transaction_timeout", "0"),
        ]
        do throws(PostgresError) {
            for (name, value) in settings { try connection.run(MigratorStatements.set(name, to: value)) }
        } catch {
            throw .refused(migration: nil, error)
        }
        defer { for (name, _) in settings { _ = try? connection.run(MigratorStatements.reset(name)) } }
        return try work()
    }

    func checkRights(on connection: Connection) throws(MigrationError) {
        let standing = try run(MigratorStatements.standing(ledger, consoleRole: consoleRole), on: connection)
        if standing.isConsoleLogin { throw .consoleLogin(standing.login) }
        if !standing.lacks.isEmpty { throw .insufficientPrivilege(login: standing.login, needs: standing.lacks) }
    }

    /// Runs one file as the migrating role and checks deferred constraints afterwards: many files share one
    /// transaction.
    func run(_ script: String, _ name: String, _ connection: Connection) throws(MigrationError) {
        do throws(PostgresError) {
            try connection.run(script: "SET ROLE NONE;\n\(script)\n;\n\(Self.flushDeferredConstraints)", named: name)
        } catch {
            throw .refused(migration: name, error)
        }
    }

    func run<Answer>(_ request: Request<Answer>, on connection: Connection) throws(MigrationError) -> Answer {
        do throws(PostgresError) {
            return try connection.run(request)
        } catch {
            throw .refused(migration: nil, error)
        }
    }

    var becomeOwner: String { "SET LOCAL ROLE \(MigrationLedger.quote(ledger.owner))" }

    /// Checks deferred constraints as a commit would.
    static let flushDeferredConstraints = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"

    private func apply(_ migration: Migration, on connection: Connection) throws(MigrationError) {
        let isFirst = try !run(MigratorStatements.ledgerExists(ledger), on: connection)
        try run(migration.text, migration.name, connection)
        try run("\(becomeOwner); \(isFirst ? ledger.creation : "")", migration.name, connection)
        try record(migration, on: connection)
    }

    func record(_ migration: Migration, on connection: Connection) throws(MigrationError) {
        try run(becomeOwner, migration.name, connection)
        _ = try run(MigratorStatements.record(migration, in: ledger), on: connection)
    }

    /// Runs the work in a transaction and retries while others use the tables, up to the wait timeout. Each lock
    /// attempt gives up before the server's deadlock check: no other transaction is aborted for this one, and nobody
    /// queues behind it for longer.
    private func transaction(
        on connection: Connection,
        _ work: () throws(MigrationError) -> Void
    ) throws(MigrationError) {
        var waited = Duration.zero
        var limit = Self.lockTimeout
        while true {
            do throws(MigrationError) {
                try begin(waiting: limit, on: connection)
                try work()
                return try commit(on: connection)
            } catch {
                _ = try? connection.run(script: "ROLLBACK", name: "rollback")
                guard case .refused(_, let failure) = error, isTransient(failure) else { throw error }
                waited += limit + Self.pause
                guard waited < waitTimeout else {
                    let holder = try? connection.run(MigratorStatements.holder(ofTablesOf: ledger))
                    throw .tablesInUse(by: holder ?? nil)
                }
                let isVacuuming = (try? connection.run(MigratorStatements.isVacuuming)) ?? false
                limit = isVacuuming ? Self.vacuumTimeout : Self.lockTimeout
                usleep(UInt32(Self.pause / .microseconds(1)))
            }
        }
    }

    /// Returns whether a retry may succeed: lock timeout, deadlock, or concurrent GRANT.
    private func isTransient(_ failure: PostgresError) -> Bool {
        ["55P03", "40P01"].contains(failure.state)
            || failure.state == "XX000" && failure.message?.contains("concurrently") ?? false
    }

    private func begin(waiting limit: Duration, on connection: Connection) throws(MigrationError) {
        let limit = ConnectionSettings.milliseconds(min(limit, waitTimeout))
        try run(
            """
            BEGIN;
            SET LOCAL statement_timeout = 0;
            SET LOCAL lock_timeout = '\(limit)';
            SET LOCAL check_function_bodies = on
            """,
            "begin",
            connection
        )
    }

    func commit(on connection: Connection) throws(MigrationError) {
        do throws(PostgresError) {
            try connection.run(script: "COMMIT", name: "commit")
        } catch {
            throw .refused(migration: nil, error)
        }
    }

    private static let lockTimeout = Duration.milliseconds(800)
    private static let pause = Duration.milliseconds(400)
    /// Longer than a second, after which the server checks for deadlocks and cancels a blocking autovacuum.
    private static let vacuumTimeout = Duration.milliseconds(1_500)

    /// The same lock for every database that has this ledger.
    private var key: Int64 { Checksum.of("riad migrations " + ledger.qualified) }

    private func lock(on connection: Connection) throws(MigrationError) {
        do throws(PostgresError) {
            try connection.run(MigratorStatements.lock(key, within: waitTimeout))
        } catch {
            guard error.kind == .timedOut else { throw .refused(migration: nil, error) }
            let holder = try? connection.run(MigratorStatements.holder(of: key))
            throw .locked(holder: holder ?? nil)
        }
    }

    private func differences(from landed: [String: Int64]) -> [String] {
        let files = Dictionary(uniqueKeysWithValues: code.map { ($0.name, $0.checksum) })
        return Set(files.keys).union(landed.keys).filter { files[$0] != landed[$0] }.sorted()
    }

    private func landed(on connection: Connection) throws(MigrationError) -> MigratorStatements.Landed {
        guard try run(MigratorStatements.ledgerExists(ledger), on: connection) else { return .init() }
        guard try run(MigratorStatements.ledgerHasCode(ledger), on: connection) else { throw .predatesFirstRelease }
        do throws(PostgresError) {
            try beginAsOwner(on: connection)
            defer { _ = try? connection.run(script: "ROLLBACK", name: "rollback") }
            return MigratorStatements.Landed(
                migrations: try connection.run(MigratorStatements.landed(ledger.qualified)),
                code: try connection.run(MigratorStatements.landed(ledger.codeFiles))
            )
        } catch {
            throw .refused(migration: nil, error)
        }
    }

    /// A migrating role may be a member of the owner without inheriting its rights. A login that can't become the owner
    /// may still be one of the ledger's users.
    private func beginAsOwner(on connection: Connection) throws(PostgresError) {
        do throws(PostgresError) {
            try connection.run(script: "BEGIN READ ONLY; \(becomeOwner)", name: "become_owner")
        } catch {
            guard error.kind == .permissionDenied else { throw error }
            try connection.run(script: "ROLLBACK", name: "rollback")
        }
    }
}
