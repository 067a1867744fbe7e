import Glibc

/// Where a PostgreSQL server's programs are.
package struct ServerPrograms: Sendable, Equatable {
    /// The folder with `initdb`, `pg_ctl` and `postgres`.
    package let folder: String

    /// The newest of Debian's versions, else what `pg_config` names.
    package static func find(debian: String = "/usr/lib/postgresql") throws(DemoError) -> ServerPrograms {
        let versions = Folder.names(in: debian).compactMap(Int.init).sorted(by: >)
        let configured = try? Process.run(["pg_config", "--bindir"])
        let named = configured.flatMap { $0.code == 0 ? $0.output.split(separator: "\n").first.map(String.init) : nil }
        let candidates = versions.map { "\(debian)/\($0)/bin" } + [named].compactMap { $0 }
        guard let folder = candidates.first(where: isWhole) else { throw .noServerPrograms }
        return ServerPrograms(folder: folder)
    }

    func path(_ program: String) -> String {
        folder + "/" + program
    }

    private static func isWhole(_ folder: String) -> Bool {
        ["initdb", "pg_ctl", "postgres"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
    }
}
