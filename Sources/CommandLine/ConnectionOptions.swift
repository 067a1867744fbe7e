import ArgumentParser
import Domain
import Postgres
import Repositories

/// The options that choose the database.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A connection URI or key=value string, without a password, which is asked for or belongs in .pgpass.",
            valueName: "uri"
        )
    )
    var database: String?

    func validate() throws {
        guard let database, ConnectionSettings.containsPassword(database) else { return }
        throw ValidationError(
            """
            --database has a password in it, which everybody on this machine can read there. Leave it out: riad asks for \
            it on a terminal; else it belongs into ~/.pgpass (or the file that PGPASSFILE names), a service file, or \
            PGPASSWORD.
            """
        )
    }

    /// The connection settings of these options.
    var settings: ConnectionSettings { ConnectionSettings(database) }

    /// Connects, reads the current user, runs the work and closes the connection.
    func withSession<Value>(_ work: (Connection, CurrentUser) throws -> Value) throws -> Value {
        try withConnection { connection in
            guard let user = try currentUser(on: connection) else {
                throw ExitKind.stop(.line(LoginStatusMessage(try connection.run(Logins.status())).text), .notAllowed)
            }
            return try work(connection, user)
        }
    }

    private func currentUser(on connection: Connection) throws -> CurrentUser? {
        do throws(PostgresError) {
            return try connection.run(Session.currentUser())
        } catch {
            guard error.kind == .permissionDenied else { throw error }
            throw ExitKind.stop(
                "this login is no person's; if nobody works here yet, run riad setup, else ask an administrator for one",
                .notAllowed
            )
        }
    }

    /// Connects, runs the work and closes the connection, without requiring a user with rights.
    func withConnection<Value>(_ work: (Connection) throws -> Value) throws -> Value {
        try ExitKind.explaining {
            let connection = Connection(settings)
            defer { connection.close() }
            try connection.connectPromptingForPassword()
            return try work(connection)
        }
    }
}

extension Connection {
    /// A conversation visible to the user; stops the command if there is none.
    func conversation(_ id: Identifier<Conversation>, for user: CurrentUser) throws -> Conversation {
        guard let row = try run(try Conversations.find(id, for: user)) else {
            throw ExitKind.stop("there is no such conversation, or it is not visible to you", .notFound)
        }
        return row
    }
}

/// Why a login has no rights, and what to do about it.
struct LoginStatusMessage {
    let text: String

    init(_ standing: LoginStatus) {
        text =
            switch standing {
            case .mustChangePassword: "this login has a first password; replace it with riad people password"
            case .expired: "the first password was not replaced in time; ask an administrator for another"
            case .houseIsEmpty: "nobody works in this house yet; riad setup makes its first administrator"
            case .ready, .withoutRights: "this login has no active role; ask an administrator for one"
            }
    }
}
