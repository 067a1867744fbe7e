import Files
import Glibc

/// The files that libpq opens for itself, as it finds them. It would wait for ever for a pipe, so each is looked at before.
struct LibpqFiles {
    /// A file by its path, and what a person calls it.
    private struct Named {
        let name: String
        let path: String
    }

    private static let maxFileSize = 16 << 20
    private let files: [Named]

    private init(_ files: [Named]) {
        self.files = files
    }

    /// The service files, which libpq reads to find out everything else.
    static var services: LibpqFiles {
        let own = variable("PGSERVICEFILE") ?? home.map { $0 + "/.pg_service.conf" }
        let common = variable("PGSYSCONFDIR").map { $0 + "/pg_service.conf" }
        return LibpqFiles([own, common].compactMap { $0 }.map { Named(name: "service file", path: $0) })
    }

    /// Those that a connection with these values of libpq's keywords has.
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

    /// The file in which libpq looks for a password; nil where it knows of none.
    static func passwordFile(_ values: [String: String]) -> String? { path("passfile", ".pgpass", values) }

    private static func path(_ keyword: String, _ usual: String, _ values: [String: String]) -> String? {
        values[keyword] ?? home.map { "\($0)/\(usual)" }
    }

    /// Throws where one of them isn't a plain file, or has no end; what is missing, or may not be read, is for libpq to say.
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
