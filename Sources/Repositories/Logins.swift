import Domain
import Postgres

/// Requests for logins, their passwords and sessions. Passwords are sent only as the verifier that
/// `Connection.verifier` computes on the client.
package enum Logins {
    /// The status of the session's login, for a session without a current user.
    package static func status() -> Request<LoginStatus> {
        Request(
            reading: Statement("login_status", SQLFiles.loginStatus, planned: .once),
            decode: { rows throws(DecodingError) in
                let label: String = try rows.single()[0]
                return LoginStatus(rawValue: label) ?? .withoutRights
            }
        )
    }

    /// Creates a login with a first password. `notPermitted`: the user may not manage that person; `alreadyExists`:
    /// they have a login, or another has that name; `invalidInput`: a reserved or invalid name, or a validity outside a
    /// minute to 31 days.
    package static func create(
        _ login: String,
        for member: StaffMember,
        verifier: String,
        until: Timestamp,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.managePeople, managing: member)
        return writing(
            Statement("create_login", SQLFiles.createLogin, planned: .once),
            [Parameter(member.id), Parameter(login), Parameter(verifier), Parameter(until)]
        )
    }

    /// Sets a new first password and ends the login's sessions. `notPermitted`: not within the user's reach, or their
    /// own; `notFound`: no login.
    package static func resetPassword(
        _ member: StaffMember,
        verifier: String,
        until: Timestamp,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        guard user.canResetPassword(of: member) else { throw user.refusal(.managePeople) }
        return writing(
            Statement("reset_password", SQLFiles.resetPassword, planned: .once),
            [Parameter(member.id), Parameter(verifier), Parameter(until)]
        )
    }

    /// Sets the password of the session's own login and ends its other sessions; open to everyone, including logins
    /// with a first password. `notPermitted`: the first password has expired, or the login has no person.
    package static func setOwnPassword(verifier: String) -> Request<Void> {
        writing(Statement("set_own_password", SQLFiles.setOwnPassword, planned: .once), [Parameter(verifier)])
    }

    /// The open sessions: all of them, for administrators, or those of one person.
    package static func sessions(
        of person: Identifier<Person>?,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[OpenSession]> {
        if person != user.id { try user.require(.managePeople) }
        return Request(reading: Statement("sessions", SQLFiles.sessions, planned: .once), [Parameter(person)])
    }

    /// Ends a person's sessions, or the one of a server process, but never the session that asks; returns how many.
    package static func endSessions(
        of person: Identifier<Person>,
        processID: Int32?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        try user.require(.managePeople)
        return Request(
            writing: Statement("end_person_sessions", SQLFiles.endPersonSessions, planned: .once),
            [Parameter(person), Parameter(processID)]
        )
    }

    private static func writing(_ statement: Statement, _ parameters: [Parameter]) -> Request<Void> {
        Request(writing: statement, parameters)
    }
}

extension OpenSession: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            processID: try row[0],
            person: try row[1],
            name: try row[2],
            login: try row[3],
            since: try row[4],
            client: try row[5],
            program: try row[6],
            state: try row[7],
            stateSince: try row[8],
            isOwn: try row[9]
        )
    }
}
