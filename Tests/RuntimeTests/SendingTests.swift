import Console
import Domain
import Repositories
import TestSupport
import Testing

@testable import Runtime

@Suite("Sending what a person wrote")
struct SendingTests {
    private let company: AgentFixture
    private let folder: TemporaryFolder
    private let desk: SenderHarness
    private let talk: Identifier<Conversation>

    init() throws {
        company = try AgentFixture()
        folder = try TemporaryFolder()
        desk = try SenderHarness(company.settings, folder: folder.path)
        talk = try company.conversation()
    }

    private var queueFiles: [String] { folder.entries(of: "queue") }

    @Test("What was written while the line was down goes out in order, and leaves the disk")
    func order() throws {
        for (place, text) in ["un", "deux", "trois"].enumerated() {
            desk.sender.enqueue(message(text, to: talk, after: Int64(place)))
        }
        try desk.settle()
        #expect(queueFiles.count == 3)
        desk.line.open()
        try desk.turn { desk.stored.count == 3 }
        try desk.settle()
        #expect(try company.thread(talk) == ["un", "deux", "trois"])
        #expect(queueFiles.isEmpty)
    }

    @Test("After a refusal nothing goes out past what the writer hasn't seen: all of it comes back, in order")
    func refusal() throws {
        let other = try company.conversation()
        desk.sender.enqueue(message("un", to: talk, after: 0))
        desk.sender.enqueue(message("ailleurs", to: other, after: 0))
        // The guest's message takes the place of the first, so that the second would seem to fit.
        desk.sender.enqueue(message("deux", to: talk, after: 1))
        desk.sender.enqueue(message("note", to: talk, isInternal: true))
        try company.guestWrites(in: talk)
        desk.line.open()
        try desk.turn { desk.stored.count + desk.refused.count == 4 }
        try desk.settle()
        #expect(desk.refused.map(\.body) == ["un", "deux", "note"])
        #expect(desk.refused.allSatisfy { $0.why == .refused(.outdated) })
        #expect(try company.thread(talk) == ["un instant"])
        #expect(try company.thread(other) == ["ailleurs"])
        #expect(queueFiles.isEmpty)
    }

    @Test("A message that the disk is still writing when an earlier one is refused comes back with it")
    func refusalDuringWrite() throws {
        var hasRefused = false
        // It asks for no place in the thread: nothing but its being withdrawn keeps it from going out.
        let second = message("deux", to: talk)
        desk.sender.request = { [unowned desk] message throws(AccessError) in
            guard !hasRefused else { return Threads.resend(message) }
            hasRefused = true
            // Written between the first one's going out and its refusal, which comes before the disk's answer.
            desk.sender.enqueue(second)
            throw AccessError(capability: .reply, role: .agent, limit: .conversation)
        }
        desk.sender.enqueue(message("un", to: talk, after: 0))
        desk.line.open()
        try desk.turn { desk.refused.count + desk.stored.count == 2 }
        try desk.settle()
        #expect(desk.refused.map(\.body) == ["un", "deux"])
        #expect(desk.stored.isEmpty)
        #expect(try company.thread(talk).isEmpty)
        #expect(queueFiles.isEmpty)
    }

    @Test("What an earlier run left goes out in its order, and is withdrawn together as well")
    func restart() throws {
        let other = try company.conversation()
        for text in ["un", "deux"] { desk.sender.enqueue(message(text, to: other)) }
        for place in 0..<2 { desk.sender.enqueue(message("refus \(place)", to: talk, after: Int64(place))) }
        try desk.settle()
        try company.guestWrites(in: talk)
        desk.journal.release()
        let next = try SenderHarness(company.settings, folder: folder.path)
        next.sender.restore(next.journal.restore().queue)
        next.line.open()
        try next.turn { next.stored.count + next.refused.count == 4 }
        try next.settle()
        #expect(try company.thread(other) == ["un", "deux"])
        #expect(next.refused.map(\.body) == ["refus 0", "refus 1"])
        #expect(try company.thread(talk) == ["un instant"])
        #expect(queueFiles.isEmpty)
    }

    @Test("Two consoles that hold the same queue store each message once, and both say that it is stored")
    func twice() throws {
        let messages = ["un", "deux"].map { message($0, to: talk) }
        let second = try SenderHarness(company.settings, folder: folder.path)
        for console in [desk, second] { console.sender.restore(messages) }
        for console in [desk, second] { console.line.open() }
        try desk.turn { desk.stored.count == 2 }
        try second.turn { second.stored.count == 2 }
        #expect(try company.thread(talk) == ["un", "deux"])
    }

    @Test("A message that the disk doesn't take is sent all the same, and the person is told")
    func fullDisk() throws {
        try folder.write("", to: "queue")
        desk.sender.enqueue(message("Bonjour", to: talk))
        try desk.turn { desk.warnings == 1 }
        #expect(desk.sender.holdsUnkept)
        desk.line.open()
        try desk.turn { desk.stored == ["Bonjour"] }
        #expect(!desk.sender.holdsUnkept)
        #expect(try company.thread(talk) == ["Bonjour"])
    }
}
