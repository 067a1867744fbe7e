import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("What the outside hears of merged conversations")
struct MergedEventsTests {
    private let pair: MergeFixture
    init() throws { pair = try MergeFixture() }

    /// Events of a kind, each `conversation old → new`, ordered.
    private func told(_ event: String, _ old: String, _ new: String) throws -> [String] {
        let lines: String? = try pair.database.value(
            """
            SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
                SELECT concat_ws(' ', payload ->> 'conversation_id', coalesce(payload ->> '\(old)', '-'), '→',
                    payload ->> '\(new)') AS line
                FROM riad.outbox WHERE event_type = '\(event)'
            ) told
            """
        )
        return lines?.split(separator: "\n").map(String.init) ?? []
    }

    private func forget() throws { try pair.database.run("DELETE FROM riad.outbox") }

    /// Whoever follows the events knows of each conversation what its row says now, as they knew it when `forget` was called.
    private func expectTold(since before: [String]) throws {
        let now = try rows()
        let last: String? = try pair.database.value(
            """
            SELECT string_agg(line, E'\\n') FROM (
                SELECT DISTINCT ON (payload ->> 'conversation_id') concat_ws(' ', payload ->> 'conversation_id',
                    payload ->> 'new_state') AS line
                FROM riad.outbox WHERE event_type = 'state_changed' ORDER BY payload ->> 'conversation_id', id DESC
            ) told
            """
        )
        let told = last?.split(separator: "\n").map(String.init) ?? []
        let known = before.map { row in told.first { $0.prefix(36) == row.prefix(36) } ?? row }
        #expect(known == now)
    }

    private func rows() throws -> [String] {
        let lines: String? = try pair.database.value(
            "SELECT string_agg(concat_ws(' ', id, state), E'\\n' ORDER BY id) FROM public.conversations"
        )
        return lines?.split(separator: "\n").map(String.init) ?? []
    }

    @Test("Each part's state and assignee are told as that part's, an escalation once")
    func parts() throws {
        try pair.merge()
        try forget()
        let before = try rows()
        let row = try #require(try pair.row(pair.mail, for: pair.boss))
        #expect(try pair.boss.apply(.assign(pair.agent.id), to: [BulkItem(row)]).changedCount == 1)
        let ids = [pair.mail, pair.chat].map(\.description).sorted()
        #expect(try told("state_changed", "old_state", "new_state") == ids.map { "\($0) NOUVELLE → EN_COURS" })
        #expect(
            try told("conversation_assigned", "from_agent_id", "to_agent_id")
                == ids.map { "\($0) - → \(pair.agent.id)" }
        )
        try expectTold(since: before)
        _ = try pair.desk.member(.technicien)
        let version = try #require(try pair.row(pair.mail, for: pair.agent)).assignVersion
        try pair.agent.transfer(pair.mail, to: .role(.technicien), version: version)
        #expect(try told("escalation_created", "from_role", "to_role") == ["\(pair.mail) agent → technicien"])
        try expectTold(since: before)
    }

    @Test("Of a change of many that is taken back no part hears")
    func undoneBatch() throws {
        try pair.merge()
        try forget()
        let before = try rows()
        let row = try #require(try pair.row(pair.mail, for: pair.boss))
        let report = try pair.boss.apply(.state(.cloturee), to: [BulkItem(row)])
        #expect(try told("state_changed", "old_state", "new_state").count == 2)
        try pair.database.run(
            "UPDATE riad.batches SET undo_until = undo_until + interval '1 h', events_at = events_at + interval '1 h'"
        )
        #expect(try pair.boss.undo(report).changedCount == 1)
        #expect(try rows() == before)
        #expect(try pair.desk.events() == nil)
    }

    @Test("Of a merging that is taken back the parts that were there before hear nothing either")
    func undoneMerging() throws {
        let third = try taken()
        try pair.merge()
        try forget()
        let before = try rows()
        try merge([third])
        let all = try told("state_changed", "old_state", "new_state")
        #expect(all.count == 2 && all.contains("\(pair.chat) NOUVELLE → EN_COURS"))
        try youngMerges()
        #expect(try unmerge([third]) == 1)
        #expect(try rows() == before)
        #expect(try pair.desk.events() == nil)
    }

    @Test("Where a part of what was merged at once stays merged, both are told")
    func halfUndone() throws {
        let third = try taken()
        try forget()
        let before = try rows()
        try merge([pair.chat, third])
        try youngMerges()
        #expect(try unmerge([pair.chat]) == 1)
        try expectTold(since: before)
        #expect(try pair.row(pair.mail, for: pair.boss)?.state == .enCours)
        #expect(try unmerge([third]) == 1)
        try expectTold(since: before)
        #expect(try rows() == before)
    }

    @Test("Where the thread was steered meanwhile, or merged with another, both are told")
    func movedOn() throws {
        let third = try taken()
        try forget()
        let before = try rows()
        try merge([pair.chat])
        try merge([third])
        try youngMerges()
        #expect(try unmerge([pair.chat]) == 1)
        try expectTold(since: before)
        let row = try #require(try pair.row(pair.mail, for: pair.boss))
        #expect(try pair.boss.apply(.state(.resolue), to: [BulkItem(row)]).changedCount == 1)
        #expect(try unmerge([third]) == 1)
        try expectTold(since: before)
    }

    /// A third conversation of the guest, on which the agent is already.
    private func taken() throws -> Identifier<Conversation> {
        let third = try pair.openThird()
        try pair.agent.connection.run(try Conversations.claim(third, assignedTo: nil, by: pair.agent.user))
        return third
    }

    private func merge(_ members: [Identifier<Conversation>]) throws {
        let merged = try pair.boss.connection.run(try Merging.merge(members, into: pair.mail, by: pair.boss.user))
        #expect(merged == Int32(members.count))
    }

    private func unmerge(_ members: [Identifier<Conversation>]) throws -> Int32 {
        try pair.boss.connection.run(try Merging.unmerge(members, by: pair.boss.user))
    }

    /// However slow this machine is: what was merged, was so just now.
    private func youngMerges() throws {
        try pair.database.run("UPDATE riad.merges SET merged_at = merged_at + interval '1 h' WHERE unmerged_at IS NULL")
    }
}
