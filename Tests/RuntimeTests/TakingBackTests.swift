import Console
import Domain
import Repositories
import TestSupport
import Testing

@testable import Runtime

@Suite("Taking a message back")
struct TakingBackTests {
    private let company: AgentFixture
    private let folder: TemporaryFolder
    private let desk: SenderHarness
    private let talk: Identifier<Conversation>

    init() throws {
        company = try AgentFixture()
        try company.database.run("UPDATE riad.settings SET value = '5' WHERE key = 'undo_seconds'")
        folder = try TemporaryFolder()
        desk = try SenderHarness(company.settings, folder: folder.path)
        talk = try company.conversation()
    }

    private var queueFiles: [String] { folder.entries(of: "queue") }

    /// The request that takes a message back.
    private func withdrawal(of sent: OutgoingMessage) -> OutgoingMessage {
        var withdrawal = message(sent.body, to: sent.conversation)
        withdrawal.withdraws = sent.id
        return withdrawal
    }

    private var shown: String? {
        get throws {
            try company.database.value(
                "SELECT string_agg(message_content, '|') FROM public.conversation_messages WHERE withdrawn_at IS NULL"
            )
        }
    }

    @Test("Written behind its message it follows it, even over a line that was down, and leaves the disk")
    func follows() throws {
        let sent = message("Bonjour", to: talk)
        desk.sender.enqueue(sent)
        desk.sender.enqueue(withdrawal(of: sent))
        try desk.settle()
        #expect(queueFiles.count == 2)
        desk.line.open()
        try desk.turn { desk.withdrawn == ["Bonjour"] }
        try desk.settle()
        #expect(desk.stored == ["Bonjour"])
        #expect(try shown == nil)
        #expect(queueFiles.isEmpty)
    }

    @Test("Killed before the server took it back, it is taken back at the next start, or was sent: never both")
    func restart() throws {
        let (early, late) = (message("tôt", to: talk), message("tard", to: talk))
        for sent in [early, late] { desk.sender.enqueue(sent) }
        desk.line.open()
        try desk.turn { desk.stored.count == 2 }
        // Each of the two is asked for by a console that is killed before it could.
        let killed = try SenderHarness(company.settings, folder: folder.path)
        killed.sender.enqueue(withdrawal(of: late))
        killed.sender.enqueue(withdrawal(of: early))
        try killed.settle()
        try company.database.run(
            """
            UPDATE riad.undo_entries SET undo_until = clock_timestamp() WHERE message_id = '\(early.id)'
            """
        )
        killed.journal.release()
        let next = try SenderHarness(company.settings, folder: folder.path)
        next.sender.restore(next.journal.restore().queue)
        next.line.open()
        try next.turn { next.withdrawn.count + next.withdrawalsRefused == 2 }
        #expect(next.withdrawn == ["tard"])
        #expect(next.withdrawalsRefused == 1)
        #expect(try shown == "tôt")
    }

    @Test("Of a message that the server refuses nothing is left to take back")
    func refused() throws {
        try company.guestWrites(in: talk)
        let sent = message("Bonjour", to: talk, after: 0)
        desk.sender.enqueue(sent)
        desk.sender.enqueue(withdrawal(of: sent))
        desk.line.open()
        try desk.turn { desk.refused.count == 1 }
        try desk.settle()
        #expect(desk.refused.map(\.body) == ["Bonjour"])
        #expect(desk.withdrawn.isEmpty && queueFiles.isEmpty)
    }
}

extension SenderHarness {
    /// The texts that were taken back, in order.
    fileprivate var withdrawn: [String] {
        events.compactMap { event in
            if case .composer(.messageWithdrawn(let message)) = event { message.body } else { nil }
        }
    }

    /// How many couldn't be taken back.
    fileprivate var withdrawalsRefused: Int {
        events.count { event in
            if case .composer(.withdrawalRefused) = event { true } else { false }
        }
    }
}
