import Domain
import Postgres
import Repositories
import TestSupport
import Testing

/// Where a server brings the vector extension, documents can be found by what they mean; elsewhere, all else works.
@Suite("Document embeddings, with the vector extension and without")
struct EmbeddingTests {
    private static let isOffered = Result {
        try TestDatabase().value(
            "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector')",
            as: Bool.self
        ) == true
    }

    private let database: TestDatabase

    init() throws {
        database = try TestDatabase()
    }

    private func isThere() throws -> Bool? {
        try database.value("SELECT to_regclass('public.document_embeddings') IS NOT NULL")
    }

    private func make() throws -> Bool? {
        try database.value("SELECT riad.create_document_embeddings()")
    }

    @Test("A new database has them where the server brings the extension, and only there")
    func fresh() throws {
        let isOffered = try Self.isOffered.get()
        #expect(try isThere() == isOffered)
        #expect(try make() == isOffered)
        #expect(try isThere() == isOffered)
    }

    @Test("Without the extension there are none, and asking for them says so and makes nothing")
    func without() throws {
        try database.run("DROP TABLE IF EXISTS public.document_embeddings; DROP EXTENSION IF EXISTS vector")
        #expect(try make() == false)
        #expect(try isThere() == false)
        #expect(try Schema.migrator().pending(on: database.connection()).isEmpty)
    }

    @Test("An extension that comes later, where the owner may use it, is enough", .enabled(if: offered))
    func later() throws {
        try database.run(
            """
            DROP TABLE public.document_embeddings; DROP EXTENSION vector;
            CREATE SCHEMA extensions; CREATE EXTENSION vector SCHEMA extensions;
            GRANT USAGE ON SCHEMA extensions TO riad_owner
            """
        )
        #expect(try make() == true)
        #expect(try isThere() == true)
        let owner = "SELECT tableowner::text FROM pg_tables WHERE tablename = 'document_embeddings'"
        #expect(try database.value(owner) == "riad_owner")
    }

    @Test("The nearest document is found first", .enabled(if: offered))
    func nearest() throws {
        try fill()
        let nearest = """
            SELECT string_agg(document_id, ' ' ORDER BY nearness) FROM (
                SELECT document_id, embedding <=> (SELECT embedding FROM document_embeddings WHERE document_id = 'pool')
                    AS nearness
                FROM document_embeddings ORDER BY nearness LIMIT 2
            ) AS found
            """
        #expect(try database.value(nearest) == "pool hammam")
        #expect(
            try database.value(
                "SELECT indexdef LIKE '%USING hnsw%' FROM pg_indexes WHERE indexname = 'document_embeddings_by_nearness'"
            ) == true
        )
    }

    @Test("The desk reads them, others see none, and nobody writes any", .enabled(if: offered), arguments: AppRole.all)
    func rights(role: AppRole) throws {
        try fill()
        let person = try database.person(role)
        let connection = database.connection(as: person)
        let count = Request(
            reading: Statement(name: "count", text: "SELECT count(*) FROM public.document_embeddings"),
            []
        ) { rows throws(DecodingError) -> Int64 in try rows.single()[0] }
        #expect(try connection.run(count) == (Rights.inboxRoles.contains(role) ? 3 : 0))
        for attack in [
            "INSERT INTO public.document_embeddings (document_id) VALUES ('pool')",
            "UPDATE public.document_embeddings SET content = ''", "DELETE FROM public.document_embeddings",
            "TRUNCATE public.document_embeddings", "SELECT riad.create_document_embeddings()",
        ] {
            let error = #expect(throws: PostgresError.self, "\(role.label): \(attack)") {
                try connection.run(script: attack, name: "attack")
            }
            #expect(error?.state == "42501", "\(role.label): \(attack)")
        }
    }

    private static var offered: Bool { (try? isOffered.get()) ?? false }

    /// Three documents, of which two are about water.
    private func fill() throws {
        try database.run(
            """
            INSERT INTO public.document_embeddings (document_type, document_id, content, embedding)
            SELECT 'faq', id, id, ARRAY(
                SELECT (n BETWEEN low AND high)::integer::real FROM generate_series(1, 1536) AS n ORDER BY n
            )
            FROM (VALUES ('pool', 1, 700), ('hammam', 1, 690), ('parking', 1000, 1536)) AS d (id, low, high)
            """
        )
    }
}
