import Glibc
import Postgres
import Testing

@testable import Demo

@Suite("A busy demo")
struct TrafficTests {
    private static let messages = "SELECT count(*) FROM public.conversation_messages"

    private static let here = "SELECT count(*) FROM riad.console_presence() WHERE away_since IS NULL"
    private static let away = "SELECT count(*) FROM riad.console_presence() WHERE away_since IS NOT NULL"
    private static let answered = """
        SELECT count(*) FROM public.conversation_messages
        WHERE sender_type = 'agent' AND channel_message_id LIKE 'busy-%'
        """

    @Test("Guests write and colleagues answer until the server stops, and a reply of the console is delivered")
    func busy() async throws {
        let demo = try DemoFolder()
        let visit = try await blocking { () -> Sealed in
            Sealed(visit: try demo.cluster.join(demo.request(keepsServer: true)))
        }
        async let ended = blocking { try demo.cluster.runTraffic(now: 1_795_516_600, pace: 0.02) }
        try await blocking {
            let before = try demo.count(Self.messages)
            #expect(eventually { (try? demo.count(Self.messages)) ?? 0 > before + 5 })
            #expect(eventually { (try? demo.count(Self.here, as: "superviseur")) ?? 0 >= 4 })
            #expect(eventually { (try? demo.count(Self.away, as: "superviseur")) ?? 0 >= 1 })
            #expect(eventually { (try? demo.count(Self.answered)) ?? 0 >= 1 })
            try Self.reply(in: demo)
            let delivered = """
                SELECT count(*) FROM public.conversation_messages
                WHERE message_content = 'On arrive' AND delivery_state IN ('delivered', 'read')
                """
            #expect(eventually { (try? demo.count(delivered)) == 1 })
            try demo.cluster.stop()
        }
        try await ended
        try visit.visit.leave()
    }

    @Test("A colleague at a console is seen reading, typing, away and gone, as anybody is; who is shown out stays out")
    func colleagues() async throws {
        let demo = try DemoFolder()
        try await blocking {
            let visit = try demo.cluster.join(demo.request(keepsServer: true))
            let plan = ColleaguePlan(Company(conversations: 40, seed: 7, now: UnixTime(seconds: 1_795_516_500)))
            try Self.keepAlive(in: demo)
            let colleagues = DemoColleagues(plan.people, place: demo.place)
            #expect(colleagues.count == ColleaguePlan.logins.count)
            try Self.act(colleagues, in: demo)
            colleagues.close()
            #expect(eventually { (try? demo.count(Self.here, as: "superviseur")) == 0 })
            try demo.cluster.stop()
            try visit.leave()
        }
    }

    private static func act(_ colleagues: DemoColleagues, in demo: DemoFolder) throws {
        let talk = UUIDBytes.row(.conversation, 3, seed: 7)
        let fatima = 9
        let event = TrafficEvent.ConversationKey(guest: 0, channel: .whatsapp, zone: 0, owner: nil)
        let typing = "SELECT count(*) FROM riad.presence(NULL) p WHERE p.name = 'Fatima' AND p.is_typing"
        #expect(try demo.count(here, as: "superviseur") == 7)
        colleagues.perform(fatima, by: .open(event), in: talk)
        #expect(try demo.count(typing, as: "superviseur") == 0)
        colleagues.perform(fatima, by: .type(event), in: talk)
        #expect(try demo.count(typing, as: "superviseur") == 1)
        colleagues.perform(fatima, by: .close, in: nil)
        #expect(try demo.count(typing, as: "superviseur") == 0)
        colleagues.perform(fatima, by: .goIdle(seconds: 300), in: nil)
        #expect(try demo.count(away, as: "superviseur") == 1)
        colleagues.perform(fatima, by: .resume, in: nil)
        #expect(try demo.count(here, as: "superviseur") == 7)
        try demo.run("SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE usename = 'fatima_elfassi'")
        colleagues.perform(fatima, by: .type(event), in: talk)
        colleagues.perform(fatima, by: .type(event), in: talk)
        #expect(colleagues.count == 6)
        #expect(try demo.count(typing, as: "superviseur") == 0)
    }

    /// However long the machine stands still in between, nobody counts as silent.
    private static func keepAlive(in demo: DemoFolder) throws {
        try demo.run(
            """
            CREATE OR REPLACE FUNCTION riad.presence_timeout(_activity text) RETURNS interval LANGUAGE sql STABLE
            BEGIN ATOMIC SELECT interval '1 day'; END
            """
        )
    }

    /// A visit that one thread at a time uses.
    private struct Sealed: @unchecked Sendable {
        let visit: DemoSession
    }

    private static func reply(in demo: DemoFolder) throws {
        let connection = demo.place.connection(database: DemoDatabase.name, login: "superviseur")
        defer { connection.close() }
        let script = """
            DO $$
            DECLARE
                talk uuid := (SELECT id FROM public.conversations WHERE is_open ORDER BY id LIMIT 1);
            BEGIN
                PERFORM riad.send_message(gen_random_uuid(), talk, 'On arrive', false, NULL, false);
                PERFORM riad.broadcast_conversation(talk);
            END
            $$
            """
        try connection.run(script: script, name: "reply")
    }
}
