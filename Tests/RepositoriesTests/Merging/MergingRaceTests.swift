import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Merging while others work")
struct MergingRaceTests {
    private let pair: MergeFixture
    init() throws { pair = try MergeFixture() }

    /// What became of a request that came while another session held a change; it is let go once the request waits for it.
    private func outcome<Answer>(
        of request: Request<Answer>,
        by member: FixtureUser,
        while script: String,
        of other: FixtureUser
    ) throws -> String {
        let session = pair.database.connection(as: other.person)
        try session.run(script: "BEGIN; \(script)", name: "first")
        try member.connection.connect()
        var answer: Result<Answer, PostgresError>?
        member.connection.send(request) { answer = $0 }
        while answer == nil, try !isWaiting(member) {
            member.connection.waitAndAdvance(limit: .now() + .milliseconds(20))
        }
        try session.run(script: "COMMIT", name: "first")
        while answer == nil { member.connection.waitAndAdvance() }
        switch try #require(answer) {
        case .success: return "done"
        case .failure(let error): return error.state ?? "\(error.kind)"
        }
    }

    private func isWaiting(_ member: FixtureUser) throws -> Bool {
        try pair.database.value(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
                WHERE usename = $1 AND datname = current_database() AND wait_event_type = 'Lock')
            """,
            [Parameter(member.person.login)]
        ) == true
    }

    private var merging: String { "SELECT riad.merge_conversations('\(pair.mail)', ARRAY['\(pair.chat)']::uuid[])" }

    @Test("Of two mergings at once, the one against the other, the second is told that it came too late")
    func mergings() throws {
        let other = try pair.desk.member(.superviseur)
        let request = try Merging.merge([pair.mail], into: pair.chat, by: other.user)
        #expect(try outcome(of: request, by: other, while: merging, of: pair.boss) == Refusal.illegalTransition.state)
        #expect(try pair.row(pair.mail, for: pair.boss)?.parts.map(\.id) == [pair.mail, pair.chat])
    }

    @Test("Who claims or answers a conversation while it is being merged is told to look again")
    func claimAndReply() throws {
        let claim = try Conversations.claim(pair.chat, assignedTo: nil, by: pair.agent.user)
        #expect(try outcome(of: claim, by: pair.agent, while: merging, of: pair.boss) == Refusal.mergeChanged.state)
        try pair.unmerge()
        let message = OutgoingMessage(
            id: freshIdentifier(),
            conversation: pair.chat,
            body: "Bonjour",
            isInternal: false,
            expectedSequence: 1
        )
        let answer = try outcome(of: Threads.resend(message), by: pair.agent, while: merging, of: pair.boss)
        #expect(answer == Refusal.mergeChanged.state)
        // Sent again, it compares with the whole thread.
        #expect(try refusal { _ = try pair.agent.connection.run(Threads.resend(message)) } == Refusal.outdated.state)
        #expect(try pair.thread(pair.mail, for: pair.agent).count == 2)
    }

    @Test("A change of many that saw it before finds it moved")
    func bulk() throws {
        let items = [BulkItem(id: pair.chat, assignVersion: 0)]
        let request = try Bulk.apply(.assign(pair.agent.id), to: items, by: pair.boss.user)
        let other = try pair.desk.member(.superviseur)
        #expect(try outcome(of: request, by: pair.boss, while: merging, of: other) == "done")
        #expect(try pair.row(pair.mail, for: pair.boss)?.assignee == nil)
    }

    @Test("A reply in a merged thread and its taking apart go one after the other")
    func unmerging() throws {
        try pair.merge()
        let message = OutgoingMessage(
            id: freshIdentifier(),
            conversation: pair.chat,
            body: "Bonjour",
            isInternal: false,
            expectedSequence: nil
        )
        let script = "SELECT riad.unmerge_conversations(ARRAY['\(pair.chat)']::uuid[])"
        #expect(try outcome(of: Threads.resend(message), by: pair.agent, while: script, of: pair.boss) == "done")
        #expect(try pair.row(pair.chat, for: pair.boss)?.assignee == pair.agent.id)
        #expect(try pair.row(pair.mail, for: pair.boss)?.assignee == nil)
    }
}
