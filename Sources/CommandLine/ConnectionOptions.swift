import ArgumentParser
import Domain
import Postgres
import Repositories

/// Where to connect.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A connection URI or key=value string, without a password: that belongs into .pgpass.",
            valueName: "uri"
        )
    )
    var database: String?

    /// The settings that these options ask for.
    var settings: ConnectionSettings { ConnectionSettings(database) }

    /// Connects, finds out who this is, runs the work and closes.
    func withSession<Value>(_ work: (Connection, Reader) throws -> Value) throws -> Value {
        try ExitKind.explaining {
            let connection = Connection(settings)
            defer { connection.close() }
            try connection.connect()
            guard let reader = try connection.run(Session.reader()) else {
                throw ExitKind.stop("this login has no active role; ask an administrator for one", .notAllowed)
            }
            return try work(connection, reader)
        }
    }
}
