import Postgres

/// The schema that this program was written for.
package enum Schema {
    /// The numbered migrations, in order.
    package static let migrations = MigrationFiles.all.map {
        Migration(name: $0.name.description, text: $0.text.description)
    }

    /// Brings a database up to this program; waits at most `patience` for another migrator.
    package static func migrator(patience: Duration = .seconds(30)) -> Migrator {
        let ledger = MigrationLedger(
            schema: "riad",
            table: "migrations",
            owner: "riad_owner",
            readers: ["riad_console", "riad_worker"]
        )
        return Migrator(migrations, ledger: ledger, consoleRole: "riad_console", patience: patience)
    }
}
