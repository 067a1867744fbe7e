import ArgumentParser
import Domain
import Postgres
import Repositories
import Runtime
import Text

/// `riad setup`: makes the first administrator of an empty house.
struct SetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Make the first super_admin of a house that has none, with a login; as who migrated the database.",
        discussion: """
            A login that the server doesn't have is created, and its first password printed once. One that it has must \
            have the right to log in and no other; registering it takes a superuser. People, zones and properties come \
            next: riad people add, riad zones list, riad properties add; or import.
            """
    )

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var validity: ValidityOptions

    @Option(help: "E-mail address; a person who is there already is taken.")
    var email: String

    @Option(help: "First name; needed but with --new-password.")
    var firstName: String?

    @Option(help: "Last name.")
    var lastName = ""

    @Option(help: "The login's name: lowercase letters, digits and _. Without it, for a person who has one.")
    var login: String?

    @Option(help: "The country whose telephone numbers guests write without a country code: two letters.")
    var country: String?

    @Option(help: "The properties' time zone, such as Africa/Casablanca.")
    var timeZone: String?

    @Flag(help: "Give the super_admin with this e-mail address a new first password, and do nothing else.")
    var newPassword = false

    func validate() throws {
        let isNew = firstName != nil || login != nil || country != nil || timeZone != nil || !lastName.isEmpty
        guard newPassword == (firstName == nil), !newPassword || !isNew else {
            throw ValidationError("--first-name is needed; with --new-password only --email and --hours are given")
        }
    }

    func run() throws {
        try connection.withConnection { connection in
            do {
                if newPassword { try reset(connection) } else { try setUp(connection) }
            } catch let error as PostgresError {
                throw Self.explained(error)
            }
        }
    }

    private func setUp(_ connection: Connection) throws {
        let exists = try login.map { try connection.run(Setup.roleExists($0)) } ?? false
        let first = try exists ? nil : login.map { try FirstPassword($0, on: connection) }
        try Setup.run(
            Setup.Person(firstName: firstName ?? "", lastName: lastName, email: email),
            creating: first.map { Setup.NewLogin(name: login ?? "", verifier: $0.verifier, until: validity.end) },
            registering: exists ? login : nil,
            country: country,
            timeZone: timeZone,
            on: connection
        ) {
            guard let first, let login else { return StandardOutput.print("set up") }
            announce(first, of: login)
        }
    }

    private func reset(_ connection: Connection) throws {
        // A verifier is the same whatever the login's name.
        let first = try FirstPassword("", on: connection)
        try Setup.resetAdministrator(email: email, verifier: first.verifier, until: validity.end, on: connection) {
            announce(first, of: $0)
        }
    }

    /// Prints a first password before it takes effect: what can't be written changes nothing.
    private func announce(_ password: FirstPassword, of login: String) {
        StandardOutput.print(.lines(password.secret))
        StandardOutput.flush()
        StandardError.print(
            "riad: that is the first password of \(TerminalText.line(login)); riad people password replaces it"
        )
    }

    private static func explained(_ error: PostgresError) -> any Error {
        // The owner's role isn't there before the first migration.
        if error.state == "22023" {
            return ExitKind.stop("this database has no schema yet; riad migrate makes it", .failed)
        }
        guard error.refusal == nil, error.kind == .permissionDenied else { return error }
        return ExitKind.stop("riad setup is for the role that migrated the database, or a superuser", .notAllowed)
    }
}
