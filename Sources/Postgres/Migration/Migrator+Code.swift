/// Drops and recreates code as a whole. A deployment's own objects stay: only objects in the ledger are dropped, and
/// only those without dependents; the rest is replaced in place.
extension Migrator {
    /// Drops the code's objects and revokes its table privileges. Returns the deployment's own grants, for `restore`.
    /// Does nothing if there is no ledger yet.
    func dropCode(on connection: Connection) throws(MigrationError) -> String {
        guard try run(MigratorStatements.ledgerExists(ledger), on: connection) else { return "[]" }
        try run(becomeOwner, "code", connection)
        // Once locked, nobody can grant or create anything on these tables.
        if let locks = try run(MigratorStatements.locking(ledger), on: connection) {
            try run("\(becomeOwner); \(locks)", "code", connection)
        }
        let grants = try run(MigratorStatements.externalGrants(ledger), on: connection)
        let commands = try run(MigratorStatements.dropping(ledger), on: connection)
        try run("\(becomeOwner);\n\(commands.joined(separator: ";\n"))", "code", connection)
        return grants
    }

    /// Restores a deployment's own grants.
    func restore(_ grants: String, on connection: Connection) throws(MigrationError) {
        let commands = try run(MigratorStatements.granting(grants), on: connection)
        try run("\(becomeOwner);\n\(commands.joined(separator: ";\n"))", "code", connection)
    }

    /// Creates all code, each file as the owner.
    func makeCode(on connection: Connection) throws(MigrationError) {
        for file in try CodeFile.ordered(code) {
            try run("\(becomeOwner);\n\(file.text)", file.name, connection)
        }
    }

    /// Returns the objects that aren't code, for comparison afterwards: JSON with each object's address and definition.
    /// Excludes ledger objects that couldn't be dropped.
    func objectsOfOthers(on connection: Connection) throws(MigrationError) -> String {
        try run(becomeOwner, "code", connection)
        return try run(MigratorStatements.unmanagedObjects(ledger), on: connection)
    }

    /// Records the code files and the objects that they created or replaced: all except those of others.
    func recordCode(except others: String, on connection: Connection) throws(MigrationError) {
        try run("\(becomeOwner); DELETE FROM \(ledger.codeFiles)", "code", connection)
        _ = try run(MigratorStatements.recordObjects(except: others, in: ledger), on: connection)
        for file in code { _ = try run(MigratorStatements.record(file, in: ledger), on: connection) }
    }
}
