import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Changing many while others work")
struct BulkStepTests {
    private let desk: AssignmentFixture
    private let boss: FixtureUser
    private let agent: FixtureUser
    init() throws {
        desk = try AssignmentFixture()
        boss = try desk.member(.superviseur)
        agent = try desk.member(.agent)
    }

    /// Sends a change of those, of which somebody holds the first, and goes on while it waits for that one alone.
    private func change<Answer>(
        _ ids: [Identifier<Conversation>],
        meanwhile body: () throws -> Answer
    ) throws -> (report: BulkReport, answer: Answer) {
        let items = ids.map { BulkItem(id: $0, assignVersion: 0) }
        let request = try Bulk.apply(.assign(agent.id), to: items, by: boss.user)
        let holder = desk.database.connection()
        try holder.run(
            script: "BEGIN; SELECT FROM public.conversations WHERE id = '\(ids[0])' FOR UPDATE",
            name: "hold"
        )
        try boss.connection.connect()
        var result: Result<BulkReport, PostgresError>?
        boss.connection.send(request) { result = $0 }
        while result == nil, try !isWaiting() {
            boss.connection.waitAndAdvance(limit: .now() + .milliseconds(20))
        }
        let answer = try body()
        try holder.run(script: "COMMIT", name: "let_go")
        while result == nil { boss.connection.waitAndAdvance() }
        return (try #require(result).get(), answer)
    }

    private func isWaiting() throws -> Bool {
        try desk.database.value(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
                WHERE usename = $1 AND datname = current_database() AND wait_event_type = 'Lock')
            """,
            [Parameter(boss.person.login)]
        ) == true
    }

    @Test("What somebody holds comes last: the others are changed before, and nobody waits for them")
    func others() throws {
        let talks = try (0..<3).map { _ in try desk.waiting() }.sorted { "\($0)" < "\($1)" }
        let outcome = try change(talks) {
            let note = OutgoingMessage(
                id: freshIdentifier(),
                conversation: talks[2],
                body: "Boîtier remplacé.",
                isInternal: true,
                expectedSequence: nil
            )
            _ = try agent.connection.run(try Threads.send(note, onAssignedTo: agent.id, by: agent.user))
            return try talks.map { try desk.standing($0) }
        }
        let given = "EN_COURS \(agent.id) - 1"
        #expect(outcome.answer == ["NOUVELLE - - 0", given, given])
        #expect(outcome.report.changedCount == 3 && outcome.report.skips == [])
        #expect(try talks.map { try desk.standing($0) } == [given, given, given])
    }

    @Test("More than a step holds is one report, told to the outside at one moment, and taken back as one")
    func manySteps() throws {
        let ids: [Identifier<Conversation>] = try desk.database.connection().run(
            Request(
                writing: Statement(
                    name: "many",
                    text:
                        "INSERT INTO public.conversations (channel_type) SELECT 'email' FROM generate_series(1, 230) RETURNING id"
                )
            ) { rows throws(DecodingError) in try rows.map { row throws(DecodingError) in try row[0] } }
        )
        let report = try boss.apply(.assign(agent.id), to: ids.map { BulkItem(id: $0, assignVersion: 0) })
        #expect(report.changedCount == 230 && report.skips == [])
        #expect(try desk.database.value("SELECT count(DISTINCT visible_at) FROM riad.outbox", as: Int64.self) == 1)
        #expect(try boss.undo(report).changedCount == 230)
        #expect(try desk.events() == nil)
        #expect(try desk.database.value("SELECT count(*) FROM riad.batch_queue", as: Int64.self) == 0)
    }

    @Test("What was cut off half-way stays as far as it came, and taking it back ends it")
    func cutOff() throws {
        let talks = try (0..<3).map { _ in try desk.waiting() }.sorted { "\($0)" < "\($1)" }
        let list = talks.map { "'\($0)'" }.joined(separator: ", ")
        let begin = """
            SELECT riad.start_batch('assign', '\(agent.id)', NULL, NULL, ARRAY[\(list)]::uuid[], '{0,0,0}', NULL, NULL)
            """
        try boss.connection.run(script: begin, name: "begin")
        let batch = try #require(try desk.database.value("SELECT id FROM riad.batches", as: Identifier<Batch>.self))
        let step = "SELECT riad.run_batch_step('\(batch)', 1)"
        try boss.connection.run(script: step, name: "step")
        let given = "EN_COURS \(agent.id) - 1"
        #expect(try talks.map { try desk.standing($0) } == [given, "NOUVELLE - - 0", "NOUVELLE - - 0"])
        #expect(try desk.events() == "conversation_assigned* state_changed*")

        let cutOff = BulkReport(batch: batch, done: 1, skipped: [], beyondLimit: 0, undoUntil: nil)
        #expect(try boss.undo(cutOff).changedCount == 1)
        try boss.connection.run(script: step, name: "step")
        #expect(try talks.map { try desk.standing($0) } == ["NOUVELLE - - 2", "NOUVELLE - - 0", "NOUVELLE - - 0"])
        #expect(try desk.events() == nil)
    }

    @Test("Only who began a change goes on with it, and is told what became of it")
    func whose() throws {
        let rival = try desk.member(.superAdmin)
        let report = try boss.apply(.assign(agent.id), to: [BulkItem(id: try desk.waiting(), assignVersion: 0)])
        for call in ["riad.run_batch_step('\(report.batch)', 1)", "riad.batch_report('\(report.batch)')"] {
            for member in [rival, agent] {
                let state = try refusal { try member.connection.run(script: "SELECT \(call)", name: "call") }
                #expect(state == Refusal.notPermitted.state, "\(call)")
            }
        }
    }
}
