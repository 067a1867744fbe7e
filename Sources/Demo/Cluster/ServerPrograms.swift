import Glibc

/// A complete, working set of PostgreSQL server programs.
package struct ServerPrograms: Sendable, Equatable, CustomStringConvertible {
    /// The folder with `initdb`, `pg_ctl` and `postgres`.
    package let folder: String
    /// The version that `postgres` reports.
    package let version: ServerVersion

    /// The programs of a folder; nil if one is missing or `postgres` doesn't report its version.
    package init?(folder: String) {
        let isWhole = ["initdb", "pg_ctl", "postgres"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
        guard isWhole, let answer = try? Process.run(["\(folder)/postgres", "--version"]), answer.code == 0,
            let version = ServerVersion(announced: answer.output)
        else { return nil }
        self.folder = folder
        self.version = version
    }

    package var description: String { "PostgreSQL \(version) from \(folder)" }

    func path(_ program: String) -> String {
        folder + "/" + program
    }
}
