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
            next: riad people add, riad properties list.
            """
    )

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var validity: ValidityOptions

    @Option(help: "E-mail address; a person who is there already is taken.")
    var email: String

    @Option(help: "First name.")
    var firstName: String

    @Option(help: "Last name.")
    var lastName = ""

    @Option(help: "The login's name: lowercase letters, digits and _. Without it, for a person who has one.")
    var login: String?

    @Option(help: "The country whose telephone numbers guests write without a country code: two letters.")
    var country: String?

    @Option(help: "The properties' time zone, such as Africa/Casablanca.")
    var timeZone: String?

    func run() throws {
        try connection.withConnection { connection in
            let exists = try login.map { try connection.run(Setup.roleExists($0)) } ?? false
            let password = try exists ? nil : login.map { try FirstPassword($0, on: connection) }
            do throws(PostgresError) {
                try Setup.run(
                    Setup.Person(firstName: firstName, lastName: lastName, email: email),
                    creating: password.map {
                        Setup.NewLogin(name: login ?? "", verifier: $0.verifier, until: validity.end)
                    },
                    registering: exists ? login : nil,
                    country: country,
                    timeZone: timeZone,
                    on: connection
                )
            } catch {
                throw Self.explained(error)
            }
            guard let password, let login else { return StandardOutput.print("set up") }
            StandardOutput.print(.lines(password.secret))
            StandardError.print(
                "riad: that is the first password of \(TerminalText.line(login)); riad people password replaces it"
            )
        }
    }

    private static func explained(_ error: PostgresError) -> any Error {
        guard error.refusal == nil, error.kind == .permissionDenied else { return error }
        return ExitKind.stop("riad setup is for the role that migrated the database, or a superuser", .notAllowed)
    }
}
