import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Merging conversations and taking them apart")
struct MergingTests {
    private let pair: MergeFixture
    init() throws { pair = try MergeFixture() }

    private func merge(_ members: [Identifier<Conversation>], into head: Identifier<Conversation>) throws -> String? {
        try refusal { _ = try pair.boss.connection.run(try Merging.merge(members, into: head, by: pair.boss.user)) }
    }

    private func other(_ state: ConversationState = .nouvelle) throws -> Identifier<Conversation> {
        let id = try pair.desk.deployment.conversation(state)
        try pair.database.run("UPDATE public.conversations SET guest_id = '\(pair.guest)' WHERE id = '\(id)'")
        return id
    }

    @Test("Taking apart gives both back exactly what they had")
    func exactly() throws {
        try pair.reply("Bonjour", to: pair.chat, by: pair.agent)
        try pair.database.run("UPDATE public.conversations SET priority = 'urgent' WHERE id = '\(pair.chat)'")
        let before = [try pair.everything(pair.mail), try pair.everything(pair.chat)]
        try pair.merge()
        // The head is as pressing as the member was, and whose that was.
        let head = try #require(try pair.row(pair.mail, for: pair.boss))
        #expect(head.priority == .urgent && head.assignee == pair.agent.id && head.state == .enCours)
        try pair.unmerge()
        #expect([try pair.everything(pair.mail), try pair.everything(pair.chat)] == before)
        let history = try pair.boss.history(pair.chat).map(\.action)
        #expect(history == [.reply])
    }

    @Test("What was steered meanwhile stays with the head; the member has its own again, woken by what the guest wrote")
    func meanwhile() throws {
        try pair.reply("Bonjour", to: pair.chat, by: pair.agent)
        try pair.boss.connection.run(
            try Conversations.setState(.resolue, of: pair.chat, assignedTo: nil, by: pair.boss.user)
        )
        try pair.merge()
        try pair.boss.connection.run(
            try Conversations.setPriority(.high, of: pair.mail, assignedTo: nil, by: pair.boss.user)
        )
        #expect(try pair.guestChats() == pair.chat)
        try pair.unmerge()
        let chat = try #require(try pair.row(pair.chat, for: pair.boss))
        #expect(chat.state == .enCours && chat.assignee == pair.agent.id && chat.priority == .medium)
        #expect(chat.lastSequence == 3 && chat.awaitingReplySince != nil && chat.replyDueAt != nil)
        let mail = try #require(try pair.row(pair.mail, for: pair.boss))
        #expect(mail.priority == .high && mail.lastSequence == 1 && mail.lastMessage?.original == "Bonjour")
        #expect(mail.parts.isEmpty)
    }

    @Test("Only supervisors merge and take apart")
    func rights() throws {
        let boss = pair.boss.user
        for role in AppRole.all where Rights.scope(of: .actInBulk, for: role) == .nothing {
            let person = try pair.desk.member(role)
            #expect(throws: AccessError.self) { try Merging.merge([pair.chat], into: pair.mail, by: person.user) }
            #expect(
                try refusal {
                    _ = try person.connection.run(try Merging.merge([pair.chat], into: pair.mail, by: boss))
                } == Refusal.notPermitted.state
            )
            #expect(
                try refusal { _ = try person.connection.run(try Merging.unmerge([pair.chat], by: boss)) }
                    == Refusal.notPermitted.state
            )
        }
    }

    @Test("Another guest's, an archived one, a member, one that has members: each is refused with a word for it")
    func refusals() throws {
        let stranger = try pair.desk.waiting()
        let archived = try other(.archivee)
        let (third, fourth) = (try other(), try other())
        #expect(try merge([stranger], into: pair.mail) == Refusal.illegalTransition.state)
        #expect(try merge([archived], into: pair.mail) == Refusal.archived.state)
        #expect(try merge([freshIdentifier()], into: pair.mail) == Refusal.notFound.state)
        #expect(try merge([], into: pair.mail) == Refusal.invalidInput.state)
        #expect(try merge([pair.chat, stranger], into: pair.mail) == Refusal.illegalTransition.state)
        #expect(try pair.row(pair.mail, for: pair.boss)?.parts == [])
        #expect(try merge([third], into: fourth) == nil)
        try pair.merge()
        #expect(try merge([fourth], into: pair.mail) == Refusal.illegalTransition.state)
        #expect(try merge([third], into: pair.mail) == Refusal.illegalTransition.state)
        #expect(try merge([fourth], into: pair.chat) == Refusal.illegalTransition.state)
        #expect(try merge([pair.chat], into: pair.mail) == nil)
        let unmerged = try other()
        #expect(
            try refusal { _ = try pair.boss.connection.run(try Merging.unmerge([unmerged], by: pair.boss.user)) }
                == Refusal.illegalTransition.state
        )
    }

    @Test("Who has the head has the members, and whoever loses it loses them, under zone isolation too")
    func reading() throws {
        let technician = try pair.desk.member(.technicien)
        try pair.database.run(
            "UPDATE public.conversations SET zone_id = 3 WHERE id IN ('\(pair.chat)', '\(pair.mail)')"
        )
        try pair.desk.deployment.isolateZones()
        try pair.merge()
        func sees(_ member: FixtureUser) throws -> [Int] {
            [
                try pair.row(pair.chat, for: member) == nil ? 0 : 1,
                try pair.thread(pair.chat, for: member).count,
                try member.connection.run(
                    Request(reading: Statement(name: "own", text: "SELECT count(*) FROM public.conversations")) {
                        rows throws(DecodingError) -> Int64 in try rows.single()[0]
                    }
                ) == 2 ? 2 : 0,
            ]
        }
        for member in [technician, pair.agent] {
            #expect(try sees(member) == [0, 0, 0])
            let items = try [#require(try pair.row(pair.mail, for: pair.boss))].map { BulkItem($0) }
            // A role beside the desk is given what was transferred to it.
            if member.id == technician.id {
                try pair.boss.transfer(pair.mail, to: .role(.technicien), version: items[0].assignVersion)
            } else {
                #expect(try pair.boss.apply(.assign(member.id), to: items).changedCount == 1)
            }
            #expect(try sees(member) == [1, 2, 2])
        }
        #expect(try sees(technician) == [0, 0, 0])
        try pair.unmerge()
        #expect(try sees(pair.agent) == [0, 0, 0] || (try pair.row(pair.mail, for: pair.agent)) != nil)
        #expect(try pair.row(pair.chat, for: pair.agent) == nil)
    }

    @Test("It is written down who merged what and who took it apart, in the trail too")
    func history() throws {
        try pair.merge()
        try pair.unmerge()
        let line: String? = try pair.database.value(
            """
            SELECT concat_ws(' ', head_id, member_id, merged_by = unmerged_by, unmerged_at > merged_at) FROM riad.merges
            """
        )
        #expect(line == "\(pair.mail) \(pair.chat) t t")
        #expect(
            try pair.database.value(
                "SELECT count(*) FROM riad.audit WHERE table_name = 'merges' AND user_id = $1",
                [Parameter(pair.boss.id)]
            ) == Int64(2)
        )
    }

    @Test("Of what is taken apart within seconds the outside hears nothing")
    func silence() throws {
        try pair.reply("Bonjour", to: pair.chat, by: pair.agent)
        try pair.database.run("DELETE FROM riad.outbox")
        try pair.merge()
        #expect(try pair.desk.events()?.contains("conversation_assigned*") == true)
        try pair.unmerge()
        // Where this was stopped for longer than that, both are told.
        let slow: Bool? = try pair.database.value(
            "SELECT unmerged_at > merged_at + interval '9 seconds' FROM riad.merges"
        )
        #expect(try pair.desk.events() == nil || slow == true)
    }
}
