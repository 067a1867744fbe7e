/// Why the demo failed. `description` is a sentence for the user: what failed and what to do next.
package enum DemoError: Error, Equatable, CustomStringConvertible {
    /// `initdb` and `postgres` weren't found.
    case noServerPrograms
    /// The folder set in the environment lacks server programs, or some don't run.
    case incompletePrograms(folder: String)
    /// The data's major version differs from the programs'.
    case majorMismatch(data: Int, programs: ServerPrograms)
    /// The running server's programs were replaced by another release.
    case replaced(running: ServerVersion, by: ServerVersion)
    /// The running server's programs were removed.
    case programsGone(running: ServerVersion, folder: String)
    /// The running server isn't of the release set in the environment.
    case serverMismatch(running: ServerVersion, chosen: ServerPrograms)
    /// Root started the demo, but there is no unprivileged user to run the server as.
    case noPlainUser
    /// A file or folder can't be created, read or locked; `reason` is the system's error text.
    case file(path: String, reason: String)
    /// Another user could change part of the path while root works there.
    case untrusted(path: String, reason: String)
    /// The server's user can't access a folder that root chose.
    case unreachable(path: String, user: String)
    /// A server program failed; `output` is the end of its output.
    case program(name: String, output: String)
    /// The server doesn't stop.
    case stillRunning(process: Int32)
    /// The server refused a statement during preparation; `message` is the server's.
    case server(String)
    /// Another version of the program created the demo with a schema that can't be migrated to this one.
    case schemaMismatch
    /// The disk is full.
    case diskFull(path: String)
    /// The demo holds a different number of conversations than requested.
    case sizeMismatch(held: Int, asked: Int)
    /// The demo was generated from a different seed than requested.
    case seedMismatch(held: UInt64, asked: UInt64)

    package var description: String {
        switch self {
        case .noServerPrograms:
            "no PostgreSQL server programs were found; install the package postgresql (Debian, Ubuntu) or put pg_config in PATH"
        case .incompletePrograms(let folder):
            "\(ServerSearch.variable) names \(folder), where initdb, pg_ctl or postgres is missing or doesn't run; name a server's bin folder, or unset it"
        case .majorMismatch(let data, let programs):
            "PostgreSQL \(data) made the demo's data, which \(programs) can't read; install PostgreSQL \(data) (Debian: postgresql-\(data)), or `riad demo reset` empties it, then start again"
        case .replaced(let running, let version):
            "PostgreSQL was \(running < version ? "upgraded" : "downgraded") from \(running) to \(version) while the demo ran; `riad demo stop`, then start it again"
        case .programsGone(let running, let folder):
            "the programs of PostgreSQL \(running) in \(folder) were removed while the demo ran; `riad demo stop`, then start it again"
        case .serverMismatch(let running, let chosen):
            "the demo runs on PostgreSQL \(running), not on \(chosen); `riad demo stop`, then start it again"
        case .noPlainUser:
            "PostgreSQL refuses to run as root and there is no user 'riad' or 'postgres'; create one with: useradd --system riad"
        case .file(let path, let reason):
            "\(path): \(reason)"
        case .untrusted(let path, let reason):
            "\(path) \(reason), who could redirect root elsewhere; unset XDG_DATA_HOME, or choose a folder owned by root"
        case .unreachable(let path, let user):
            "\(path) can't be reached by the user '\(user)', which the server runs as; choose another XDG_DATA_HOME or unset it"
        case .program(let name, let output):
            "\(name) failed:\n\(output)"
        case .stillRunning(let process):
            "the demo's server (process \(process)) doesn't stop; find what holds it, then try again"
        case .server(let message):
            "the demo's server: \(message)"
        case .schemaMismatch:
            "another version of riad made this demo; `riad demo reset` empties it, then start again"
        case .diskFull(let path):
            "no space is left on the disk of \(path); free some space, or request fewer conversations, and start again"
        case .sizeMismatch(let held, let asked):
            "the demo holds \(held) conversations, not \(asked); `riad demo reset` empties it, then start again"
        case .seedMismatch(let held, let asked):
            "the demo was filled from seed \(held), not \(asked); `riad demo reset` empties it, then start again"
        }
    }
}
