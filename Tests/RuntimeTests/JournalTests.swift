import Console
import Domain
import Glibc
import Loop
import TestSupport
import Testing

@testable import Runtime

@Suite("The journal on disk")
struct JournalTests {
    private let folder: TemporaryFolder
    private let desk: SenderHarness
    private let talk: Identifier<Conversation>

    init() throws {
        folder = try TemporaryFolder()
        desk = try SenderHarness(.init("host=/nowhere"), folder: folder.path)
        var generator = SystemRandomNumberGenerator()
        talk = Identifier(using: &generator)
    }

    private func draft(_ text: String, _ kind: ComposerKind = .reply) -> Draft {
        Draft(conversation: talk, kind: kind, text: text)
    }

    /// What a console that starts now finds.
    private func restored() throws -> (drafts: [Draft], queue: [OutgoingMessage]) {
        desk.journal.release()
        let next = try SenderHarness(.init("host=/nowhere"), folder: folder.path)
        let found = next.journal.restore()
        // What it puts in order on the disk may not come in between what follows.
        try next.settle()
        next.journal.release()
        return found
    }

    @Test(
        "Drafts and messages are found again as they were",
        arguments: ["Bonjour", "\n\nun\r\n\nدو 👩‍👧\n", "a: b\n\nc", " "]
    )
    func again(text: String) throws {
        var sent = message(text, to: Identifier(talk.description) ?? talk, after: 7, isInternal: true)
        sent.waitsForGuest = true
        var generator = SystemRandomNumberGenerator()
        let kept = Draft(conversation: Identifier(using: &generator), kind: .note, text: text)
        desk.journal.save(sent)
        desk.journal.save(kept)
        try desk.settle()
        let found = try restored()
        #expect(found.drafts == [kept])
        #expect(found.queue == [sent])
    }

    @Test("Messages are found in the order in which they were written, across restarts")
    func order() throws {
        desk.journal.release()
        for number in 1...3 {
            let console = try SenderHarness(.init("host=/nowhere"), folder: folder.path)
            _ = console.journal.restore()
            for part in ["a", "b"] { console.journal.save(message("\(number)\(part)", to: talk)) }
            try console.settle()
            console.journal.release()
        }
        #expect(try restored().queue.map(\.body) == ["1a", "1b", "2a", "2b", "3a", "3b"])
    }

    @Test("Everything asked before the end is on disk at the end, even where more is asked after it")
    func meeting() throws {
        for round in 1...50 {
            var seen: String?
            desk.journal.save(draft("avant \(round)"))
            // The disk is kept busy, so that what follows is taken up together.
            for _ in 1...3 { desk.journal.save(message("x", to: talk)) }
            desk.journal.save(draft("à temps \(round)"))
            let folder = self.folder
            let name = talk.description
            let met = Locked(false)
            let file = Locked<String?>(nil)
            desk.journal.notifyWhenFlushed(
                desk.loop.mailbox(of: Void.self) {
                    file.withLock { $0 = JournalFolder(path: folder.path + "/drafts").contents(of: name) }
                    met.withLock { $0 = true }
                }
            )
            desk.journal.save(draft("après \(round)"))
            try desk.turn { met.withLock { $0 } }
            seen = file.withLock { $0 }
            #expect(seen?.hasSuffix("à temps \(round)") == true || seen?.hasSuffix("après \(round)") == true)
        }
        try desk.settle()
    }

    @Test("A message leaves the disk by its name, whatever else lies in the queue")
    func dropping() throws {
        let (first, second) = (message("un", to: talk), message("deux", to: talk))
        for message in [first, second] { desk.journal.save(message) }
        try desk.settle()
        // Reading this one would never come to an end.
        mkfifo("\(folder.path)/queue/000000000009-pipe", 0o600)
        desk.journal.deleteMessage(first.id)
        try desk.settle()
        #expect(try restored().queue == [second])
    }

    @Test("A write that fails leaves no half file behind")
    func failedWrite() throws {
        let place = JournalFolder(path: folder.path + "/place")
        try place.write("avant", to: "before")
        mkdir("\(place.path)/taken", 0o700)
        try folder.write("", to: "place/taken/x")
        #expect(throws: JournalFolder.Failure.self) { try place.write("texte", to: "taken") }
        #expect(folder.entries(of: "place") == ["before", "taken"])
    }

    @Test("What a writer that was killed left half done is swept away; a running one's is left")
    func sweeping() throws {
        desk.journal.save(draft("gardé"))
        try desk.settle()
        // No process has a number beyond the system's limit.
        try folder.write("demi", to: "drafts/.a.999999999.new")
        try folder.write("demi", to: "drafts/.b.new")
        try folder.write("demi", to: "drafts/.c.1.new")
        #expect(try restored().drafts == [draft("gardé")])
        #expect(folder.entries(of: "drafts") == [".c.1.new", talk.description])
    }

    @Test("A text that is on the queue isn't offered as a draft a second time; what was written after it is")
    func twoPlaces() throws {
        for text in ["un", "deux"] { desk.journal.save(message(text, to: talk)) }
        desk.journal.save(draft("un\n\ndeux\n\nla suite", .note))
        try desk.settle()
        #expect(try restored().drafts == [draft("la suite", .note)])
        desk.journal.save(draft("un\n\ndeux"))
        try desk.settle()
        #expect(try restored().drafts.isEmpty)
    }

    @Test("As long as the disk doesn't take a message, its draft stays there; once it is sent, it goes")
    func unkept() throws {
        try folder.write("", to: "queue")
        let sent = message("Bonjour", to: talk)
        desk.journal.save(draft("Bonjour"))
        desk.journal.save(sent)
        desk.journal.deleteDraft(talk)
        try desk.settle()
        #expect(desk.warnings == 1)
        #expect(folder.entries(of: "drafts") == [talk.description])
        desk.journal.deleteMessage(sent.id)
        try desk.settle()
        #expect(folder.entries(of: "drafts").isEmpty)
    }

    @Test("Files that nobody wrote with this program are passed over, and nothing of ours with them")
    func hostile() throws {
        desk.journal.save(draft("gardé"))
        try desk.settle()
        let conversation = talk.description
        try folder.write("conversation: \(conversation)\nkind: shout\n\nx", to: "drafts/a")
        try folder.write("no colon\n\nx", to: "drafts/b")
        try folder.write("", to: "drafts/c")
        mkfifo("\(folder.path)/drafts/d", 0o600)
        symlink("/etc/passwd", "\(folder.path)/drafts/e")
        mkdir("\(folder.path)/drafts/f", 0o700)
        try folder.write("", to: "drafts/g")
        #expect(truncate("\(folder.path)/drafts/g", 1 << 40) == 0)
        #expect(try restored().drafts == [draft("gardé")])
    }

    @Test("Its folders are the owner's alone, also where they were open before")
    func modes() throws {
        mkdir("\(folder.path)/drafts", 0o777)
        chmod("\(folder.path)/drafts", 0o777)
        desk.journal.save(draft("à moi"))
        try desk.settle()
        var status = stat()
        #expect(stat("\(folder.path)/drafts", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
        #expect(stat("\(folder.path)/drafts/\(talk)", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test("A folder of somebody else's takes nothing, and the person is told", .enabled(if: getuid() == 0))
    func somebodyElse() throws {
        mkdir("\(folder.path)/drafts", 0o700)
        chown("\(folder.path)/drafts", 12_345, 12_345)
        desk.journal.save(draft("à moi"))
        try desk.settle()
        #expect(desk.warnings == 1)
        #expect(folder.entries(of: "drafts").isEmpty)
    }
}
