import ArgumentParser
import Console
import Domain
import Postgres
import Repositories
import Runtime
import Text

extension PeopleCommand {
    /// `riad people role`
    struct Role: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Replace or revoke a person's role. Losing a right ends their sessions.",
            discussion: "Supervisors grant roles below theirs, administrators up to theirs; nobody changes their own."
        )

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: "Login, e-mail address, full name or id.")
        var who: String

        @Argument(help: "A role such as agent; none revokes it.")
        var role: String

        @Option(help: "When it ends: the last day, such as 2027-01-31, or 12h, 30d. Without it, never.")
        var until: String?

        @OptionGroup var handover: HandoverOptions

        func run() throws {
            try connection.withSession { connection, user in
                let expiry = try until.map(expiry)
                let member = try StaffArgument(who).member(connection, user)
                let successor = try handover.successor(connection, user)
                let change =
                    role == "none"
                    ? try People.revokeRole(of: member, successor: successor?.id, by: user)
                    : try People.grantRole(
                        try known(role),
                        until: expiry,
                        to: member,
                        successor: successor?.id,
                        by: user
                    )
                let count = try connection.run(change)
                try handover.finish(of: member, connection, user)
                let outcome = role == "none" ? "taken" : "given"
                StandardOutput.print(.line(outcome + HandoverOptions.text(count, to: successor)))
            }
        }

        private func known(_ label: String) throws -> AppRole {
            guard let role = AppRole.all.first(where: { $0.label == label }) else {
                let roles = AppRole.all.map(\.label).joined(separator: ", ")
                throw ExitKind.stop("a role is one of \(TerminalText.line(roles)), or none", .usageError)
            }
            return role
        }

        private func expiry(_ text: String) throws -> Timestamp {
            guard let moment = Expiry.moment(text, from: SystemClock.now(), by: SystemClock.local) else {
                throw ExitKind.stop("--until takes a day such as 2027-01-31, or 12h, 30d", .usageError)
            }
            return moment
        }
    }

    /// `riad people login`
    struct Login: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a login for a person and print its first password once; for administrators.",
            discussion:
                "It has no rights until its owner replaces the first password, which expires."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var validity: ValidityOptions

        @Argument(help: "E-mail address, full name or id.")
        var who: String

        @Argument(help: "The login's name: lowercase letters, digits and _.")
        var login: String

        func run() throws {
            try connection.withSession { connection, user in
                let member = try StaffArgument(who).member(connection, user)
                let password = try FirstPassword(login, on: connection)
                try connection.run(
                    try Logins.create(login, for: member, verifier: password.verifier, until: validity.end, by: user),
                    printing: .lines(password.secret)
                )
            }
        }
    }

    /// `riad people reset`
    struct Reset: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reset a login to a new first password and print it once. Ends the login's sessions."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var validity: ValidityOptions

        @Argument(help: "Login, e-mail address, full name or id.")
        var who: String

        func run() throws {
            try connection.withSession { connection, user in
                let member = try StaffArgument(who).member(connection, user)
                guard let login = member.login else {
                    throw ExitKind.stop("this person has no login: make one with riad people login", .notFound)
                }
                let password = try FirstPassword(login.name, on: connection)
                try connection.run(
                    try Logins.resetPassword(member, verifier: password.verifier, until: validity.end, by: user),
                    printing: .lines(password.secret)
                )
            }
        }
    }

    /// `riad people password`
    struct OwnPassword: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "password",
            abstract: "Set your own password, or replace a first password.",
            discussion: "It is read from the terminal without echo, or as one line from standard input."
        )

        @OptionGroup var connection: ConnectionOptions

        func run() throws {
            try connection.withConnection { connection in
                let standing = try connection.run(Logins.status())
                guard standing == .ready || standing == .mustChangePassword else {
                    throw ExitKind.stop(.line(LoginStatusMessage(standing).text), .notAllowed)
                }
                let password = try PasswordPrompt.password()
                guard !connection.usedPassword(password.secret) else {
                    throw ExitKind.stop("this is your current password", .usageError)
                }
                guard let login = connection.login,
                    let verifier = connection.verifier(of: password.secret, login: login)
                else { throw ExitKind.stop("no password can be made without a connection", .noConnection) }
                try connection.run(Logins.setOwnPassword(verifier: verifier))
                StandardOutput.print("set")
            }
        }
    }
}

/// The option for the validity of a first password.
struct ValidityOptions: ParsableArguments {
    @Option(help: "How many hours the first password is valid, 1 to 744.")
    var hours = 72

    func validate() throws {
        guard (1...744).contains(hours) else { throw ValidationError("--hours takes a number from 1 to 744") }
    }

    /// When the first password expires.
    var end: Timestamp { SystemClock.now() + .seconds(hours * 3_600) }
}

/// A generated first password and the verifier sent to the server.
struct FirstPassword {
    let secret: String
    let verifier: String

    init(_ login: String, on connection: Connection) throws {
        var generator = SystemRandomNumberGenerator()
        secret = Password.first(using: &generator).secret
        guard let made = connection.verifier(of: secret, login: login) else {
            throw ExitKind.stop("no password can be made without a connection", .noConnection)
        }
        verifier = made
    }
}
