import Domain
import TestSupport
import Testing

@Suite("What an isolated agent learns and changes of guests whom they can't read")
struct GuestRightsTests {
    private let house: GuestFixture
    private let agent: TestPerson
    private let boss: TestPerson

    init() throws {
        house = try GuestFixture()
        agent = try house.house.database.person(.agent, zones: ["marrakech_gueliz"])
        boss = try house.house.database.person(.superviseur)
        try house.house.database.run(
            """
            UPDATE riad.settings SET value = 'true' WHERE key = 'zone_isolation';
            INSERT INTO public.property (org_id, name, address, ext_id, zone)
            VALUES ('\(SQLFixture.organisation)', 'Dar Agdal', 'Rue 2', 'P2', 'rabat_agdal')
            """
        )
    }

    /// A guest who booked and writes; in the agent's zone unless `away`. Returns the conversation.
    private func stays(_ name: String, _ number: String, away: Bool) throws -> String {
        _ = try house.house.text(
            """
            SELECT public.upsert_reservation('booking', 'b\(number)', '\(away ? "P2" : "P1")', current_date,
                current_date + 3, _guest_name => '\(name)', _guest_phone => '+\(number)')::text
            """,
            as: house.channel
        )
        return try house.writes("whatsapp", from: number, named: name)
    }

    private func joinedCount(_ guest: String, as person: TestPerson) throws -> String? {
        try house.house.text("SELECT count(*)::text FROM riad.joined_guests('\(guest)')", as: person.login)
    }

    @Test("Nobody joins a guest to one whose stay takes the conversation out of their sight, nor parts them again")
    func outOfSight() throws {
        let known = try stays("Vera Long", "33600000001", away: true)
        try house.house.database.run(
            """
            UPDATE public.conversations SET assigned_agent_id = '\(agent.id)', state = 'EN_COURS'
            WHERE id = '\(known)'
            """
        )
        let talk = try house.writes("whatsapp", from: "33600000002", named: "Omar Odd")
        let (vera, omar) = (try house.guest(of: known), try house.guest(of: talk))
        let joining = "SELECT riad.join_guests('\(vera)', '\(omar)')"
        #expect(try house.house.refusal(of: joining, as: agent.login) == Refusal.notFound.state)
        #expect(try house.guest(of: talk) == omar)
        #expect(try house.house.refusal(of: joining, as: boss.login) == nil)
        let parting = "SELECT riad.part_guest('\(omar)')"
        #expect(try house.house.refusal(of: parting, as: agent.login) == Refusal.notFound.state)
        #expect(try house.guest(of: talk) == vera)
        #expect(try joinedCount(vera, as: agent) == "0")
        #expect(try joinedCount(vera, as: boss) == "1")
        #expect(try house.house.refusal(of: parting, as: boss.login) == nil)
        #expect(try house.guest(of: talk) == omar)
    }

    @Test("A record that a supervisor joined and the agent can't read is neither named to them nor parted by them")
    func supervisorsJoin() throws {
        let one = try house.guest(of: stays("Nora One", "33600000003", away: false))
        let two = try house.guest(of: stays("Nora Two", "33600000004", away: true))
        #expect(try house.house.refusal(of: "SELECT riad.join_guests('\(one)', '\(two)')", as: boss.login) == nil)
        #expect(try joinedCount(one, as: agent) == "0")
        let parting = "SELECT riad.part_guest('\(two)')"
        #expect(try house.house.refusal(of: parting, as: agent.login) == Refusal.notFound.state)
        #expect(try house.house.text("SELECT count(*)::text FROM riad.distinct_guests") == "0")
        #expect(try joinedCount(one, as: boss) == "1")
    }

    @Test("Two guests of the agent's own zone are joined and parted by them as before")
    func ownZone() throws {
        let one = try house.guest(of: stays("Nora One", "33600000003", away: false))
        let two = try house.guest(of: stays("Nora Two", "33600000004", away: false))
        #expect(try house.house.refusal(of: "SELECT riad.join_guests('\(one)', '\(two)')", as: agent.login) == nil)
        #expect(try joinedCount(one, as: agent) == "1")
        #expect(try house.house.refusal(of: "SELECT riad.part_guest('\(two)')", as: agent.login) == nil)
    }

    @Test("A proposal shows no stay that the agent can't read, and counts no guest whom they can't")
    func proposals() throws {
        let first = try house.guest(of: stays("Nora One", "33600000003", away: false))
        let talk = try stays("Vera Long", "33600000001", away: true)
        let second = try house.guest(of: talk)
        // Visible in the common queue, without the stay.
        try house.house.database.run(
            """
            UPDATE public.conversations SET reservation_id = NULL WHERE id = '\(talk)';
            UPDATE public.guest SET phone = '+33611111112' WHERE guest_id IN ('\(first)', '\(second)')
            """
        )
        let list = """
            SELECT string_agg(
                concat_ws(' / ', guest_name, stay IS NOT NULL, other_name, other_stay IS NOT NULL, signs), ', '
            )
            FROM riad.guest_duplicates(NULL, 10)
            """
        let shown = "Nora One / t / Vera Long / f / {+33611111112}"
        #expect(try house.house.text(list, as: agent.login) == shown)
        #expect(try house.house.text(list, as: boss.login) == "Nora One / t / Vera Long / t / {+33611111112}")
        // Whether others have the number, or a colleague does, changes nothing.
        try house.house.database.run(
            """
            INSERT INTO public.guest (org_id, first_name, phone)
            SELECT '\(SQLFixture.organisation)', 'Hidden ' || n, '+33611111112' FROM generate_series(1, 2) n;
            UPDATE public.profiles SET phone = '+33611111112' WHERE user_id = '\(boss.id)'
            """
        )
        #expect(try house.house.text(list, as: agent.login) == shown)
        #expect(try house.house.text(list, as: boss.login) == nil, "four have it")
    }
}
