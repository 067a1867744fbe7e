/// Takes a database over that has tables of this schema made by other hands: the same files as everywhere, but where a
/// migration makes a table or type that is there already, that one is brought to what the migration says.
package struct Adoption: Sendable {
    /// What an adoption runs beside the migrations.
    package struct Scripts: Sendable {
        /// Makes the functions that compare, plan and act, in the schema `workshop`.
        package let comparisonSchema: [Migration]
        /// The schema's name for as long as it is there.
        package let schema: String
        /// The schemas that migrations make things in, and what each is called for the reference.
        package let reference: [String: String]
        /// The schema of the tables that may be there already.
        package let adopted: String
        /// Texts of migrations that an installation's own data stand for, and what takes their place.
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

    /// What adopting would do; nil where the database has had migrations already and there is nothing to adopt. Changes
    /// nothing: what it makes to compare with is taken back. Throws where the database refuses, or the login can't migrate.
    package func plan(on connection: Connection) throws(MigrationError) -> AdoptionPlan? {
        if try isAdopted(connection) { return nil }
        let reasons = try run(AdoptionStatements.firstReasons, on: connection)
        guard reasons.isEmpty else { return AdoptionPlan(reasons: reasons) }
        do throws(MigrationError) {
            return try migrator.withExclusiveLock(on: connection) { () throws(MigrationError) in
                try read(on: connection)
            }
        } catch {
            guard case .insufficientPrivilege(let login, let needs) = error else { throw error }
            return AdoptionPlan(reasons: needs.map { Self.missingPrivilege($0, of: login) })
        }
    }

    /// Reads the plan with a reference beside it, and takes that back.
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
        let reasons = try run(AdoptionStatements.reasons(scripts.schema), on: connection)
        guard reasons.isEmpty else { return AdoptionPlan(reasons: reasons) }
        return AdoptionPlan(
            reasons: [],
            steps: try run(AdoptionStatements.steps(scripts.schema), on: connection),
            tables: try run(AdoptionStatements.tables(scripts.schema), on: connection)
        )
    }

    /// Throws where the database was made before the first release.
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

    /// Roles are the cluster's: another database's migration may hold what this one needs, for as long as it takes.
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
