/// Code is dropped and made anew as a whole. What a deployment made itself stays: only objects that the ledger names are
/// dropped, and of these only what nothing else stands on; the rest is replaced in place.
extension Migrator {
    /// Drops what the code made, and takes from its roles what it gave them on tables. Returns what a deployment granted on
    /// it, for `restore`. Nothing where there is no ledger yet.
    func dropCode(on connection: Connection) throws(MigrationError) -> String {
        guard try run(MigratorStatements.ledgerExists(ledger), on: connection) else { return "[]" }
        try run(becomeOwner, "code", connection)
        // Once they are locked nobody grants or makes anything on them any more.
        if let locks = try run(MigratorStatements.locking(ledger), on: connection) {
            try run("\(becomeOwner); \(locks)", "code", connection)
        }
        let grants = try run(MigratorStatements.externalGrants(ledger), on: connection)
        let commands = try run(MigratorStatements.dropping(ledger), on: connection)
        try run("\(becomeOwner);\n\(commands.joined(separator: ";\n"))", "code", connection)
        return grants
    }

    /// Gives again what a deployment had granted.
    func restore(_ grants: String, on connection: Connection) throws(MigrationError) {
        let commands = try run(MigratorStatements.granting(grants), on: connection)
        try run("\(becomeOwner);\n\(commands.joined(separator: ";\n"))", "code", connection)
    }

    /// Makes all code, each file as the owner.
    func makeCode(on connection: Connection) throws(MigrationError) {
        for file in try CodeFile.ordered(code) {
            try run("\(becomeOwner);\n\(file.text)", file.name, connection)
        }
    }

    /// What is there beside the code, to be told from it afterwards: as JSON, each object's address and what it is like. What
    /// the ledger names and couldn't be dropped isn't among it.
    func objectsOfOthers(on connection: Connection) throws(MigrationError) -> String {
        try run(becomeOwner, "code", connection)
        return try run(MigratorStatements.unmanagedObjects(ledger), on: connection)
    }

    /// Writes down the files of code, and the objects that they made or replaced: all but those of others.
    func recordCode(except others: String, on connection: Connection) throws(MigrationError) {
        try run("\(becomeOwner); DELETE FROM \(ledger.codeFiles)", "code", connection)
        _ = try run(MigratorStatements.recordObjects(except: others, in: ledger), on: connection)
        for file in code { _ = try run(MigratorStatements.record(file, in: ledger), on: connection) }
    }
}
