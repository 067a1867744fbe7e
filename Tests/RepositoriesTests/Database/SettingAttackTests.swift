import Domain
import Postgres
import TestSupport
import Testing

@Suite("Attacks by what a session may set")
struct SettingAttackTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private let hostile = """
        SET standard_conforming_strings = off; SET escape_string_warning = off; SET transform_null_equals = on;
        SET array_nulls = off; SET gin_fuzzy_search_limit = 1; SET extra_float_digits = -15; SET datestyle = 'SQL, DMY';
        SET intervalstyle = 'sql_standard'; SET timezone = 'Pacific/Kiritimati'; SET bytea_output = 'escape';
        SET quote_all_identifiers = on; SET row_security = off
        """

    @Test("No setting lets through what is refused, or refuses what isn't")
    func entryPoints() throws {
        let agent = try house.database.person(.agent)
        let boss = try house.database.person(.superviseur)
        let talk = try house.conversation(assignedTo: agent)
        let session = house.database.connection(as: agent)
        let supervising = house.database.connection(as: boss)
        for one in [session, supervising] { try one.run(script: hostile, name: "hostile") }
        func send(_ body: String) -> String {
            "SELECT riad.send_message(gen_random_uuid(), '\(talk)', \(body), true, NULL, false)"
        }
        let refused = [
            send("' '"), send("E'\\t'"), "SELECT riad.set_tags('\(talk)', ARRAY[E'a\\tb'])",
            "SELECT riad.edit_own_profile('Test', 'Person', 'no number')",
            "SELECT riad.transfer('\(talk)', '\(boss.id)', NULL, '  ', 0)",
        ]
        for attempt in refused {
            #expect(try house.refusal(of: attempt, on: session) == Refusal.invalidInput.state, "\(attempt)")
        }
        let taken = [
            send("'Bonjour'"), "SELECT riad.set_tags('\(talk)', ARRAY['vip'])",
            "SELECT riad.edit_own_profile('Test', 'Person', '+33 6 12 34 56 78')",
        ]
        for attempt in taken {
            #expect(try house.refusal(of: attempt, on: session) == nil, "\(attempt)")
        }
        let found = "SELECT count(*)::text FROM riad.search_messages('bonjour', '{}', 20, NULL, NULL, 1)"
        #expect(try house.text(found, on: session) == house.text(found, as: agent.login))
        let transfer = "SELECT riad.transfer('\(talk)', '\(boss.id)', NULL, 'Sees it through', 0)"
        #expect(try house.refusal(of: transfer, on: supervising) == nil)
    }
}
