import Postgres
import TestSupport
import Testing

@testable import Demo

@Suite("Loading the company", .serialized)
struct LoadTests {
    private static let company = Company(conversations: 120, seed: 3, now: UnixTime(seconds: 1_795_516_500))

    private static func load(indexesLater: Bool) throws -> TestDatabase {
        let database = try TestDatabase()
        let many = indexesLater ? 1 : 1_000
        try CompanyLoad(company: company, manyConversations: many) { _ in }.run(on: database.connection())
        return database
    }

    private static let digest = """
        SELECT md5(string_agg(m::text, E'\\n' ORDER BY m.id)) || md5((
            SELECT string_agg(c::text, E'\\n' ORDER BY c.id) FROM public.conversations c
        )) FROM public.conversation_messages m
        """

    private static let structure = """
        SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
            SELECT pg_get_indexdef(indexrelid) FROM pg_index
            UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated
            FROM pg_constraint
            UNION ALL SELECT indrelid::regclass || ' ' || indexrelid::regclass || ' ' || relowner::regrole
            FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        ) AS s (line)
        """

    @Test("The same seed at the same moment loads the same rows, whether indexes are made before or after")
    func sameRows() async throws {
        try await blocking {
            let digests = try [false, true].map { later in
                try #require(try Self.load(indexesLater: later).value(Self.digest, as: String.self))
            }
            #expect(digests[0] == digests[1])
        }
    }

    @Test("Indexes and keys that were set aside are all there again")
    func sameStructure() async throws {
        try await blocking {
            let empty = try #require(try TestDatabase().value(Self.structure, as: String.self))
            let loaded = try #require(try Self.load(indexesLater: true).value(Self.structure, as: String.self))
            #expect(loaded == empty)
        }
    }

    @Test("What is derived is right: numbers without gaps, last lines, zones, guests and stays shown, read marks")
    func derived() async throws {
        try await blocking {
            let database = try Self.load(indexesLater: false)
            let wrong = """
                SELECT count(*) FROM public.conversations c
                LEFT JOIN public.reservation r ON r.res_id = c.reservation_id
                LEFT JOIN public.property p ON p.property_id = r.property_id
                LEFT JOIN riad.zones z ON z.label = p.zone
                JOIN public.guest g ON g.guest_id = c.guest_id
                CROSS JOIN LATERAL (
                    SELECT count(*) AS lines, max(m.seq) AS last_seq FROM public.conversation_messages m
                    WHERE m.conversation_id = c.id
                ) m
                CROSS JOIN LATERAL (
                    SELECT l.* FROM public.conversation_messages l
                    WHERE l.conversation_id = c.id AND NOT l.is_internal AND l.sender_type <> 'system'
                    ORDER BY l.seq DESC LIMIT 1
                ) l
                WHERE m.lines <> c.last_seq OR m.last_seq <> c.last_seq
                    OR c.zone_id <> coalesce(z.id, 0) OR c.property_id IS DISTINCT FROM r.property_id
                    OR l.created_at <> c.last_message_at OR l.message_content <> c.last_message_content
                    OR l.sender_type <> c.last_sender_type
                    OR r.res_id IS NOT NULL AND r.guest_id <> c.guest_id
                    OR (c.shown_guest_name, c.shown_guest_country)
                        IS DISTINCT FROM (concat_ws(' ', g.first_name, g.last_name), g.country)
                    OR (c.shown_check_in, c.shown_check_out) IS DISTINCT FROM (r.check_in, r.check_out)
                """
            #expect(try database.value(wrong, as: Int64.self) == 0)
            let ahead = """
                SELECT count(*) FROM riad.read_marks r JOIN public.conversations c ON c.id = r.conversation_id
                WHERE r.last_read_seq > c.last_seq
                """
            #expect(try database.value(ahead, as: Int64.self) == 0)
            let lost = """
                SELECT count(*) FROM public.conversation_messages m
                WHERE m.message_type IN ('image', 'video', 'file') AND NOT EXISTS (
                    SELECT FROM riad.attachments a WHERE a.id = ANY (m.attachment_ids)
                )
                """
            #expect(try database.value(lost, as: Int64.self) == 0)
            #expect(try database.value("SELECT count(*) FROM riad.attachments", as: Int64.self) ?? 0 > 0)
        }
    }

    @Test("No event goes out for what is history")
    func quiet() async throws {
        try await blocking {
            let database = try Self.load(indexesLater: false)
            #expect(try database.value("SELECT count(*) FROM riad.outbox", as: Int64.self) == 0)
        }
    }
}
