import Postgres

/// The schema that this program was written for.
package enum Schema {
    /// The numbered files of what holds data, in order.
    package static let migrations = SchemaFiles.all.map {
        Migration(name: $0.name.description, text: $0.text.description)
    }

    /// The files of functions, views, triggers, policies and grants.
    package static let code = CodeFiles.all.map {
        CodeFile(name: $0.name.description, text: $0.text.description)
    }

    /// Brings a database up to this program; waits at most `patience` for another migrator.
    package static func migrator(patience: Duration = .seconds(30)) -> Migrator {
        let ledger = MigrationLedger(
            schema: "riad",
            table: "migrations",
            owner: "riad_owner",
            users: ["riad_console", "riad_worker"],
            grantees: ["riad_console", "riad_integration", "riad_workflow", "riad_worker", "riad_accounts"],
            codeSchemas: ["riad", "public"]
        )
        return Migrator(migrations, code: code, ledger: ledger, consoleRole: "riad_console", patience: patience)
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
