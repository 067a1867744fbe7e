import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Finishing conversations where the guest writes meanwhile")
struct FinishingTests {
    private let desk: AssignmentFixture
    private let boss: FixtureUser
    init() throws {
        desk = try AssignmentFixture()
        boss = try desk.member(.superviseur)
    }

    private static let finished: [ConversationState] = [.resolue, .cloturee]

    /// Conversations with two messages each, as the closer saw them.
    private func seen(_ count: Int) throws -> [Conversation] {
        try (0..<count).map { _ in
            let id = try desk.waiting()
            try desk.deployment.guestWrites(2, in: id)
            return try read(id)
        }
    }

    private func read(_ id: Identifier<Conversation>) throws -> Conversation {
        try #require(try boss.connection.run(try Conversations.find(id, for: boss.user)))
    }

    private func set(_ state: ConversationState, on row: Conversation, by member: FixtureUser) throws {
        try member.connection.run(
            try Conversations.setState(
                state,
                of: row.id,
                lastSeen: row.lastSequence,
                assignedTo: row.assignee,
                by: member.user
            )
        )
    }

    @Test("Of many those are left open in which the guest wrote since, and named", arguments: finished)
    func many(goal: ConversationState) throws {
        let rows = try seen(3)
        try desk.deployment.guestWrites(1, in: rows[1].id)
        let report = try boss.apply(.state(goal), to: rows.map { BulkItem($0) })
        #expect(report.changedCount == 2 && report.skips == ["guest_wrote 1"])
        #expect(report.skipped[0].conversations.map(\.id) == [rows[1].id])
        #expect(try read(rows[1].id).state == .nouvelle)
        let again = try boss.apply(.state(goal), to: [BulkItem(try read(rows[1].id))])
        #expect(again.changedCount == 1)
        #expect(try boss.apply(.state(goal), to: [BulkItem(rows[1])]).skips == ["already 1"])
    }

    @Test("Archiving too; other states, priorities and people don't ask")
    func others() throws {
        var rows = try seen(4)
        for row in rows { try desk.deployment.guestWrites(1, in: row.id) }
        #expect(try boss.apply(.state(.enAttente), to: [BulkItem(rows[0])]).changedCount == 1)
        #expect(try boss.apply(.priority(.urgent), to: [BulkItem(rows[1])]).changedCount == 1)
        #expect(try boss.apply(.assign(boss.id), to: [BulkItem(rows[2])]).changedCount == 1)
        #expect(try boss.apply(.state(.resolue), to: [BulkItem(try read(rows[3].id))]).changedCount == 1)
        rows[3] = try read(rows[3].id)
        try desk.deployment.guestWrites(1, in: rows[3].id)
        #expect(try boss.apply(.state(.archivee), to: [BulkItem(rows[3])]).skips == ["guest_wrote 1"])
    }

    @Test("A colleague's note or answer is no message of the guest")
    func colleague() throws {
        let row = try seen(1)[0]
        let note = OutgoingMessage(
            id: freshIdentifier(),
            conversation: row.id,
            body: "Vu avec la technique.",
            isInternal: true,
            expectedSequence: row.lastSequence,
            waitsForGuest: false
        )
        _ = try boss.connection.run(try Threads.send(note, onAssignedTo: nil, by: boss.user))
        try set(.resolue, on: row, by: boss)
        #expect(try read(row.id).state == .resolue)
    }

    @Test("A single one is refused just so, for an agent and for a supervisor", arguments: [true, false])
    func single(supervises: Bool) throws {
        let closer = supervises ? boss : try desk.member(.agent)
        let id = try desk.deployment.conversation(.enCours, assignedTo: closer.person)
        try desk.deployment.guestWrites(1, in: id)
        let row = try read(id)
        try desk.deployment.guestWrites(1, in: id)
        #expect(try refusal { try set(.cloturee, on: row, by: closer) } == Refusal.outdated.state)
        #expect(try read(id).state == .enCours)
        try set(.enAttente, on: row, by: closer)
        try set(.cloturee, on: try read(id), by: closer)
        #expect(try read(id).state == .cloturee)
    }

    @Test("A message that is being stored when the closing comes is waited for", arguments: [true, false])
    func race(isSingle: Bool) throws {
        let row = try seen(1)[0]
        let channel = desk.database.connection()
        try channel.run(script: "BEGIN", name: "begin")
        try channel.run(
            script: """
                UPDATE public.conversations SET last_seq = last_seq + 1 WHERE id = '\(row.id)';
                INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, sender_name, message_content)
                VALUES ('\(row.id)', \(row.lastSequence + 1), 'guest', 'Sofia', 'Encore une chose…')
                """,
            name: "write"
        )
        var outcome: String?
        try boss.connection.connect()
        if isSingle {
            let request = try Conversations.setState(
                .cloturee,
                of: row.id,
                lastSeen: row.lastSequence,
                assignedTo: nil,
                by: boss.user
            )
            boss.connection.send(request) { result in
                if case .failure(let error) = result { outcome = error.state }
            }
        } else {
            boss.connection.send(try Bulk.apply(.state(.cloturee), to: [BulkItem(row)], by: boss.user)) { result in
                outcome = (try? result.get())?.skips.joined()
            }
        }
        boss.connection.waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(outcome == nil)
        try channel.run(script: "COMMIT", name: "commit")
        while boss.connection.pendingCount > 0 { boss.connection.waitAndAdvance() }
        #expect(outcome == (isSingle ? Refusal.outdated.state : "guest_wrote 1"))
        #expect(try read(row.id).state == .nouvelle)
    }

    @Test("Of all that match, what the guest wrote to since the list was seen is named; what came new isn't meant")
    func everything() throws {
        let rows = try seen(3)
        let moment = try #require(
            try desk.database.value("SELECT clock_timestamp()", as: Timestamp.self)
        )
        try desk.deployment.guestWrites(1, in: rows[0].id)
        let fresh = try desk.waiting()
        try desk.deployment.guestWrites(1, in: fresh)
        for id in [rows[0].id, fresh] {
            try desk.database.run(
                "UPDATE public.conversations SET last_message_at = clock_timestamp() WHERE id = '\(id)'"
            )
        }
        let query = InboxQuery(states: [.nouvelle])
        let tagging = try boss.connection.run(
            try Bulk.applyToAll(.addTags(["vu"]), matching: query, upTo: moment, by: boss.user)
        )
        #expect(tagging.changedCount == 2 && tagging.skipped.isEmpty)
        let report = try boss.connection.run(
            try Bulk.applyToAll(.state(.cloturee), matching: query, upTo: moment, by: boss.user)
        )
        #expect(report.changedCount == 2 && report.skips == ["guest_wrote 1"])
        #expect(report.skipped[0].conversations.map(\.id) == [rows[0].id])
        #expect(try read(rows[0].id).state == .nouvelle && read(fresh).state == .nouvelle)
    }

    @Test("Whoever names no message that they saw isn't asked about later ones")
    func nothingSeen() throws {
        let row = try seen(1)[0]
        try desk.deployment.guestWrites(1, in: row.id)
        let call = "SELECT riad.set_state('\(row.id)', 'RÉSOLUE')"
        try boss.connection.run(script: call, name: "set_state")
        let bulk = bulkCall(
            "bulk_apply",
            "'state', NULL, 'CLÔTURÉE', '{}', ARRAY['\(row.id)'::uuid], '{0}', NULL, NULL"
        )
        try boss.connection.run(script: bulk, name: "bulk_apply")
        #expect(try read(row.id).state == .cloturee)
    }
}
