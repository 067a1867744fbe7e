/// Why migrations can't be applied or compared.
package enum MigrationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The database refused; `migration` is nil where it wasn't one of them.
    case refused(migration: String?, PostgresError)
    /// Somebody else has had the lock for longer than we wait.
    case locked(holder: LockHolder?)
    /// A migration that has landed has another text now.
    case changed(name: String)
    /// The database has had a migration that this program doesn't know.
    case unknown(name: String)
    /// A migration that is to come before one that has landed.
    case outOfOrder(name: String, after: String)
    /// The login is one of the console's users.
    case consoleLogin(String)
    /// The login lacks rights; each is named as one would grant it.
    case lacksRights(login: String, needs: [String])

    package var description: String {
        switch self {
        case .refused(let migration, let error):
            "\(migration.map { "migration \($0): " } ?? "")\(error.description)"
        case .locked(let holder):
            "another migration holds the lock\(holder.map { ": \($0)" } ?? ""). Wait for it, or end that session."
        case .changed(let name):
            "migration \(name) was changed after it had landed. Restore its text; changes are new migrations."
        case .unknown(let name):
            "the database has migration \(name), which this program doesn't know. Use a newer program."
        case .outOfOrder(let name, let after):
            "migration \(name) comes before \(after), which has landed. Give it a higher number."
        case .consoleLogin(let login):
            "\(login) is a login of the console, which never migrates. Connect as the role that owns the database."
        case .lacksRights(let login, let needs):
            "\(login) lacks what a migration needs: \(needs.joined(separator: ", ")). A superuser has it all."
        }
    }
}

/// The session that holds the migrations' lock.
package struct LockHolder: Equatable, Sendable, CustomStringConvertible {
    package let processID: Int32
    package let login: String
    /// How long that session has been connected, in whole seconds; nil where the server doesn't tell us.
    package let seconds: Int?

    package var description: String {
        "process \(processID), login \(login)\(seconds.map { ", connected for \($0) s" } ?? "")"
    }
}
