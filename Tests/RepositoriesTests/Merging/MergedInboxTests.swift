import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Merged conversations in the inbox")
struct MergedInboxTests {
    private let pair: MergeFixture
    init() throws { pair = try MergeFixture() }

    @Test("The list, its counters and taking what comes next know the head alone")
    func oneRow() throws {
        try pair.merge()
        for order in InboxOrder.allCases {
            #expect(try pair.inbox(for: pair.agent, order).map(\.id) == [pair.mail])
        }
        let counters = try pair.boss.connection.run(try Inbox.counters(for: pair.boss.user))
        #expect(counters.total.open == 1 && counters.total.unassigned == 1)
        #expect(try pair.agent.takeNext() == pair.mail)
        #expect(try pair.agent.takeNext() == nil)
        #expect(try pair.row(pair.mail, for: pair.agent)?.parts.map(\.id) == [pair.mail, pair.chat])
        #expect(try pair.row(pair.chat, for: pair.agent)?.id == pair.mail)
    }

    @Test("Whichever of its conversations is asked for among others, the head's row comes, and once")
    func named() throws {
        let ids: Set = [pair.chat, pair.mail, freshIdentifier()]
        let request = try Conversations.find(ids, for: pair.agent.user)
        #expect(Set(try pair.agent.connection.run(request).map(\.id)) == [pair.chat, pair.mail])
        try pair.merge()
        let chat = try Conversations.find([pair.chat], for: pair.agent.user)
        for request in [request, chat] {
            let rows = try pair.agent.connection.run(request)
            #expect(rows.map(\.id) == [pair.mail] && rows.first?.parts.map(\.id) == [pair.mail, pair.chat])
        }
    }

    @Test("Changing all that match leaves members out, and one that is named is said to have moved")
    func bulk() throws {
        try pair.merge()
        let query = InboxQuery(states: [.nouvelle], order: .activity)
        let all = try pair.boss.connection.run(
            try Bulk.applyToAll(.addTags(["vip"]), matching: query, upTo: .endOfTime, by: pair.boss.user)
        )
        #expect(all.changedCount == 1)
        let one = try pair.boss.apply(.addTags(["late"]), to: [BulkItem(id: pair.chat, assignVersion: 0)])
        #expect(one.changedCount == 0 && one.skips == ["moved 1"])
    }

    @Test("A guest's new message in a member makes the head unread, owed, and moves it up")
    func waiting() throws {
        try pair.reply("Bonjour Sofia", to: pair.mail, by: pair.agent)
        try pair.reply("Bonjour Sofia", to: pair.chat, by: pair.agent)
        try pair.merge()
        let calm = try #require(try pair.row(pair.mail, for: pair.boss))
        #expect(calm.replyDueAt == nil && calm.awaitingReplySince == nil && calm.lastSequence == 4)
        _ = try pair.boss.connection.run(try Threads.markRead(pair.mail, upTo: 4, by: pair.boss.user))
        #expect(try pair.row(pair.mail, for: pair.boss)?.unread == 0)

        #expect(try pair.guestChats("La clé ?") == pair.chat)
        let head = try #require(try pair.row(pair.mail, for: pair.boss))
        #expect(head.unread == 1 && head.lastSequence == 5)
        #expect(head.lastMessage?.original == "La clé ?" && head.lastSender == .guest)
        #expect(head.awaitingReplySince != nil && head.replyDueAt != nil && head.lastMessageAt > calm.lastMessageAt)
        #expect(head.latestPart.id == pair.chat && head.latestPart.channel == .whatsapp)
        #expect(try pair.inbox(for: pair.boss, .deadline).first?.replyDueAt == head.replyDueAt)

        // Whatever it is answered by, it is answered.
        try pair.reply("Sous le pot", to: pair.mail, by: pair.agent)
        let answered = try #require(try pair.row(pair.mail, for: pair.boss))
        #expect(answered.awaitingReplySince == nil && answered.replyDueAt == nil)
        #expect(try pair.database.value("SELECT count(*) FROM riad.responses WHERE asked_at IS NOT NULL") == Int64(3))
    }

    @Test("A guest who writes to a member wakes the thread, whoever has it keeps it")
    func waking() throws {
        try pair.reply("Bonjour", to: pair.mail, by: pair.agent)
        try pair.merge()
        try pair.boss.connection.run(
            try Conversations.setState(.resolue, of: pair.mail, assignedTo: nil, by: pair.boss.user)
        )
        try pair.guestChats()
        #expect(try pair.row(pair.mail, for: pair.boss)?.state == .enCours)
        #expect(try pair.row(pair.mail, for: pair.boss)?.assignee == pair.agent.id)
    }
}
