import Console
import Domain
import Testing

@Suite("Showing a guest's conversations as one")
struct MergingTests {
    private func notice(_ house: ConsoleHarness) -> String { house.canvas.lines.last ?? "" }

    /// A house in which the two are merged and open.
    private func merged(columns: Int = 80, rows: Int = 24, language: Language = .english) throws -> ConsoleHarness {
        var house = ConsoleHarness.withPair(columns: columns, rows: rows, language: language)
        house.merge(ConsoleHarness.chat.id, into: ConsoleHarness.mail.id)
        try house.press("^R")
        while house.state.inbox.selected?.conversation.id != ConsoleHarness.mail.id { try house.press("j") }
        try house.press("Enter")
        return house
    }

    private func texts(_ house: ConsoleHarness) -> [String] {
        house.state.thread?.entries.map(\.message.content.original) ?? []
    }

    @Test("Two that are marked become one row; z takes it back while the last line counts")
    func marked() throws {
        var house = ConsoleHarness.withPair(columns: 120)
        while house.state.inbox.selected?.conversation.id != ConsoleHarness.chat.id { try house.press("j") }
        try house.press("Space")
        while house.state.inbox.selected?.conversation.id != ConsoleHarness.mail.id { try house.press("j") }
        try house.press("Space", "k", "m")
        let head = try #require(house.conversations.first { $0.isMerged })
        #expect(house.conversations.filter { $0.guest == ConsoleHarness.mail.guest }.count == 1)
        #expect(head.parts.count == 2 && house.state.assignment.marks.isEmpty)
        #expect(notice(house).contains("2 conversations merged"))
        #expect(notice(house).contains("z"))
        try house.press("z")
        #expect(house.conversations.filter { $0.guest == ConsoleHarness.mail.guest }.count == 2)
        #expect(notice(house).contains("Undone."))
        try house.press("z")
        #expect(notice(house).contains("nothing to undo"))
    }

    @Test("Different guests' conversations aren't merged, an agent merges none, and each is told why")
    func obstacles() throws {
        var house = ConsoleHarness.withPair(columns: 120)
        try house.press("Space", "Space", "Space", "m")
        #expect(notice(house).contains("Only conversations of one guest can be merged."))
        var agent = ConsoleHarness.withPair(columns: 120, role: .agent)
        try agent.press("m")
        #expect(notice(agent).contains("Your role does not allow"))
        #expect(agent.state.overlay == nil)
    }

    @Test("m shows the guest's other conversations: Enter merges one, and takes it out again")
    func page() throws {
        var house = ConsoleHarness.withPair()
        while house.state.inbox.selected?.conversation.id != ConsoleHarness.mail.id { try house.press("j") }
        try house.press("Enter", "m")
        try expectScreen(house.screen, "merge-80x24")
        try house.press("Enter")
        #expect(house.state.overlay == nil)
        #expect(house.state.thread?.conversation.isMerged == true)
        #expect(texts(house).count == 4)
        try house.press("m")
        #expect(house.screen.contains("merged"))
        try house.press("Enter")
        #expect(texts(house).count == 2)
    }

    @Test(
        "The thread says where another conversation goes on, by which channel each message came, and how many they are"
    )
    func thread() throws {
        var house = try merged()
        try expectScreen(house.screen, "merged-80x24")
        house.resize(120, 40)
        try house.press("r")
        house.type("Oui, au coin de la rue.")
        try expectScreen(house.screen, "merged-reply-120x40")
        house.resize(40, 10)
        try expectScreen(house.screen, "merged-40x10")
    }

    @Test("French")
    func french() throws {
        var house = try merged(language: .french)
        try house.press("m")
        try expectScreen(house.screen, "merge-french")
    }

    @Test("A reply goes where the guest wrote last, or by the channel that the frame shows after ^V")
    func channels() throws {
        for (keys, wanted) in [
            ([], ConsoleHarness.chat.id), (["^V"], ConsoleHarness.mail.id), (["^V", "^V"], ConsoleHarness.chat.id),
        ] {
            var house = try merged()
            try house.press("r")
            house.type("Oui")
            for key in keys { try house.press(key) }
            try house.press("^S")
            let sent = house.done.compactMap { effect -> OutgoingMessage? in
                if case .composer(.enqueue(let message)) = effect { message } else { nil }
            }
            #expect(sent.map(\.conversation) == [wanted])
            #expect(sent.first?.expectedSequence == 4)
        }
    }

    @Test("Where a colleague merges what somebody reads, they keep reading: the same message, then the whole thread")
    func underTheReader() throws {
        var house = ConsoleHarness.withPair()
        while house.state.inbox.selected?.conversation.id != ConsoleHarness.chat.id { try house.press("j") }
        try house.press("Enter", "r")
        house.type("Je regarde")
        house.merge(ConsoleHarness.chat.id, into: ConsoleHarness.mail.id)
        house.receiveNotification(ConsoleHarness.chat.id)
        house.answer()
        #expect(house.state.thread?.conversation.id == ConsoleHarness.mail.id)
        #expect(texts(house).count == 4 && house.state.composer?.editor.text == "Je regarde")
        // The answer stays with the channel that it was begun on.
        #expect(house.state.composer?.conversation == ConsoleHarness.chat.id)
        #expect(house.screen.contains("WhatsApp"))
        _ = house.merging(.unmerge([ConsoleHarness.chat.id], from: ConsoleHarness.mail.id))
        house.receiveNotification(ConsoleHarness.mail.id)
        house.answer()
        #expect(texts(house).count == 2)
        #expect(house.state.drafts[ConsoleHarness.chat.id]?.text == "Je regarde")
    }

    @Test("A page of a thread that was put together anew meanwhile isn't mixed in")
    func stalePage() throws {
        var house = ConsoleHarness.withPair()
        while house.state.inbox.selected?.conversation.id != ConsoleHarness.chat.id { try house.press("j") }
        try house.press("Enter")
        let before = texts(house)
        house.receiveNotification(ConsoleHarness.chat.id)
        var asked = house.takeAsked().compactMap { effect -> ThreadPageRequest? in
            if case .thread(.readPage(let read)) = effect { read } else { nil }
        }
        #expect(asked.first?.version == 0)
        asked[0].version = 7
        let read = asked[0]
        house.dispatch(.thread(.pageRead(read, .success(ConsoleHarness.pairThreads[ConsoleHarness.mail.id] ?? []))))
        #expect(texts(house) == before)
        house.dispatch(.thread(.pageRead(read, .failure(.refused(.mergeChanged)))))
        #expect(house.asked.contains(.thread(.readConversation(ConsoleHarness.chat.id))))
    }
}
