/// Takes over a database whose tables of this schema were created by other means. Runs the usual migration files, but
/// where a migration creates a table or type that already exists, converts the existing one to the migration's
/// definition.
package struct Adoption: Sendable {
    /// The scripts that an adoption runs beside the migrations.
    package struct Scripts: Sendable {
        /// Create the functions that compare, plan and apply, in the schema `workshop`.
        package let comparisonSchema: [Migration]
        /// The name of that temporary schema.
        package let schema: String
        /// The schemas that migrations create objects in, each with its name in the reference copy.
        package let reference: [String: String]
        /// The schema whose tables may already exist.
        package let adopted: String
        /// Migration text that the installation's own data replaces, with the replacement.
        package let substitutions: [String: String]

        package init(
            workshop: [Migration],
            schema: String,
            reference: [String: String],
            adopted: String,
            substitutions: [String: String]
        ) {
            self.comparisonSchema = workshop
            self.schema = schema
            self.reference = reference
            self.adopted = adopted
            self.substitutions = substitutions
        }
    }

    package let migrator: Migrator
    package let scripts: Scripts

    package init(_ migrator: Migrator, _ scripts: Scripts) {
        self.migrator = migrator
        self.scripts = scripts
    }

    /// Returns what an adoption would do; nil if the database already has migrations. Changes nothing: the objects
    /// created for the comparison are rolled back. Throws if the database refuses or the login can't migrate.
    package func plan(on connection: Connection) throws(MigrationError) -> AdoptionPlan? {
        if try isAdopted(connection) { return nil }
        let blockers = try run(AdoptionStatements.firstBlockers, on: connection)
        guard blockers.isEmpty else { return AdoptionPlan(blockers: blockers) }
        do throws(MigrationError) {
            return try migrator.withExclusiveLock(on: connection) { () throws(MigrationError) in
                try read(on: connection)
            }
        } catch {
            guard case .insufficientPrivilege(let login, let needs) = error else { throw error }
            return AdoptionPlan(blockers: needs.map { Self.missingPrivilege($0, of: login) })
        }
    }

    /// Reads the plan against a temporary reference schema, then rolls back.
    func read(on connection: Connection) throws(MigrationError) -> AdoptionPlan {
        defer { _ = try? connection.run(script: "ROLLBACK", name: "rollback") }
        try run("\(begin); SET LOCAL client_min_messages = error", "begin", connection)
        let adopted = scripts.reference[scripts.adopted] ?? scripts.adopted
        try run("CREATE SCHEMA \(adopted)", "reference", connection)
        for migration in migrator.migrations {
            try run(SQLScript(migration.text).replacing(words: scripts.reference), migration.name, connection)
        }
        for file in try CodeFile.ordered(migrator.code) {
            let text = SQLScript(file.text).replacing(words: scripts.reference)
            try run("\(migrator.becomeOwner);\n\(text)", file.name, connection)
        }
        try run("RESET ROLE", "reset", connection)
        for script in scripts.comparisonSchema { try run(script.text, script.name, connection) }
        let blockers = try run(AdoptionStatements.blockers(scripts.schema), on: connection)
        guard blockers.isEmpty else { return AdoptionPlan(blockers: blockers) }
        return AdoptionPlan(
            blockers: [],
            steps: try run(AdoptionStatements.steps(scripts.schema), on: connection),
            tables: try run(AdoptionStatements.tables(scripts.schema), on: connection)
        )
    }

    /// Returns whether the database has migrations. Throws if it predates the first release.
    func isAdopted(_ connection: Connection) throws(MigrationError) -> Bool {
        guard try run(MigratorStatements.ledgerExists(migrator.ledger), on: connection) else { return false }
        guard try run(MigratorStatements.ledgerHasCode(migrator.ledger), on: connection) else {
            throw .predatesFirstRelease
        }
        return true
    }

    func run<Answer>(_ request: Request<Answer>, on connection: Connection) throws(MigrationError) -> Answer {
        try migrator.run(request, on: connection)
    }

    /// Roles are cluster-wide: another database's migration may hold a lock that this one needs, hence the long lock
    /// timeout.
    var begin: String {
        "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '\(ConnectionSettings.milliseconds(migrator.waitTimeout))'"
    }

    func run(_ script: String, _ name: String, _ connection: Connection) throws(MigrationError) {
        try migrator.run(script, name, connection)
    }

    private static func missingPrivilege(_ need: String, of login: String) -> AdoptionPlan.Blocker {
        AdoptionPlan.Blocker(
            text: "\(login) lacks \(need)",
            remedy:
                "connect as the role that owns the database and its tables and may create roles; what else stands in the"
                + " way can only be seen then"
        )
    }
}
