/// Why migrations can't be applied or compared.
package enum MigrationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The database refused; `migration` is the file, nil if none was running.
    case refused(migration: String?, PostgresError)
    /// Another migrator held the lock longer than the wait timeout.
    case locked(holder: LockHolder?)
    /// An applied migration's text has changed.
    case changed(name: String)
    /// The database has a migration that this program doesn't know.
    case unknown(name: String)
    /// A pending migration precedes an applied one.
    case outOfOrder(name: String, after: String)
    /// The database was created from the numbered files before the first release.
    case predatesFirstRelease
    /// A code file requires one that doesn't exist.
    case missingCode(name: String, requiredBy: String)
    /// Code files require each other in a cycle.
    case circularCode([String])
    /// The login belongs to a console user.
    case consoleLogin(String)
    /// The login lacks rights; each is named as in a GRANT.
    case insufficientPrivilege(login: String, needs: [String])
    /// The database can't be adopted as it is.
    case notAdoptable([AdoptionPlan.Blocker])
    /// The current plan has steps that the one shown lacks; the text is the first of them.
    case planChanged(String)
    /// Other sessions use the tables longer than the wait timeout; `by` is the longest-running one, nil if unknown.
    case tablesInUse(by: LockHolder?)

    package var description: String {
        switch self {
        case .refused(let migration, let error):
            "\(migration.map { "\($0): " } ?? "")\(error.description)"
        case .locked(let holder):
            "another migration holds the lock\(holder.map { ": \($0)" } ?? ""). Wait for it, or end that session."
        case .changed(let name):
            "migration \(name) was changed after it was applied. Restore its text; changes are new migrations."
        case .unknown(let name):
            "the database has migration \(name), which this program doesn't know. Use a newer program."
        case .outOfOrder(let name, let after):
            "migration \(name) comes before \(after), which is already applied. Give it a higher number."
        case .predatesFirstRelease:
            "the database was created by a riad from before the first release, and can't be migrated to this one. It is left "
                + "as it is: migrate an empty database instead."
        case .missingCode(let name, let file):
            "\(file) requires \(name), but there is no such code file."
        case .circularCode(let path):
            "these code files require each other: \(path.joined(separator: " → "))."
        case .consoleLogin(let login):
            "\(login) is a login of the console, which never migrates. Connect as the role that owns the database."
        case .insufficientPrivilege(let login, let needs):
            "\(login) lacks rights that a migration needs: \(needs.joined(separator: ", ")). A superuser has it all."
        case .notAdoptable(let reasons):
            "the database can't be adopted as it is:\n"
                + reasons.map { "- \($0.text)\n  → \($0.remedy)" }.joined(separator: "\n")
        case .planChanged(let line):
            "the database has changed since the plan was made (\(line)). Look at a new plan."
        case .tablesInUse(let holder):
            "the tables are in use\(holder.map { ": \($0)" } ?? ""). Nothing was changed. Stop what uses them, or wait "
                + "longer (--patience)."
        }
    }
}

/// A session that holds a lock a migration waits for.
package struct LockHolder: Equatable, Sendable, CustomStringConvertible {
    package let processID: Int32
    package let login: String
    /// How long that session has been connected, in whole seconds; nil if the server doesn't say.
    package let seconds: Int?

    package var description: String {
        "process \(processID), login \(login)\(seconds.map { ", connected for \($0) s" } ?? "")"
    }
}
