import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Running the house")
struct PeopleTests {
    private let staffing: StaffFixture
    private let boss: FixtureUser
    init() throws {
        staffing = try StaffFixture()
        boss = try staffing.desk.member(.superAdmin, name: ("Karim", "Guessous"))
    }

    @Test("A new person has what was said of them, no role and no login; an edit changes it, once")
    func editing() throws {
        let amal = try staffing.newcomer(by: boss)
        #expect(amal.details == staffing.details("Amal"))
        #expect(amal.role == nil && amal.login == nil && amal.load == 0)
        let moved = staffing.details("Amal", zones: [2, 3])
        try boss.connection.run(try People.edit(amal, into: moved, by: boss.user))
        #expect(try staffing.member(amal.id, by: boss).details == moved)
        let again = try refusal { try boss.connection.run(try People.edit(amal, into: moved, by: boss.user)) }
        #expect(again == Refusal.outdated.state)
    }

    @Test("A role is given with an expiry, shows who gave it, and is taken again")
    func roles() throws {
        let amal = try staffing.newcomer(by: boss)
        let end = try staffing.moment(in: "3 days")
        try boss.connection.run(try People.grantRole(.technicien, until: end, to: amal, by: boss.user))
        let held = try staffing.member(amal.id, by: boss).role
        #expect(held == RoleGrant(role: .technicien, expiresAt: end, givenBy: UntrustedText("Karim Guessous")))
        try boss.connection.run(try People.revokeRole(of: amal, by: boss.user))
        #expect(try staffing.member(amal.id, by: boss).role == nil)
        #expect(
            try refusal { try boss.connection.run(try People.revokeRole(of: amal, by: boss.user)) }
                == Refusal.notFound.state
        )
    }

    @Test("A supervisor finds everybody, without e-mail, telephone, login and sessions; others find themselves alone")
    func reading() throws {
        let superviseur = try staffing.desk.member(.superviseur)
        let agent = try staffing.desk.member(.agent)
        let seen = try superviseur.connection.run(try People.list(for: superviseur.user))
        #expect(seen.count == 3)
        for member in seen where member.id != superviseur.id {
            #expect(member.details.email == nil && member.details.phone == nil && member.login == nil)
        }
        #expect(throws: AccessError.self) { try People.list(for: agent.user) }
        #expect(throws: AccessError.self) { try People.find(boss.id, for: agent.user) }
        #expect(try staffing.member(agent.id, by: agent).login?.name == agent.person.login)
        for target in ["NULL", "'\(boss.id)'"] {
            let attempt = "SELECT * FROM riad.people(\(target))"
            #expect(try staffing.refusal(of: attempt, as: agent.person.login) == Refusal.notPermitted.state)
        }
        #expect(
            try staffing.refusal(of: "SELECT email FROM public.profiles", as: superviseur.person.login) == "42501"
        )
    }

    @Test("Each changes their own name and telephone, and nothing else")
    func own() throws {
        let agent = try staffing.desk.member(.femmeDeMenage)
        try agent.connection.run(People.editSelf(firstName: "Khadija", lastName: "", phone: "0661 00 12 34"))
        let now = try staffing.member(agent.id, by: agent)
        #expect(now.name == UntrustedText("Khadija"))
        #expect(now.details.phone == UntrustedText("0661 00 12 34"))
        #expect(throws: AccessError.self) { try People.edit(now, into: now.details, by: agent.user) }
    }

    @Test(
        "Names, addresses and numbers that can't be are refused",
        arguments: [
            ("''", "''", "'a@b.c'", "''"), ("E'A\\nB'", "''", "'a@b.c'", "''"), ("'A'", "''", "'ab.c'", "''"),
            ("'A'", "repeat('x', 101)", "'a@b.c'", "''"), ("'A'", "''", "'a@b.c'", "'call me'"),
            ("'A'", "''", "NULL", "''"), ("NULL", "''", "'a@b.c'", "''"),
        ]
    )
    func texts(first: String, last: String, email: String, phone: String) throws {
        let attempt = """
            SELECT riad.add_person(gen_random_uuid(), \(first), \(last), \(email), \(phone), 'agent', '{1}')
            """
        #expect(try staffing.refusal(of: attempt, as: boss.person.login) == Refusal.invalidInput.state)
    }

    @Test("A zone or a profile type that isn't there is refused")
    func strangeValues() throws {
        for rest in ["'agent', '{99}'", "'pirate', '{1}'", "NULL, '{1}'"] {
            let attempt = "SELECT riad.add_person(gen_random_uuid(), 'A', '', 'a@b.c', '', \(rest))"
            #expect(try staffing.refusal(of: attempt, as: boss.person.login) == Refusal.invalidInput.state, "\(rest)")
        }
    }

    @Test("Who is connected is shown to administrators, and their sessions end when told")
    func sessions() throws {
        let agent = try staffing.desk.member(.agent)
        let client = staffing.database.connection(as: agent.person)
        try client.connect()
        _ = try staffing.member(agent.id, by: agent)
        let open = try boss.connection.run(try Logins.sessions(of: agent.id, for: boss.user))
        #expect(open.count == 2)
        #expect(open.allSatisfy { $0.login == agent.person.login && $0.program == UntrustedText("riad") })
        #expect(open.allSatisfy { $0.since != nil && $0.client == "local" && $0.state == "idle" && !$0.isOwn })
        let one = try #require(client.processID)
        #expect(try boss.connection.run(try Logins.endSessions(of: agent.id, processID: one, by: boss.user)) == 1)
        // The first may still be on its way out.
        #expect(try boss.connection.run(try Logins.endSessions(of: agent.id, processID: nil, by: boss.user)) >= 1)
        #expect(throws: PostgresError.self) { try staffing.member(agent.id, by: agent) }
        let own = try boss.connection.run(try Logins.sessions(of: boss.id, for: boss.user))
        #expect(own.map(\.isOwn) == [true])
        #expect(try boss.connection.run(try Logins.endSessions(of: boss.id, processID: nil, by: boss.user)) == 0)
    }
}
