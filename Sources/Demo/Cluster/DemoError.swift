/// Why the demo can't go on. `description` is a sentence for a person: what failed and what to do next.
package enum DemoError: Error, Equatable, CustomStringConvertible {
    /// No `initdb` and `postgres` were found.
    case noServerPrograms
    /// Root started the demo and there is no plain user that the server could run as.
    case noPlainUser
    /// A file or folder can't be made, read or locked; `reason` is the system's own text.
    case file(path: String, reason: String)
    /// The server's user can't reach a folder that root chose.
    case unreachable(path: String, user: String)
    /// A server program ended with a failure; `output` is what it printed last.
    case program(name: String, output: String)
    /// The server refused a statement while the demo was being prepared; `message` is what it said.
    case server(String)
    /// The demo was made by another version of the program, whose schema can't become this one's.
    case otherSchema
    /// The disk filled up.
    case diskFull(path: String)
    /// The demo holds another number of conversations than was asked for.
    case otherSize(held: Int, asked: Int)
    /// The demo was filled from another seed than was asked for.
    case otherSeed(held: UInt64, asked: UInt64)

    package var description: String {
        switch self {
        case .noServerPrograms:
            "no PostgreSQL server programs were found; install the package postgresql (Debian, Ubuntu) or put pg_config in PATH"
        case .noPlainUser:
            "PostgreSQL refuses to run as root and there is no user 'riad' or 'postgres'; make one with: useradd --system riad"
        case .file(let path, let reason):
            "\(path): \(reason)"
        case .unreachable(let path, let user):
            "\(path) can't be reached by the user '\(user)', which the server runs as; choose another XDG_DATA_HOME or unset it"
        case .program(let name, let output):
            "\(name) failed:\n\(output)"
        case .server(let message):
            "the demo's server: \(message)"
        case .otherSchema:
            "another version of riad made this demo; `riad demo reset` empties it, then start again"
        case .diskFull(let path):
            "no space is left on the disk of \(path); make room, or ask for fewer conversations, and start again"
        case .otherSize(let held, let asked):
            "the demo holds \(held) conversations, not \(asked); `riad demo reset` empties it, then start again"
        case .otherSeed(let held, let asked):
            "the demo was filled from seed \(held), not \(asked); `riad demo reset` empties it, then start again"
        }
    }
}
