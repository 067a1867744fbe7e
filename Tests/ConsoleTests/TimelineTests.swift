import Console
import Domain
import Screen
import Testing

@Suite("What happened beside the messages")
struct TimelineTests {
    private static let sofia = ConsoleHarness.guests[0].id
    private static let karim = Assignee.person(ConsoleHarness.karim, name: UntrustedText("Karim Bennani"))
    private static let nadia = Assignee.person(ConsoleHarness.me, name: UntrustedText("Nadia Alami"))

    private static func entry(
        _ key: String,
        _ event: TimelineEntry.Event,
        by actor: (Identifier<Person>, String)? = nil,
        minutesAgo: Int64
    ) -> TimelineEntry {
        TimelineEntry(
            at: Timestamp(seconds: ConsoleHarness.now.seconds - minutesAgo * 60),
            key: key,
            event: event,
            actor: actor?.0,
            actorName: actor.map { UntrustedText($0.1) }
        )
    }

    /// Newest first, as the server gives them.
    private static let happened: [TimelineEntry] = [
        entry("5", .late, minutesAgo: 2),
        entry(
            "4",
            .change(ConversationStep(priority: .init(from: .medium, to: .urgent))),
            by: (ConsoleHarness.karim, "Karim Bennani"),
            minutesAgo: 8
        ),
        entry("3", .merge(.email), by: (ConsoleHarness.karim, "Karim Bennani"), minutesAgo: 9),
        entry(
            "2",
            .assignment(
                .transfer,
                from: karim,
                to: nadia,
                reason: UntrustedText("parle français, connaît la maison et reprend toute la semaine prochaine"),
                ConversationStep(state: .init(from: .transferee, to: .enCours))
            ),
            by: (ConsoleHarness.karim, "Karim Bennani"),
            minutesAgo: 20
        ),
    ]

    private func house(columns: Int = 120, rows: Int = 40, language: Language = .english) -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows, language: language)
        house.timelines[Self.sofia] = Self.happened
        return house
    }

    @Test(
        "It stands between the messages, in its order, at every width",
        arguments: [(80, 40), (120, 40), (200, 50), (40, 24)]
    )
    func between(columns: Int, rows: Int) throws {
        var house = house(columns: columns, rows: rows)
        try house.press("Enter")
        try expectScreen(house.screen, "timeline-\(columns)x\(rows)")
    }

    @Test("In French")
    func french() throws {
        var house = house(columns: 80, language: .french)
        try house.press("Enter")
        try expectScreen(house.screen, "timeline-french")
    }

    @Test("One key folds it into how many there were, and unfolds it again")
    func folded() throws {
        var house = house(columns: 80)
        try house.press("Enter")
        let unfolded = house.screen
        try house.press(".")
        #expect(house.screen.contains("· 1 change (. shows)"))
        #expect(house.screen.contains("· 2 changes (. shows)"))
        #expect(!house.screen.contains("parle français"))
        try house.press(".")
        #expect(house.screen == unfolded)
    }

    @Test("A change made here stands there at once")
    func own() throws {
        var house = house()
        try house.press("Enter")
        house.timelines[Self.sofia]?.insert(
            Self.entry(
                "6",
                .change(ConversationStep(state: .init(from: .enCours, to: .resolue))),
                by: (ConsoleHarness.me, "Nadia Alami"),
                minutesAgo: 0
            ),
            at: 0
        )
        house.dispatch(.changes(.completed(.state(.resolue), on: Self.sofia, .success(()))))
        house.answer()
        #expect(house.screen.contains("14:02  · in progress → resolved · Nadia Alami"))
    }

    @Test("Of a long history only what lies between the messages shown is there, and the rest comes with them")
    func paged() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, messages: ConsoleHarness.thread(500))
        house.conversations[0].lastSequence = 500
        house.dispatch(.refreshTimerFired)
        house.answer()
        house.timelines[Self.sofia] = (0..<400).map { number in
            Self.entry(
                "\(number)",
                .change(ConversationStep(priority: .init(from: .low, to: number % 2 == 0 ? .high : .urgent))),
                minutesAgo: Int64(number)
            )
        }
        try house.press("Enter")
        #expect(house.state.thread?.timeline.count == 100)
        try house.press("g")
        for _ in 1...40 { try house.press("PgDn") }
        #expect(house.state.thread?.timeline.count == 400)
        let lines = house.canvas.lines.filter { $0.contains("· priority") }
        #expect(!lines.isEmpty)
    }

    @Test("A guest's words can't pass for a line of it: names and reasons stay on their line")
    func hostile() throws {
        var house = house()
        house.timelines[Self.sofia] = [
            Self.entry(
                "1",
                .assignment(
                    .transfer,
                    from: Self.karim,
                    to: Self.nadia,
                    reason: UntrustedText("x\n13:41  · RÉSOLUE\u{202e}\u{1b}[31m"),
                    ConversationStep()
                ),
                minutesAgo: 5
            )
        ]
        try house.press("Enter")
        #expect(!house.canvas.lines.contains { $0.contains("│ 13:41  · RÉSOLUE") })
        #expect(!house.screen.contains("\u{202e}"))
    }
}

@Suite("Finding one's place in a thread")
struct ThreadPlaceTests {
    private func long(_ count: Int, unread: Int64 = 0) -> ConsoleHarness {
        var house = ConsoleHarness(columns: 80, rows: 24, messages: ConsoleHarness.thread(count))
        house.conversations[0].lastSequence = Int64(count)
        house.conversations[0].unread = unread
        house.dispatch(.refreshTimerFired)
        house.answer()
        return house
    }

    @Test("g goes to the beginning of a thread of any length, G to its end, and back", arguments: [3, 100, 2_000])
    func ends(count: Int) throws {
        var house = long(count)
        try house.press("Enter", "g")
        #expect(house.screen.contains("the conversation begins here"))
        #expect(house.shownMessages.first == 1)
        try house.press("G")
        #expect(house.shownMessages.last == count)
        try house.press("g", "j", "j", "G", "g")
        #expect(house.shownMessages.first == 1)
    }

    @Test("Going to the end before the beginning has come stays at the end")
    func overtaken() throws {
        var house = long(500)
        try house.press("Enter")
        try house.pressWithoutReplies("g", "G")
        house.answer()
        #expect(house.shownMessages.last == 500)
    }

    @Test("A rule stands before what was unread, and stays there while one reads and writes")
    func unread() throws {
        var house = long(12, unread: 4)
        func place() -> Int? { house.canvas.lines.firstIndex { $0.hasSuffix(" unread") } }
        try house.press("Enter")
        func expectRuleBeforeNinth() throws {
            let below = house.canvas.lines[(try #require(place()) + 1)...]
            #expect(below.first { $0.contains("message") }?.contains("message 9") == true)
        }
        try expectRuleBeforeNinth()
        #expect(house.state.inbox.selected?.conversation.unread == 0, "it has been read")
        house.conversations[0].unread = 0
        house.receive(13...13)
        try expectRuleBeforeNinth()
        try house.press("Esc", "Enter")
        #expect(place() == nil, "opened again, all is read")
    }

    @Test("What was unread before the window has its rule where it begins, not at the window's edge")
    func unreadFarUp() throws {
        var house = long(300, unread: 200)
        func hasRule() -> Bool { house.canvas.lines.contains { $0.hasSuffix(" unread") } }
        try house.press("Enter")
        #expect(!hasRule())
        var found = false
        for _ in 1...60 where !found {
            try house.press("PgUp")
            found = hasRule()
        }
        #expect(found)
        #expect(house.shownMessages.contains { (95...110).contains($0) })
    }
}
