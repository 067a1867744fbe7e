import Loop

/// Applies an adoption plan.
extension Adoption {
    /// Adopts the database as planned: new enum labels in their own transaction, everything else in one transaction.
    /// Returns the plan that was applied; nil if the database already has migrations. Throws if a blocker exists, if
    /// the current plan has steps that `shown` lacks, or if the database refuses a step; then everything is rolled back
    /// except the labels.
    @discardableResult
    package func apply(
        _ shown: AdoptionPlan,
        keepingApplication: Bool = false,
        on connection: Connection,
        report: (String) -> Void = { _ in }
    ) throws(MigrationError) -> AdoptionPlan? {
        try migrator.withExclusiveLock(on: connection) { () throws(MigrationError) in
            guard try !isAdopted(connection) else { return nil }
            let plan = try read(on: connection)
            guard plan.blockers.isEmpty else { throw .notAdoptable(plan.blockers) }
            let known = Set(shown.steps.compactMap(\.command))
            if let new = plan.steps.first(where: { $0.command.map { !known.contains($0) } ?? false }) {
                throw .planChanged(new.line)
            }
            try addLabels(plan, on: connection)
            do throws(MigrationError) {
                try execute(plan, keepingApplication, on: connection, report: report)
            } catch {
                _ = try? connection.run(script: "ROLLBACK", name: "rollback")
                throw error
            }
            return plan
        }
    }

    private func addLabels(_ plan: AdoptionPlan, on connection: Connection) throws(MigrationError) {
        let commands = plan.commands(.labels)
        guard !commands.isEmpty else { return }
        do throws(PostgresError) {
            // The server runs a multi-statement script without BEGIN as one transaction.
            try connection.run(script: commands.joined(separator: ";\n"), name: "enum_labels")
        } catch {
            throw .refused(migration: "enum labels", error)
        }
    }

    private func execute(
        _ plan: AdoptionPlan,
        _ keepsApplication: Bool,
        on connection: Connection,
        report: (String) -> Void
    ) throws(MigrationError) {
        try run(
            "\(begin); SET LOCAL check_function_bodies = on; SET LOCAL maintenance_work_mem = '256MB'",
            "begin",
            connection
        )
        try lock(plan.tables, on: connection)
        var existing = ExistingNames()
        for (index, migration) in migrator.migrations.enumerated() {
            report(migration.name)
            try apply(migration, existing, on: connection)
            if index == 0 {
                try prepare(plan, on: connection)
                existing = try run(AdoptionStatements.existing(scripts.adopted), on: connection)
            }
            try restorePartitionedRows(migration, isFirst: index == 0, on: connection)
        }
        report("code")
        let others = try migrator.objectsOfOthers(on: connection)
        try migrator.makeCode(on: connection)
        try run("\(becomeOwner); SELECT \(scripts.schema).finish(\(keepsApplication))", "conclusion", connection)
        try migrator.recordCode(except: others, on: connection)
        for command in plan.commands(.finish) { try run(command, "what stays", connection) }
        try conclude(on: connection)
    }

    private func conclude(on connection: Connection) throws(MigrationError) {
        try run("\(becomeOwner); DROP SCHEMA \(scripts.schema) CASCADE", "conclusion", connection)
        try migrator.commit(on: connection)
    }

    /// Blocks writers until the transaction ends. Throws if another session holds a table longer than the lock timeout.
    private func lock(_ tables: [AdoptionPlan.Table], on connection: Connection) throws(MigrationError) {
        let names = tables.map { "\(scripts.adopted).\(MigrationLedger.quote($0.name))" }.joined(separator: ", ")
        do throws(PostgresError) {
            try connection.run(script: "LOCK TABLE \(names) IN ACCESS EXCLUSIVE MODE", name: "lock_tables")
        } catch {
            guard error.state == "55P03" else { throw .refused(migration: nil, error) }
            _ = try? connection.run(script: "ROLLBACK", name: "rollback")
            let holder = try? connection.run(MigratorStatements.holder(ofTablesIn: scripts.adopted))
            throw .tablesInUse(by: holder ?? nil)
        }
    }

    /// Runs after the first migration, which creates the roles: the owner creates the comparison schema, the migrating
    /// role runs the preparation commands.
    private func prepare(_ plan: AdoptionPlan, on connection: Connection) throws(MigrationError) {
        for script in scripts.comparisonSchema { try run("\(becomeOwner);\n\(script.text)", script.name, connection) }
        for command in plan.commands(.prepare) { try run(command, "preparation", connection) }
    }

    private func apply(
        _ migration: Migration,
        _ existing: ExistingNames,
        on connection: Connection
    ) throws(MigrationError) {
        let statements = SQLScript(migration.text).statements().map { adapted($0, existing) }
        try run(statements.joined(separator: ";\n"), migration.name, connection)
    }

    /// Moves the rows of newly partitioned tables back once their partitions exist.
    private func restorePartitionedRows(
        _ migration: Migration,
        isFirst: Bool,
        on connection: Connection
    ) throws(MigrationError) {
        let creation = isFirst ? migrator.ledger.creation : ""
        try run("\(becomeOwner); \(creation) SELECT \(scripts.schema).restore_rows()", migration.name, connection)
        try migrator.record(migration, on: connection)
    }

    /// Rewrites a statement that would create an existing object into one that converts the object.
    private func adapted(_ statement: String, _ existing: ExistingNames) -> String {
        let words = SQLScript.firstWords(of: statement, 5)
        guard words.count == 5, words[0] == "CREATE", words[2] == scripts.adopted, words[3] == "." else {
            return statement
        }
        let qualifier = "\(words[1]) \(scripts.adopted)."
        guard let place = statement.firstRange(of: qualifier) else { return statement }
        switch words[1] {
        case "TYPE" where existing.types.contains(words[4]):
            return ""
        case "TABLE" where existing.tables.contains(words[4]):
            let template = scripts.substitutions.reduce(
                statement.replacingCharacters(in: place, with: "TABLE \(scripts.schema).")
            ) { $0.replacing($1.key, with: $1.value) }
            return "\(template);\nSELECT \(scripts.schema).reconcile('\(words[4])')"
        default:
            return statement
        }
    }

    private var becomeOwner: String { migrator.becomeOwner }
}

/// Names of the tables and types that exist before the migrations.
struct ExistingNames: Sendable {
    var tables: Set<String> = []
    var types: Set<String> = []
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
