import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

extension PeopleCommand {
    /// `riad people sessions`
    struct Sessions: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the sessions of everybody (for administrators) or of one person."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "Login, e-mail address, full name or id; me for yourself; without it everybody.")
        var who: String?

        func run() throws {
            try connection.withSession { connection, user in
                let person = try who.map { try StaffArgument($0).member(connection, user).id }
                let sessions = try connection.run(try Logins.sessions(of: person, for: user))
                try format.print(sessions, line: { session in .lines(line(session)) }, json: SessionOutput.init)
            }
        }

        private func line(_ session: OpenSession) -> String {
            [
                SafeText(trusted: "\(session.processID)").fitted(to: 8).plain,
                SafeText(UntrustedText(session.login)).fitted(to: 20).plain,
                SafeText(session.name).fitted(to: 22).plain,
                SafeText(trusted: session.since?.rfc3339 ?? "–").fitted(to: 20).plain,
                SafeText(UntrustedText(session.client ?? "–")).fitted(to: 16).plain,
                SafeText(session.program ?? UntrustedText("–")).fitted(to: 14).plain,
                SafeText(UntrustedText(session.state ?? "–")).plain + (session.isOwn ? " (this one)" : ""),
            ].joined(separator: "  ")
        }
    }

    /// `riad people end`
    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a person's sessions; for administrators. Consoles reconnect if still allowed."
        )

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: "Login, e-mail address, full name or id.")
        var who: String

        @Option(help: "Only the session of this server process.")
        var pid: Int32?

        func run() throws {
            try connection.withSession { connection, user in
                let member = try StaffArgument(who).member(connection, user)
                let ended = try connection.run(try Logins.endSessions(of: member.id, processID: pid, by: user))
                StandardOutput.print(ended == 1 ? "1 session ended" : "\(ended) sessions ended")
            }
        }
    }
}

/// A session as JSON.
struct SessionOutput: Encodable {
    let pid: Int32
    let person, name, login: String
    let since, client, program, state, stateSince: String?
    let isOwn: Bool

    init(_ session: OpenSession) {
        pid = session.processID
        person = session.person.description
        name = session.name.original
        login = session.login
        since = session.since?.rfc3339
        client = session.client
        program = session.program?.original
        state = session.state
        stateSince = session.stateSince?.rfc3339
        isOwn = session.isOwn
    }
}
