import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("The thread of merged conversations")
struct MergedThreadTests {
    private let pair: MergeFixture
    init() throws { pair = try MergeFixture() }

    /// Writes turn by turn, so that the two are interleaved; ends with what was written in order.
    private func talk() throws -> [String] {
        for number in 1...6 {
            if number % 3 == 0 {
                try pair.guestMails("m\(number)")
            } else {
                try pair.guestChats("m\(number)")
            }
        }
        return ["Bonjour", "Bonjour"] + (1...6).map { "m\($0)" }
    }

    @Test("shows the messages of all by time, numbered through, each with the channel it came by")
    func order() throws {
        let texts = try talk()
        try pair.merge()
        let thread = try pair.thread(pair.mail, for: pair.agent)
        #expect(thread.map(\.content.original) == texts)
        #expect(thread.map(\.sequence) == Array(1...8))
        #expect(
            thread.map(\.channel) == [.email, .whatsapp, .whatsapp, .whatsapp, .email, .whatsapp, .whatsapp, .email]
        )
        #expect(thread.map(\.conversation).allSatisfy { $0 == pair.mail || $0 == pair.chat })
        // A member's id leads to the same.
        #expect(try pair.thread(pair.chat, for: pair.agent) == thread)
    }

    @Test("is paged both ways by its numbers, wherever they cut it")
    func paging() throws {
        _ = try talk()
        try pair.merge()
        let whole = try pair.thread(pair.mail, for: pair.agent)
        for number in Int64(0)...9 {
            for limit in 1...4 {
                let later = try pair.thread(pair.mail, .after(number), limit: limit, for: pair.agent)
                #expect(later == Array(whole.filter { $0.sequence > number }.prefix(limit)))
                let earlier = try pair.thread(pair.mail, .before(number), limit: limit, for: pair.agent)
                #expect(earlier == Array(whole.filter { $0.sequence < number }.suffix(limit)))
            }
        }
    }

    @Test("has no message moved, and a page asked for of another putting together is refused, not mixed in")
    func versions() throws {
        _ = try talk()
        let before = try #require(try pair.row(pair.mail, for: pair.agent))
        let alone = try pair.thread(pair.mail, version: before.threadVersion, for: pair.agent)
        try pair.merge()
        let stale = try refusal {
            _ = try pair.thread(pair.mail, .before(3), version: before.threadVersion, for: pair.agent)
        }
        #expect(stale == Refusal.mergeChanged.state)
        let mark = try refusal {
            _ = try pair.agent.connection.run(
                try Threads.markRead(pair.mail, upTo: 3, version: before.threadVersion, by: pair.agent.user)
            )
        }
        #expect(mark == Refusal.mergeChanged.state)
        try pair.unmerge()
        #expect(try pair.thread(pair.mail, for: pair.agent) == alone)
        #expect(
            try pair.database.value(
                "SELECT max(seq) FROM public.conversation_messages WHERE conversation_id = $1",
                [Parameter(pair.chat)]
            ) == Int64(5)
        )
    }

    @Test("is searched: what was written in a member is found under the head, at its place in the thread")
    func search() throws {
        _ = try talk()
        try pair.guestChats("pamplemousse")
        try pair.guestMails("merci")
        try pair.merge()
        let request = try Search.messages(MessageSearch(words: "pamplemousse"), limit: 5, for: pair.agent.user)
        let found = try #require(try pair.agent.connection.run(request).first)
        #expect(found.conversation == pair.mail && found.sequence == 9)
    }

    @Test("Who has seen all of it marks all of it read; who has seen a part, that part")
    func marks() throws {
        _ = try talk()
        try pair.merge()
        func unread() throws -> Int64? { try pair.row(pair.mail, for: pair.agent)?.unread }
        for (number, left) in [(Int64(3), Int64(5)), (2, 5), (8, 0), (99, 0)] {
            try pair.agent.connection.run(try Threads.markRead(pair.mail, upTo: number, by: pair.agent.user))
            #expect(try unread() == left)
        }
    }

    @Test("A reply goes into the conversation that it is for; one that was written before a new message anywhere stops")
    func replying() throws {
        try pair.merge()
        let receipt = try pair.reply("Bonjour", to: pair.chat, after: 2, by: pair.agent)
        #expect(receipt.sequence == 3)
        let last = try #require(try pair.thread(pair.mail, for: pair.agent).last)
        #expect(last.conversation == pair.chat && last.channel == .whatsapp && last.sequence == 3)
        // The head is claimed with it.
        #expect(try pair.row(pair.mail, for: pair.boss)?.assignee == pair.agent.id)
        #expect(
            try refusal { try pair.reply("x", to: pair.mail, after: 2, by: pair.agent) } == Refusal.outdated.state
        )
        try pair.reply("x", to: pair.mail, after: 3, by: pair.agent)
        let event: String? = try pair.database.value(
            """
            SELECT payload ->> 'conversation_id' FROM riad.outbox
            WHERE event_type = 'message_created' AND payload ->> 'message_content' = 'Bonjour'
                AND payload ->> 'sender_type' = 'agent'
            """
        )
        #expect(event == pair.chat.description)
    }

    @Test("In a list of the guest's conversations each tells of its own last message, merged or not, notes left out")
    func list() throws {
        func told() throws -> [String] {
            let request = try Guests.conversations(of: pair.guest, limit: 9, for: pair.boss.user)
            return try pair.boss.connection.run(request).map { talk in
                (talk.id == pair.mail ? "mail: " : "chat: ") + (talk.lastMessage?.original ?? "-")
            }
        }
        try pair.guestMails("Re: bonjour")
        try pair.guestChats("Encore moi")
        let apart = try told()
        #expect(apart == ["chat: Encore moi", "mail: Re: bonjour"])
        try pair.merge()
        #expect(try told() == apart)
        let note = OutgoingMessage(
            id: freshIdentifier(),
            conversation: pair.mail,
            body: "Une note",
            isInternal: true,
            expectedSequence: nil
        )
        _ = try pair.boss.connection.run(Threads.resend(note))
        #expect(try told() == apart)
    }

    @Test("WhatsApp's window is that of the conversation that the reply goes to")
    func window() throws {
        try pair.database.run(
            "UPDATE public.conversations SET last_guest_at = now() - interval '25 hours' WHERE id = '\(pair.chat)'"
        )
        try pair.merge()
        #expect(try refusal { try pair.reply("x", to: pair.chat, by: pair.boss) } == Refusal.windowClosed.state)
        try pair.reply("x", to: pair.mail, by: pair.boss)
    }
}
