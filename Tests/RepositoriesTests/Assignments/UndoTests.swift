import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Taking a change of many back")
struct UndoTests {
    private let desk: AssignmentFixture
    private let boss: FixtureUser
    private let agent: FixtureUser
    init() throws {
        desk = try AssignmentFixture()
        boss = try desk.member(.superviseur)
        agent = try desk.member(.agent)
    }

    private func item(_ id: Identifier<Conversation>, _ version: Int32 = 0) -> BulkItem {
        BulkItem(id: id, assignVersion: version)
    }

    private func image(_ id: Identifier<Conversation>) throws -> String? {
        try desk.database.value(
            """
            SELECT concat_ws('|', state, priority, tags, assigned_agent_id, assigned_chatbot_id, transferred_to_role,
                sla_due_at) FROM public.conversations WHERE id = $1
            """,
            [Parameter(id)]
        )
    }

    /// Sets the clock of a change back, as if it had been made earlier.
    private func age(_ report: BulkReport, by seconds: Int) throws {
        try desk.database.run(
            """
            UPDATE riad.batches SET undo_until = undo_until - interval '\(seconds) s',
                events_at = events_at - interval '\(seconds) s' WHERE id = '\(report.batch)';
            UPDATE riad.outbox SET visible_at = visible_at - interval '\(seconds) s' WHERE batch_id = '\(report.batch)'
            """
        )
    }

    @Test(
        "Each change leaves everything as it was, and the outside never hears of it",
        arguments: [
            BulkChange.release, .priority(.urgent), .addTags(["clé"]), .removeTags(["wifi"]), .state(.cloturee),
            .state(.nouvelle),
        ]
    )
    func everything(change: BulkChange) throws {
        let talk = try desk.deployment.conversation(.enAttente, assignedTo: agent.person)
        try desk.database.run(
            "UPDATE public.conversations SET tags = '{wifi,eau}', owed_since = last_message_at"
        )
        let before = try image(talk)
        let report = try boss.apply(change, to: [item(talk)])
        #expect(report.changedCount == 1)
        #expect(try image(talk) != before)
        let waiting = try desk.events()
        #expect(waiting?.split(separator: " ").allSatisfy { $0.hasSuffix("*") } ?? true)
        let undone = try boss.undo(report)
        #expect(undone.changedCount == 1 && undone.skipped.isEmpty && undone.undoUntil == nil)
        #expect(try image(talk) == before)
        #expect(try desk.events() == nil)
    }

    @Test("An assignment goes back to whoever had it, or to the role that it waited for, bot and all")
    func assignment() throws {
        let other = try desk.member(.agent)
        let owned = try desk.deployment.conversation(.enCours, assignedTo: agent.person)
        let escalated = try desk.waiting(transferredTo: .technicien)
        let botted = try desk.deployment.conversation(.enCours)
        try desk.database.run(
            """
            UPDATE public.conversations SET assigned_chatbot_id = gen_random_uuid() WHERE id = '\(botted)';
            DELETE FROM riad.outbox
            """
        )
        let all = [owned, escalated, botted]
        let before = try all.map(image)
        let report = try boss.apply(.assign(other.id), to: all.map { item($0) })
        #expect(report.changedCount == 3)
        #expect(try boss.undo(report).changedCount == 3)
        #expect(try all.map(image) == before)
        #expect(try desk.events() == nil)
        #expect(try boss.history(escalated).map(\.action) == [.undo, .assignment, .other("direct")])
        #expect(try desk.standing(owned) == "EN_COURS \(agent.id) - 2")
    }

    @Test("What somebody changed since is left as it is and said, and its event still waits")
    func moved() throws {
        let (kept, moved) = (try desk.waiting(), try desk.waiting())
        let report = try boss.apply(.assign(agent.id), to: [item(kept), item(moved)])
        try agent.connection.run(try Conversations.release(moved, assignedTo: agent.id, by: agent.user))
        let undone = try boss.undo(report)
        #expect(undone.changedCount == 1 && undone.skips == ["moved 1"])
        #expect(undone.skipped[0].conversations.map(\.id) == [moved])
        #expect(try desk.standing(kept) == "NOUVELLE - - 2")
        #expect(try desk.standing(moved) == "NOUVELLE - - 2")
        #expect(try desk.events() == "conversation_assigned* state_changed* conversation_assigned state_changed")
    }

    @Test("A guest's message doesn't hinder it where the change still stands; the answer that is owed stays owed")
    func messages() throws {
        let talk = try desk.waiting(.low)
        let report = try boss.apply(.priority(.urgent), to: [item(talk)])
        try desk.deployment.guestWrites(1, in: talk)
        try desk.database.run("UPDATE public.conversations SET owed_since = last_message_at")
        #expect(try boss.undo(report).changedCount == 1)
        let minutes = try desk.database.value(
            "SELECT (extract(epoch FROM sla_due_at - last_message_at) / 60)::bigint FROM public.conversations",
            as: Int64.self
        )
        #expect(minutes == 480)
    }

    @Test("Only by whom did it, once, within ten seconds")
    func whose() throws {
        let rival = try desk.member(.administrateur)
        let report = try boss.apply(.priority(.high), to: [item(try desk.waiting())])
        #expect(try refusal { _ = try rival.undo(report) } == Refusal.notPermitted.state)
        #expect(
            try refusal {
                try agent.connection.run(script: bulkCall("bulk_undo", "'\(report.batch)'"), name: "undo")
            } == Refusal.notPermitted.state
        )
        let unknown = BulkReport(batch: freshIdentifier(), done: 0, skipped: [], beyondLimit: 0, undoUntil: nil)
        #expect(try refusal { _ = try boss.undo(unknown) } == Refusal.notFound.state)
        let undone = try boss.undo(report)
        #expect(try refusal { _ = try boss.undo(report) } == Refusal.illegalTransition.state)
        #expect(try refusal { _ = try boss.undo(undone) } == Refusal.notFound.state)
        let late = try boss.apply(.priority(.low), to: [item(try desk.waiting())])
        try age(late, by: 11)
        #expect(try refusal { _ = try boss.undo(late) } == Refusal.illegalTransition.state)
    }

    @Test("The time for it is ten seconds by the server's clock, and events wait a little longer")
    func time() throws {
        let report = try boss.apply(.assign(agent.id), to: [item(try desk.waiting())])
        let times = try desk.database.value(
            """
            SELECT (b.undo_until = $1 AND b.undo_until - b.made_at BETWEEN interval '10 s' AND interval '11 s'
                AND min(o.visible_at) > b.undo_until AND max(o.visible_at) <= b.undo_until + interval '2 s')
            FROM riad.batches b JOIN riad.outbox o ON o.batch_id = b.id GROUP BY b.id
            """,
            [Parameter(report.undoUntil)],
            as: Bool.self
        )
        #expect(times == true)
    }

    @Test("Where the events could be on their way, both the change and its undoing are told")
    func told() throws {
        let report = try boss.apply(.assign(agent.id), to: [item(try desk.waiting())])
        try desk.database.run(
            "UPDATE riad.batches SET events_at = clock_timestamp(); UPDATE riad.outbox SET visible_at = clock_timestamp()"
        )
        #expect(try boss.undo(report).changedCount == 1)
        #expect(
            try desk.events() == "conversation_assigned state_changed conversation_assigned state_changed"
        )
    }

    @Test("An archiving is taken back, but not where the guest has gone on elsewhere")
    func archiving() throws {
        let talks = try (0..<2).map { _ in try desk.deployment.conversation(.cloturee) }
        try desk.database.run(
            """
            WITH g AS (INSERT INTO public.guest (org_id) VALUES (gen_random_uuid()) RETURNING guest_id)
            UPDATE public.conversations SET guest_id = (SELECT guest_id FROM g), channel_account = 'wa1'
            """
        )
        let report = try boss.apply(.state(.archivee), to: talks.map { item($0) })
        try desk.database.run(
            """
            INSERT INTO public.conversations (channel_type, guest_id, channel_account, continues_id)
            SELECT channel_type, guest_id, channel_account, id FROM public.conversations WHERE id = '\(talks[0])'
            """
        )
        let undone = try boss.undo(report)
        #expect(undone.changedCount == 1 && undone.skips == ["moved 1"])
        #expect(try desk.standing(talks[1]) == "CLÔTURÉE - - 0")
    }

    @Test("The clean-up forgets what can't be taken back, and no history")
    func retention() throws {
        let admin = try desk.member(.administrateur)
        let talk = try desk.waiting()
        for age in ["2 days", "1 hour"] {
            let report = try boss.apply(.priority(age == "2 days" ? .high : .urgent), to: [item(talk)])
            try desk.database.run(
                "UPDATE riad.batches SET made_at = made_at - interval '\(age)' WHERE id = '\(report.batch)'"
            )
        }
        let before = try boss.apply(.assign(agent.id), to: [item(talk)])
        try admin.connection.run(script: "SELECT public.cleanup_old_logs()", name: "clean-up")
        #expect(try desk.database.value("SELECT count(*) FROM riad.batches", as: Int64.self) == 2)
        #expect(try desk.database.value("SELECT count(*) FROM riad.batch_rows", as: Int64.self) == 2)
        #expect(try boss.history(talk).map(\.batch) == [before.batch])
    }
}
