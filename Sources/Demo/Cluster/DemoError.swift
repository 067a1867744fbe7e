/// Why the demo can't go on. `description` is a sentence for a person: what failed and what to do next.
package enum DemoError: Error, Equatable, CustomStringConvertible {
    /// No `initdb` and `postgres` were found.
    case noServerPrograms
    /// The folder that the environment chose has no server's programs, or some that don't run.
    case incompletePrograms(folder: String)
    /// The data was made by another major than the programs are of.
    case majorMismatch(data: Int, programs: ServerPrograms)
    /// The programs of the running server were replaced by those of another release.
    case replaced(running: ServerVersion, by: ServerVersion)
    /// The programs of the running server are gone.
    case programsGone(running: ServerVersion, folder: String)
    /// The server that runs isn't of the release that the environment chose.
    case serverMismatch(running: ServerVersion, chosen: ServerPrograms)
    /// Root started the demo and there is no plain user that the server could run as.
    case noPlainUser
    /// A file or folder can't be made, read or locked; `reason` is the system's own text.
    case file(path: String, reason: String)
    /// A part of the path could be changed by somebody else while root works there.
    case untrusted(path: String, reason: String)
    /// The server's user can't reach a folder that root chose.
    case unreachable(path: String, user: String)
    /// A server program ended with a failure; `output` is what it printed last.
    case program(name: String, output: String)
    /// The server goes on, whatever it is told.
    case stillRunning(process: Int32)
    /// The server refused a statement while the demo was being prepared; `message` is what it said.
    case server(String)
    /// The demo was made by another version of the program, whose schema can't become this one's.
    case schemaMismatch
    /// The disk filled up.
    case diskFull(path: String)
    /// The demo holds another number of conversations than was asked for.
    case sizeMismatch(held: Int, asked: Int)
    /// The demo was filled from another seed than was asked for.
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
            "PostgreSQL refuses to run as root and there is no user 'riad' or 'postgres'; make one with: useradd --system riad"
        case .file(let path, let reason):
            "\(path): \(reason)"
        case .untrusted(let path, let reason):
            "\(path) \(reason), who could lead root elsewhere; unset XDG_DATA_HOME, or choose a folder of root's"
        case .unreachable(let path, let user):
            "\(path) can't be reached by the user '\(user)', which the server runs as; choose another XDG_DATA_HOME or unset it"
        case .program(let name, let output):
            "\(name) failed:\n\(output)"
        case .stillRunning(let process):
            "the demo's server (process \(process)) doesn't end; look at what holds it, then try again"
        case .server(let message):
            "the demo's server: \(message)"
        case .schemaMismatch:
            "another version of riad made this demo; `riad demo reset` empties it, then start again"
        case .diskFull(let path):
            "no space is left on the disk of \(path); make room, or ask for fewer conversations, and start again"
        case .sizeMismatch(let held, let asked):
            "the demo holds \(held) conversations, not \(asked); `riad demo reset` empties it, then start again"
        case .seedMismatch(let held, let asked):
            "the demo was filled from seed \(held), not \(asked); `riad demo reset` empties it, then start again"
        }
    }
}
