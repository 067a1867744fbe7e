import Domain
import Postgres
import TestSupport
import Testing

@Suite("The login of somebody who is made inactive")
struct LoginClosingTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private func switchProfile(of person: TestPerson, active: Bool) throws {
        try house.database.run("UPDATE public.profiles SET is_active = \(active) WHERE user_id = '\(person.id)'")
    }

    @Test("is closed with its sessions, and open again when they come back")
    func closing() throws {
        let agent = try house.database.person(.agent)
        let session = house.database.connection(as: agent)
        let login = "SELECT login FROM riad.me()"
        #expect(try house.text(login, on: session) == agent.login)
        try switchProfile(of: agent, active: false)
        #expect(throws: PostgresError.self) { try house.text(login, on: session) }
        #expect(try house.refusal(of: login, as: agent.login) == "28000")
        try switchProfile(of: agent, active: true)
        #expect(try house.text(login, as: agent.login) == agent.login)
    }

    @Test("stays closed where somebody else had closed it")
    func closedByAnother() throws {
        let agent = try house.database.person(.agent)
        try house.database.run("ALTER ROLE \(agent.login) NOLOGIN")
        try switchProfile(of: agent, active: false)
        try switchProfile(of: agent, active: true)
        #expect(try house.refusal(of: "SELECT 1", as: agent.login) == "28000")
    }

    @Test("is nobody's to close or open but the house's, and never one that is more than a console's")
    func closed() throws {
        let boss = try house.database.person(.superAdmin)
        let agent = try house.database.person(.agent)
        let plain = "plain_\(house.database.cluster.nextNumber())"
        try house.database.run("CREATE ROLE \(plain) LOGIN")
        for login in [boss.login, agent.login] {
            let attempt = "SELECT riad.set_login_enabled('\(agent.login)', false)"
            #expect(try house.refusal(of: attempt, as: login) == "42501")
        }
        #expect(try house.refusal(of: "SELECT * FROM riad.closed_logins", as: boss.login) == "42501")
        for login in ["postgres", plain, "riad_owner"] {
            #expect(try house.text("SELECT riad.set_login_enabled('\(login)', false)::text") == "false", "\(login)")
        }
    }
}
