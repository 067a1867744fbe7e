import Loop

/// Applies numbered migrations, forward only, each in a transaction, one migrator at a time.
package struct Migrator: Sendable {
    package let migrations: [Migration]
    package let ledger: MigrationLedger
    /// Members of this role never migrate.
    package let consoleRole: String
    /// How long to wait for another migrator.
    package let patience: Duration

    /// Migrations in any order; their names' order counts.
    package init(
        _ migrations: [Migration],
        ledger: MigrationLedger,
        consoleRole: String,
        patience: Duration = .seconds(30)
    ) {
        self.migrations = migrations.sorted { $0.name < $1.name }
        self.ledger = ledger
        self.consoleRole = consoleRole
        self.patience = patience
    }

    /// The migrations that the database hasn't had. Throws where it has had others, or changed ones.
    package func pending(on connection: Connection) throws(MigrationError) -> [Migration] {
        let landed = try landed(on: connection)
        for migration in migrations {
            if let checksum = landed[migration.name], checksum != migration.checksum {
                throw .changed(name: migration.name)
            }
        }
        let known = Set(migrations.map(\.name))
        if let stranger = landed.keys.sorted().first(where: { !known.contains($0) }) { throw .unknown(name: stranger) }
        let pending = migrations.filter { landed[$0.name] == nil }
        if let first = pending.first, let last = landed.keys.max(), first.name < last {
            throw .outOfOrder(name: first.name, after: last)
        }
        return pending
    }

    /// Applies what is pending and returns it. `report` is told before each. What landed before a failure stays.
    @discardableResult
    package func apply(
        on connection: Connection,
        report: (Migration) -> Void = { _ in }
    ) throws(MigrationError) -> [Migration] {
        try checkRights(on: connection)
        return try alone(on: connection) { () throws(MigrationError) in
            let pending = try pending(on: connection)
            for migration in pending {
                report(migration)
                try apply(migration, on: connection)
            }
            return pending
        }
    }

    /// Runs the work while no other migrator does. Throws where another one goes on for longer than we wait.
    func alone<Value>(
        on connection: Connection,
        _ work: () throws(MigrationError) -> Value
    ) throws(MigrationError) -> Value {
        try lock(on: connection)
        defer { _ = try? connection.run(MigratorStatements.unlock(key)) }
        return try work()
    }

    /// The same lock for every database that has this ledger.
    private var key: Int64 { Migration(name: "", text: "riad migrations " + ledger.qualified).checksum }

    private func landed(on connection: Connection) throws(MigrationError) -> [String: Int64] {
        do throws(PostgresError) {
            guard try connection.run(MigratorStatements.ledgerExists(ledger)) else { return [:] }
            try beginAsOwner(on: connection)
            defer { _ = try? connection.run(script: "ROLLBACK", name: "rollback") }
            return try connection.run(MigratorStatements.landed(ledger))
        } catch {
            throw .refused(migration: nil, error)
        }
    }

    /// A migrating role may be a member of the owner without having its rights by itself. Who can't become the owner
    /// may still be one of the readers.
    private func beginAsOwner(on connection: Connection) throws(PostgresError) {
        do throws(PostgresError) {
            let owner = MigrationLedger.quote(ledger.owner)
            try connection.run(script: "BEGIN READ ONLY; SET LOCAL ROLE \(owner)", name: "become_owner")
        } catch {
            guard error.kind == .permissionDenied else { throw error }
            try connection.run(script: "ROLLBACK", name: "rollback")
        }
    }

    func checkRights(on connection: Connection) throws(MigrationError) {
        let standing: MigratorStatements.Standing
        do throws(PostgresError) {
            standing = try connection.run(MigratorStatements.standing(ledger, consoleRole: consoleRole))
        } catch {
            throw .refused(migration: nil, error)
        }
        if standing.isConsoleLogin { throw .consoleLogin(standing.login) }
        if !standing.lacks.isEmpty { throw .lacksRights(login: standing.login, needs: standing.lacks) }
    }

    private func lock(on connection: Connection) throws(MigrationError) {
        do throws(PostgresError) {
            try connection.run(MigratorStatements.lock(key, within: patience))
        } catch {
            guard error.kind == .timedOut else { throw .refused(migration: nil, error) }
            let holder = try? connection.run(MigratorStatements.holder(of: key))
            throw .locked(holder: holder ?? nil)
        }
    }

    private func apply(_ migration: Migration, on connection: Connection) throws(MigrationError) {
        do throws(PostgresError) {
            let isFirst = try !connection.run(MigratorStatements.ledgerExists(ledger))
            let script = """
                BEGIN;
                SET LOCAL statement_timeout = 0;
                SET LOCAL check_function_bodies = on;
                \(migration.text)
                ;
                SET LOCAL ROLE \(MigrationLedger.quote(ledger.owner));
                \(isFirst ? ledger.creation : "")
                """
            try connection.run(script: script, named: migration.name)
            try connection.run(MigratorStatements.record(migration, in: ledger))
            try connection.run(script: "COMMIT", name: "commit")
        } catch {
            _ = try? connection.run(script: "ROLLBACK", name: "rollback")
            throw .refused(migration: migration.name, error)
        }
    }
}
