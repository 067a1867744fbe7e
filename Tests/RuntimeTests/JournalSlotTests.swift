import Console
import Domain
import TestSupport
import Testing

@testable import Runtime

@Suite("Two consoles of one login at once")
struct JournalSlotTests {
    private let folder: TemporaryFolder
    private let talk: Identifier<Conversation>

    init() throws {
        folder = try TemporaryFolder()
        var generator = SystemRandomNumberGenerator()
        talk = Identifier(using: &generator)
    }

    private func console() throws -> SenderHarness { try SenderHarness(.init("host=/nowhere"), folder: folder.path) }

    private func draft(_ text: String) -> Draft { Draft(conversation: talk, kind: .reply, text: text) }

    @Test("Neither writes over the other's draft, sends what the other is sending, or drops what isn't its own")
    func apart() throws {
        let (first, second) = (try console(), try console())
        first.journal.save(draft("premier"))
        first.journal.save(message("en route", to: talk))
        try first.settle()
        let found = second.journal.restore()
        #expect(found.drafts.isEmpty && found.queue.isEmpty)
        second.journal.save(draft("second"))
        try second.settle()
        first.journal.deleteDraft(talk)
        try first.settle()
        for console in [first, second] { console.journal.release() }
        let next = try console().journal.restore()
        #expect(next.drafts == [draft("second")])
        #expect(next.queue.map(\.body) == ["en route"])
    }

    @Test("What both leave behind, the next one takes up: drafts together, messages in order, each once")
    func together() throws {
        let (first, second) = (try console(), try console())
        for (console, name) in [(first, "un"), (second, "deux")] {
            console.journal.save(draft("brouillon \(name)"))
            for part in ["a", "b"] { console.journal.save(message(name + part, to: talk)) }
            try console.settle()
            console.journal.release()
        }
        let next = try console()
        let found = next.journal.restore()
        #expect(found.drafts == [draft("brouillon un\n\nbrouillon deux")])
        #expect(found.queue.map(\.body) == ["una", "unb", "deuxa", "deuxb"])
        for message in found.queue { next.journal.deleteMessage(message.id) }
        next.journal.deleteDraft(talk)
        try next.settle()
        next.journal.release()
        let last = try console().journal.restore()
        #expect(last.drafts.isEmpty && last.queue.isEmpty)
    }
}
