import Postgres

/// The schema that this program requires.
package enum Schema {
    /// The numbered migrations, in order.
    package static let migrations = SchemaFiles.all.map {
        Migration(name: $0.name.description, text: $0.text.description)
    }

    /// The files of functions, views, triggers, policies and grants.
    package static let code = CodeFiles.all.map {
        CodeFile(name: $0.name.description, text: $0.text.description)
    }

    /// Migrates a database to this schema; waits up to `patience` for another migration.
    package static func migrator(patience: Duration = .seconds(30)) -> Migrator {
        let ledger = MigrationLedger(
            schema: "riad",
            table: "migrations",
            owner: "riad_owner",
            users: ["riad_console"],
            grantees: ["riad_console", "riad_integration", "riad_workflow", "riad_worker", "riad_accounts"],
            codeSchemas: ["riad", "public"]
        )
        return Migrator(migrations, code: code, ledger: ledger, consoleRole: "riad_console", patience: patience)
    }

    /// Adopts a database that already has the specification's tables; waits up to `patience` for a migration.
    package static func adoption(patience: Duration = .seconds(30)) -> Adoption {
        Adoption(
            migrator(patience: patience),
            Adoption.Scripts(
                workshop: AdoptionFiles.all.map { Migration(name: $0.name.description, text: $0.text.description) },
                schema: "riad_adoption",
                reference: ["riad": "riad_reference", "public": "riad_reference_public"],
                adopted: "public",
                // Zones differ by deployment, so this one may not exist.
                substitutions: ["ARRAY['casablanca_centre']": "ARRAY[]"]
            )
        )
    }
}
