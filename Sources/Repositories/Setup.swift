import Domain
import Postgres

/// Requests that open a house. They need the role that migrated the database, or a superuser.
package enum Setup {
    /// The first super_admin.
    package struct Person: Sendable {
        package let firstName: String
        package let lastName: String
        package let email: String

        /// Creates a person from what was entered.
        package init(firstName: String, lastName: String, email: String) {
            self.firstName = firstName
            self.lastName = lastName
            self.email = email
        }
    }

    /// A login to create, with the verifier of its first password.
    package struct NewLogin: Sendable {
        package let name: String
        package let verifier: String
        package let until: Timestamp

        /// Creates a login's description.
        package init(name: String, verifier: String, until: Timestamp) {
            self.name = name
            self.verifier = verifier
            self.until = until
        }
    }

    /// Makes the first super_admin with a new login, or with a plain one that the server has (`registering`), in one
    /// transaction. `alreadyExists`: the house has a super_admin; `invalidInput`: an invalid name, address, country or
    /// time zone, a login that is more than plain, or none for a person without one. Calls `announce` before anything takes
    /// effect. Throws `permissionDenied` for a login that can't become the owner.
    package static func run(
        _ person: Person,
        creating login: NewLogin?,
        registering existing: String? = nil,
        country: String? = nil,
        timeZone: String? = nil,
        on connection: Connection,
        announce: () -> Void = {}
    ) throws(PostgresError) {
        try connection.run(script: "BEGIN; SET LOCAL ROLE riad_owner", name: "begin_setup")
        let id = try connection.run(
            makeSuperAdmin(
                person,
                creating: login,
                isRegistered: existing != nil,
                country: country,
                timeZone: timeZone
            )
        )
        if let existing {
            try connection.run(script: "RESET ROLE", name: "end_setup_role")
            try connection.run(register(existing, of: id))
        }
        announce()
        try connection.run(script: "COMMIT", name: "commit_setup")
    }

    /// Whether the server has a role of this name.
    package static func roleExists(_ name: String) -> Request<Bool> {
        Request(reading: Statement("role_exists", SQLFiles.roleExists), [Parameter(name)])
    }

    /// Gives the super_admin with an e-mail address a new first password in place of the one that nobody knows; returns
    /// their login. Calls `announce` before it takes effect. `notFound`: no such super_admin has a login.
    package static func resetAdministrator(
        email: String,
        verifier: String,
        until: Timestamp,
        on connection: Connection,
        announce: (String) -> Void
    ) throws(PostgresError) {
        try connection.run(script: "BEGIN; SET LOCAL ROLE riad_owner", name: "begin_setup")
        announce(try connection.run(resetAdministrator(email: email, verifier: verifier, until: until)))
        try connection.run(script: "COMMIT", name: "commit_setup")
    }

    /// Gives a super_admin a new first password; returns their login.
    package static func resetAdministrator(email: String, verifier: String, until: Timestamp) -> Request<String> {
        Request(
            writing: Statement("reset_administrator", SQLFiles.resetAdministrator),
            [Parameter(email), Parameter(verifier), Parameter(until)]
        )
    }

    /// Makes a person the house's super_admin with a new login; `isRegistered`: one that exists becomes theirs next.
    /// Returns their id.
    package static func makeSuperAdmin(
        _ person: Person,
        creating login: NewLogin?,
        isRegistered: Bool,
        country: String?,
        timeZone: String?
    ) -> Request<Identifier<Domain.Person>> {
        var generator = SystemRandomNumberGenerator()
        return Request(
            writing: Statement("set_up", SQLFiles.setUp),
            [
                Parameter(Identifier<Domain.Person>(using: &generator)), Parameter(person.firstName),
                Parameter(person.lastName), Parameter(person.email), Parameter(login?.name),
                Parameter(login?.verifier), Parameter(login?.until), Parameter(country), Parameter(timeZone),
                Parameter(isRegistered),
            ]
        )
    }

    /// Makes a plain login that the server has a person's.
    package static func register(_ login: String, of person: Identifier<Domain.Person>) -> Request<Void> {
        Request(
            writing: Statement("register_login", SQLFiles.registerLogin),
            [Parameter(person), Parameter(login)]
        )
    }
}
