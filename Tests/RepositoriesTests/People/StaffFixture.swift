import Domain
import Postgres
import Repositories
import TestSupport
import Testing

/// A company with administrators, for tests of who may manage whom.
struct StaffFixture {
    let desk: AssignmentFixture
    var database: TestDatabase { desk.database }

    init() throws { desk = try AssignmentFixture() }

    /// A person as an administrator reads them.
    func member(_ id: Identifier<Person>, by user: FixtureUser) throws -> StaffMember {
        try #require(try user.connection.run(try People.find(id, for: user.user)))
    }

    /// Adds a person without role and login.
    func newcomer(by boss: FixtureUser, first: String = "Amal") throws -> StaffMember {
        let id: Identifier<Person> = freshIdentifier()
        try boss.connection.run(try People.add(id, details(first), by: boss.user))
        return try member(id, by: boss)
    }

    func details(_ first: String, zones: [Int16] = [1], isActive: Bool = true) -> StaffDetails {
        StaffDetails(
            firstName: UntrustedText(first),
            lastName: UntrustedText("Berrada"),
            email: UntrustedText("amal@riad.example"),
            phone: UntrustedText("+212 661 00 12 34"),
            profile: .technicien,
            zones: zones,
            isActive: isActive
        )
    }

    /// A login name unique in the cluster.
    func loginName() -> String { "amal_\(database.cluster.nextNumber())" }

    /// Creates a login with a first password.
    func login(for member: StaffMember, password: String, until: String = "1 day", by boss: FixtureUser) throws
        -> String
    {
        let name = loginName()
        let verifier = try #require(boss.connection.verifier(of: password, login: name))
        try boss.connection.run(
            try Logins.create(name, for: member, verifier: verifier, until: try moment(in: until), by: boss.user)
        )
        return name
    }

    /// Makes the server require a password for a login; otherwise it trusts all.
    func askForPassword(of login: String) throws {
        try database.run(
            """
            DO $$ BEGIN CREATE ROLE riad_test_with_password;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
            GRANT riad_test_with_password TO \(login)
            """
        )
    }

    /// A connection with a password.
    func connection(_ login: String, password: String) -> Connection {
        var settings = database.settings(login: login)
        settings.overrides["password"] = password
        return Connection(settings)
    }

    /// The server's time, shifted by an interval.
    func moment(in interval: String) throws -> Timestamp {
        try #require(
            try database.value(
                "SELECT clock_timestamp() + $1::text::interval",
                [Parameter(interval)],
                as: Timestamp.self
            )
        )
    }

    /// The SQLSTATE of a refused statement; nil if it is accepted.
    func refusal(of sql: String, as login: String) throws -> String? {
        try refusal(of: sql, on: database.connection(login: login))
    }

    /// The same in an open session.
    func refusal(of sql: String, on connection: Connection) throws -> String? {
        do throws(PostgresError) {
            try connection.run(script: sql, name: "attempt")
            return nil
        } catch {
            return error.state
        }
    }
}
