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

    /// Takes over a database that has the specification's tables already; waits at most `patience` for a migrator.
    package static func adoption(patience: Duration = .seconds(30)) -> Adoption {
        Adoption(
            migrator(patience: patience),
            Adoption.Scripts(
                workshop: AdoptionFiles.all.map { Migration(name: $0.name.description, text: $0.text.description) },
                schema: "riad_adoption",
                reference: ["riad": "riad_reference", "public": "riad_reference_public"],
                adopted: "public",
                // Zones are the installation's own; there may be no such one.
                substitutions: ["ARRAY['casablanca_centre']": "ARRAY[]"]
            )
        )
    }
}
