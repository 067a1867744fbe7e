import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("A thread")
struct ThreadTests {
    private let deployment: CompanyFixture
    private let agent: TestPerson
    private let connection: Connection
    private let user: CurrentUser

    init() throws {
        deployment = try CompanyFixture()
        agent = try deployment.database.person(.agent, name: ("Nadia", "Alami"))
        connection = deployment.database.connection(as: agent)
        user = try #require(try deployment.user(agent))
    }

    private func page(
        of conversation: Identifier<Conversation>,
        at position: ThreadPosition,
        limit: Int = 40
    ) throws -> [Message] {
        try connection.run(try Threads.page(of: conversation, at: position, limit: limit, for: user))
    }

    private func reply(
        to conversation: Identifier<Conversation>,
        _ body: String = "Bonjour",
        isInternal: Bool = false,
        expecting sequence: Int64? = nil,
        waits: Bool = false
    ) -> OutgoingMessage {
        OutgoingMessage(
            id: freshIdentifier(),
            conversation: conversation,
            body: body,
            isInternal: isInternal,
            expectedSequence: sequence,
            waitsForGuest: waits
        )
    }

    @Test("Paging back from the end and forward from the beginning gives every message once, in order")
    func paging() throws {
        let conversation = try deployment.conversation(.enCours, assignedTo: agent)
        try deployment.guestWrites(103, in: conversation)
        var back = try page(of: conversation, at: .last)
        while let first = back.first?.sequence, first > 1 {
            back = try page(of: conversation, at: .before(first)) + back
        }
        var forth = try page(of: conversation, at: .after(0))
        while let last = forth.last?.sequence {
            let next = try page(of: conversation, at: .after(last))
            if next.isEmpty { break }
            forth += next
        }
        #expect(back.map(\.sequence) == Array(1...103))
        #expect(forth == back)
        #expect(back.last?.content.original == "message 103")
        #expect(back.last?.senderType == .guest)
        #expect(back.last?.senderName?.original == "Sofia")
    }

    @Test("A reply is stored with its writer's name, answers the deadline, and claims what was nobody's")
    func reply() throws {
        let conversation = try deployment.conversation(.nouvelle)
        let message = reply(to: conversation, "Le code est 5678B 🔑")
        let receipt = try connection.run(try Threads.send(message, onAssignedTo: nil, by: user))
        #expect(receipt.sequence == 1)
        #expect(receipt.state == .enCours)
        #expect(receipt.assignee == agent.id)
        #expect(!receipt.wasAlreadySent)
        let stored = try #require(try page(of: conversation, at: .last).first)
        #expect(stored.id == message.id)
        #expect(stored.content.original == message.body)
        #expect(stored.senderName?.original == "Nadia Alami")
        #expect(stored.delivery == .queued)
        #expect(stored.createdAt == receipt.createdAt)
        #expect(!stored.isInternal)
    }

    @Test("A reply with \"and wait\" leaves the conversation to the guest")
    func waiting() throws {
        let conversation = try deployment.conversation(.enCours, assignedTo: agent)
        let message = reply(to: conversation, waits: true)
        let receipt = try connection.run(try Threads.send(message, onAssignedTo: agent.id, by: user))
        #expect(receipt.state == .enAttente)
    }

    @Test("Sending the same message again stores nothing and returns the first receipt")
    func resending() throws {
        let conversation = try deployment.conversation(.enCours, assignedTo: agent)
        let message = reply(to: conversation, expecting: 0)
        let first = try connection.run(try Threads.send(message, onAssignedTo: agent.id, by: user))
        try deployment.guestWrites(1, in: conversation)
        let again = try connection.run(Threads.resend(message))
        #expect(again.wasAlreadySent)
        #expect(again.sequence == first.sequence)
        #expect(again.createdAt == first.createdAt)
        #expect(try page(of: conversation, at: .last).count == 2)
    }

    @Test("Another message under the same id is refused")
    func takenIdentifier() throws {
        let conversation = try deployment.conversation(.enCours, assignedTo: agent)
        let message = reply(to: conversation)
        _ = try connection.run(Threads.resend(message))
        var other = message
        other.body = "something else"
        #expect(try refusal { _ = try connection.run(Threads.resend(other)) } == Refusal.alreadyExists.state)
    }

    @Test("A send stops where the thread has moved since the writer saw it")
    func moved() throws {
        let conversation = try deployment.conversation(.enCours, assignedTo: agent)
        try deployment.guestWrites(3, in: conversation)
        let stale = reply(to: conversation, expecting: 2)
        #expect(try refusal { _ = try connection.run(Threads.resend(stale)) } == Refusal.outdated.state)
        #expect(try page(of: conversation, at: .last).count == 3)
        let fresh = reply(to: conversation, expecting: 3)
        #expect(try connection.run(Threads.resend(fresh)).sequence == 4)
    }

    @Test("A note is marked as such and claims nothing")
    func note() throws {
        let conversation = try deployment.conversation(.nouvelle)
        let note = reply(to: conversation, "voir avec la technique", isInternal: true)
        let receipt = try connection.run(try Threads.send(note, onAssignedTo: nil, by: user))
        #expect(receipt.assignee == nil)
        #expect(receipt.state == .nouvelle)
        let stored = try #require(try page(of: conversation, at: .last).first)
        #expect(stored.isInternal)
        #expect(stored.delivery == nil)
    }

    @Test("The user's mark moves forward, never back, never past the end; unread counts from it")
    func marks() throws {
        let conversation = try deployment.conversation(.enCours, assignedTo: agent)
        try deployment.guestWrites(10, in: conversation)
        func unread() throws -> Int64? {
            try connection.run(try Conversations.find(conversation, for: user))?.unread
        }
        #expect(try unread() == 10)
        for (mark, left) in [(4, 6), (2, 6), (1000, 0)] as [(Int64, Int64)] {
            try connection.run(try Threads.markRead(conversation, upTo: mark, by: user))
            #expect(try unread() == left)
        }
        try deployment.guestWrites(2, in: conversation)
        #expect(try unread() == 2)
    }

    @Test("Attachments are named, in the message's order")
    func attachments() throws {
        let conversation = try deployment.conversation(.enCours, assignedTo: agent)
        try deployment.guestWrites(1, in: conversation)
        try deployment.database.run(
            """
            WITH files AS (
                INSERT INTO riad.attachments (conversation_id, name)
                VALUES ('\(conversation)', 'passport.jpg'), ('\(conversation)', 'arrivée.pdf') RETURNING id, name
            )
            UPDATE public.conversation_messages SET attachment_ids = (SELECT array_agg(id ORDER BY name) FROM files)
            WHERE conversation_id = '\(conversation)'
            """
        )
        let names = try page(of: conversation, at: .last).first?.attachments.map(\.name.original)
        #expect(names == ["arrivée.pdf", "passport.jpg"])
    }

    @Test("A person of another role reads nothing of a thread that isn't theirs")
    func invisible() throws {
        let conversation = try deployment.conversation(.enCours, assignedTo: agent)
        try deployment.guestWrites(2, in: conversation)
        let technician = try deployment.database.person(.technicien)
        let request = try Threads.page(of: conversation, at: .last, limit: 10, for: deployment.user(technician))
        #expect(try deployment.database.connection(as: technician).run(request).isEmpty)
    }
}
