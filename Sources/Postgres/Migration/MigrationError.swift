/// Why migrations can't be applied or compared.
package enum MigrationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The database refused; `migration` is the file, nil where it wasn't one of them.
    case refused(migration: String?, PostgresError)
    /// Somebody else has had the lock for longer than we wait.
    case locked(holder: LockHolder?)
    /// A migration that has landed has another text now.
    case changed(name: String)
    /// The database has had a migration that this program doesn't know.
    case unknown(name: String)
    /// A migration that is to come before one that has landed.
    case outOfOrder(name: String, after: String)
    /// The database was made by the numbered files that were there before the first release.
    case predatesFirstRelease
    /// A file of code requires one that isn't there.
    case missingCode(name: String, requiredBy: String)
    /// Files of code require each other in a circle.
    case circularCode([String])
    /// The login is one of the console's users.
    case consoleLogin(String)
    /// The login lacks rights; each is named as one would grant it.
    case insufficientPrivilege(login: String, needs: [String])
    /// The database can't be adopted as it is.
    case notAdoptable([AdoptionPlan.Blocker])
    /// More would be done now than the plan that was shown says; the line is the first of it.
    case planChanged(String)
    /// Somebody uses the tables for longer than we wait; the session that has done so longest, where it can be told.
    case tablesInUse(by: LockHolder?)

    package var description: String {
        switch self {
        case .refused(let migration, let error):
            "\(migration.map { "\($0): " } ?? "")\(error.description)"
        case .locked(let holder):
            "another migration holds the lock\(holder.map { ": \($0)" } ?? ""). Wait for it, or end that session."
        case .changed(let name):
            "migration \(name) was changed after it had landed. Restore its text; changes are new migrations."
        case .unknown(let name):
            "the database has migration \(name), which this program doesn't know. Use a newer program."
        case .outOfOrder(let name, let after):
            "migration \(name) comes before \(after), which has landed. Give it a higher number."
        case .predatesFirstRelease:
            "the database was made by a riad from before the first release, and can't be brought up to this one. It is left "
                + "as it is: migrate an empty database instead."
        case .missingCode(let name, let file):
            "\(file) requires \(name), and there is no such file of code."
        case .circularCode(let path):
            "these files of code require each other: \(path.joined(separator: " → "))."
        case .consoleLogin(let login):
            "\(login) is a login of the console, which never migrates. Connect as the role that owns the database."
        case .insufficientPrivilege(let login, let needs):
            "\(login) lacks what a migration needs: \(needs.joined(separator: ", ")). A superuser has it all."
        case .notAdoptable(let reasons):
            "the database can't be adopted as it is:\n"
                + reasons.map { "- \($0.text)\n  → \($0.remedy)" }.joined(separator: "\n")
        case .planChanged(let line):
            "the database has changed since the plan was made (\(line)). Look at a new plan."
        case .tablesInUse(let holder):
            "somebody is using the tables\(holder.map { ": \($0)" } ?? ""). Nothing was changed. Stop what holds them, or wait "
                + "longer (--patience)."
        }
    }
}

/// A session that holds what a migration waits for.
package struct LockHolder: Equatable, Sendable, CustomStringConvertible {
    package let processID: Int32
    package let login: String
    /// How long that session has been connected, in whole seconds; nil where the server doesn't tell us.
    package let seconds: Int?

    package var description: String {
        "process \(processID), login \(login)\(seconds.map { ", connected for \($0) s" } ?? "")"
    }
}
