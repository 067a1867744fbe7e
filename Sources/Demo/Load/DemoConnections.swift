import Postgres
import Repositories

extension DemoPaths {
    /// A connection without a statement timeout.
    func connection(database: String, login: String = ServerSettings.superuser) -> Connection {
        var settings = ConnectionSettings(
            nil,
            overrides: [
                "host": socketFolder, "port": String(Self.port), "user": login, "dbname": database,
                "passfile": folder + "/none",
            ]
        )
        settings.statementTimeout = nil
        settings.lockTimeout = nil
        settings.applicationName = "riad demo"
        return Connection(settings)
    }

    /// Runs the body on a connection to a database of the demo, by default the maintenance database.
    func server<Value>(
        database: String = "postgres",
        _ body: (Connection) throws(PostgresError) -> Value
    ) throws(DemoError) -> Value {
        let connection = connection(database: database)
        defer { connection.close() }
        do throws(PostgresError) {
            return try body(connection)
        } catch {
            throw DemoError(error, place: self)
        }
    }
}

extension DemoError {
    /// Converts an error of the demo's server.
    init(_ error: PostgresError, place: DemoPaths) {
        let isDiskFull = error.state == "53100" || error.message?.contains("No space left on device") == true
        self = isDiskFull ? .diskFull(path: place.folder) : .server(error.explanation)
    }
}
