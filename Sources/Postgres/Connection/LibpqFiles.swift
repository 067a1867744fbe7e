import Files
import Glibc

/// The files that libpq opens by itself. libpq would block on a pipe, so each file is checked first.
struct LibpqFiles {
    /// A file's path and its display name.
    private struct Named {
        let name: String
        let path: String
    }

    private static let maxFileSize = 16 << 20
    private let files: [Named]

    private init(_ files: [Named]) {
        self.files = files
    }

    /// The service files, which libpq reads first.
    static var services: LibpqFiles {
        let own = variable("PGSERVICEFILE") ?? home.map { $0 + "/.pg_service.conf" }
        let common = variable("PGSYSCONFDIR").map { $0 + "/pg_service.conf" }
        return LibpqFiles([own, common].compactMap { $0 }.map { Named(name: "service file", path: $0) })
    }

    /// The files for a connection with these libpq keywords.
    init(values: [String: String]) {
        let all = [
            ("root certificate", "sslrootcert", ".postgresql/root.crt"),
            ("certificate", "sslcert", ".postgresql/postgresql.crt"), ("key", "sslkey", ".postgresql/postgresql.key"),
            ("revocation list", "sslcrl", ".postgresql/root.crl"),
        ]
        let passwords = Self.passwordFile(values).map { Named(name: "password file", path: $0) }
        files =
            [passwords].compactMap { $0 }
            + all.compactMap { name, keyword, usual in
                Self.path(keyword, usual, values).map { Named(name: name, path: $0) }
            }
    }

    /// The password file; nil if none is configured.
    static func passwordFile(_ values: [String: String]) -> String? { path("passfile", ".pgpass", values) }

    private static func path(_ keyword: String, _ usual: String, _ values: [String: String]) -> String? {
        values[keyword] ?? home.map { "\($0)/\(usual)" }
    }

    /// Throws if a file isn't regular or is too large. libpq itself reports missing or unreadable files.
    func check() throws(PostgresError) {
        for file in files {
            do throws(InputFailure) {
                try InputFile(file.path, limit: Self.maxFileSize).check()
            } catch {
                switch error {
                case .missing, .refused, .notOwned: continue
                case .notRegularFile, .tooLong:
                    throw PostgresError(.invalidSettings, message: "the \(file.name) \(file.path): \(error.reason)")
                }
            }
        }
    }

    private static var home: String? { variable("HOME") }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
