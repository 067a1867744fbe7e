import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Who is no longer there")
struct PresenceEndTests: PresenceSuite {
    let company: PresenceFixture
    init() throws { company = try PresenceFixture() }

    @Test("Who ended, was cut off or has lost their rights is seen no more, whatever their row says")
    func dead() throws {
        try reportPresence(fatima, in: talk, .typing)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima types"])
        try desk.database.run("UPDATE public.user_roles SET is_active = false WHERE user_id = '\(fatima.person.id)'")
        #expect(try colleagues(of: youssef, in: talk, while: []) == [])
        try desk.database.run("UPDATE public.user_roles SET is_active = true WHERE user_id = '\(fatima.person.id)'")
        let back = try desk.member(.agent, name: ("Amal", "Berrada"))
        try reportPresence(back, in: talk, .typing)
        #expect(try colleagues(of: youssef, in: talk, while: [back]) == ["Amal types"])
        back.connection.close()
        try awaitEnd(of: back)
        #expect(try colleagues(of: youssef, in: talk, while: []) == [])
    }

    @Test("A row of an earlier session with the same process number isn't taken for the one that is there now")
    func sameNumber() throws {
        try reportPresence(fatima, in: talk, .typing)
        try desk.database.run("UPDATE riad.consoles SET backend_start = backend_start - interval '1 day'")
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == [])
        try reportPresence(fatima, in: talk)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima reads"])
        try desk.database.run("UPDATE riad.consoles SET login = 'riad_owner'::regrole")
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == [])
    }

    @Test("A console that has been silent for too long is seen no more until it shows a sign of life")
    func silent() throws {
        try reportPresence(fatima, in: talk, .editing)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima types"])
        try desk.database.run(
            """
            CREATE OR REPLACE FUNCTION riad.presence_timeout(_activity text) RETURNS interval LANGUAGE sql STABLE
            BEGIN ATOMIC SELECT interval '-1 day'; END
            """
        )
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == [])
    }

    @Test("What ended sessions left is swept away when somebody new comes")
    func swept() throws {
        let guest = try desk.member(.agent)
        try reportPresence(guest, in: talk)
        try reportPresence(fatima, in: talk)
        guest.connection.close()
        try awaitEnd(of: guest)
        try reportPresence(fatima, in: nil)
        #expect(try desk.database.value("SELECT count(*) FROM riad.consoles", as: Int64.self) == 2)
        try reportPresence(youssef, in: talk)
        #expect(
            try desk.database.value(
                "SELECT count(*) FROM riad.consoles WHERE user_id = $1",
                [Parameter(guest.person.id)],
                as: Int64.self
            ) == 0
        )
        #expect(try desk.database.value("SELECT count(*) FROM riad.consoles", as: Int64.self) == 2)
    }
}
