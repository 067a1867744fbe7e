import Glibc
import Postgres
import Testing

@testable import Demo

@Suite("A busy demo")
struct BusyTests {
    private static let messages = "SELECT count(*) FROM public.conversation_messages"

    @Test("Guests write until the server stops, and a reply of the console is delivered")
    func busy() async throws {
        let demo = try DemoFolder()
        let visit = try await blocking { () -> Sealed in
            Sealed(visit: try demo.cluster.visit(demo.request(keepsServer: true)))
        }
        async let ended = blocking { try demo.cluster.keepBusy(now: 1_795_516_600, pace: 0.02) }
        try await blocking {
            let before = try demo.count(Self.messages)
            #expect(eventually { (try? demo.count(Self.messages)) ?? 0 > before + 5 })
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

    /// A visit that one thread at a time uses.
    private struct Sealed: @unchecked Sendable {
        let visit: DemoVisit
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
                PERFORM riad.announce(talk);
            END
            $$
            """
        try connection.run(script: script, name: "reply")
    }
}
