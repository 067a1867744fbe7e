import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Who is behind a session")
struct SessionTests {
    @Test("A person is known by their login: name, role, zones")
    func user() throws {
        let deployment = try CompanyFixture()
        let person = try deployment.database.person(
            .agent,
            name: ("Fatima", "El-Fassi"),
            zones: ["marrakech_gueliz", "rabat_agdal"]
        )
        let user = try #require(try deployment.user(person))
        #expect(user.id == person.id)
        #expect(user.login == person.login)
        #expect(user.name.original == "Fatima El-Fassi")
        #expect(user.role == .agent)
        #expect(!user.isIsolated)
        let zones = try deployment.database.connection(as: person).run(Session.zones())
        let labels = user.zones.compactMap { number in zones.first { $0.number == number }?.label }
        #expect(Set(labels) == ["marrakech_gueliz", "rabat_agdal"])
        #expect(zones.count == 13)
        #expect(zones.first { $0.label == "fes_ville_nouvelle" }?.city == "Fès")
    }

    @Test("Every role is known by its label", arguments: AppRole.all)
    func roles(role: AppRole) throws {
        let deployment = try CompanyFixture()
        #expect(try deployment.user(deployment.database.person(role))?.role == role)
    }

    @Test("Isolation holds for agents only")
    func isolation() throws {
        let deployment = try CompanyFixture()
        try deployment.isolateZones()
        #expect(try deployment.user(deployment.database.person(.agent))?.isIsolated == true)
        #expect(try deployment.user(deployment.database.person(.superviseur))?.isIsolated == false)
    }

    @Test("Without an active profile, without a role, or after its expiry there is nobody behind the login")
    func nobody() throws {
        let deployment = try CompanyFixture()
        #expect(try deployment.user(deployment.database.person(.agent, isActive: false)) == nil)
        #expect(try deployment.user(deployment.database.person(nil)) == nil)
        let expired = try deployment.database.person(.superviseur)
        try deployment.database.run(
            "UPDATE public.user_roles SET expires_at = clock_timestamp() - interval '1 s' WHERE user_id = '\(expired.id)'"
        )
        #expect(try deployment.user(expired) == nil)
    }
}
