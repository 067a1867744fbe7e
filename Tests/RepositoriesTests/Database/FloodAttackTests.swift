import Domain
import Postgres
import TestSupport
import Testing

@Suite("Attacks that fill the server or keep it busy")
struct FloodAttackTests {
    private let house: House
    init() throws { house = try House() }

    @Test("One login begins only so many changes of many within a minute; others go on")
    func batches() throws {
        let boss = try house.database.person(.superviseur)
        let other = try house.database.person(.superviseur)
        let begin = """
            PERFORM riad.begin_bulk('priority', NULL, 'high', NULL, ARRAY[gen_random_uuid()], '{0}', NULL, NULL);
            """
        let flood = "DO $$ BEGIN FOR turn IN 1..61 LOOP \(begin) END LOOP; END $$"
        #expect(try house.refusal(of: flood, as: boss.login) == Refusal.tooManyChanges.state)
        #expect(try house.refusal(of: "DO $$ BEGIN \(begin) END $$", as: other.login) == nil)
    }

    @Test("Long texts count for as many changes as they fill pages")
    func longTexts() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        func notes(_ count: Int, of text: String) -> String {
            """
            DO $$ BEGIN FOR turn IN 1..\(count) LOOP
                PERFORM riad.send_message(gen_random_uuid(), '\(talk)', \(text), true, NULL, false);
            END LOOP; END $$
            """
        }
        #expect(try house.refusal(of: notes(20, of: "'Bonjour'"), as: agent.login) == nil)
        // More than twice as many as a minute takes: one of them may begin in between.
        let flood = notes(20, of: "repeat('x ', 131072)")
        #expect(try house.refusal(of: flood, as: agent.login) == Refusal.tooManyChanges.state)
    }
}
