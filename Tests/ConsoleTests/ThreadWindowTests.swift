import Console
import Domain
import Screen
import Testing

@Suite("A long thread")
struct ThreadWindowTests {
    private func open(_ count: Int, columns: Int = 80, rows: Int = 24) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows, messages: ConsoleHarness.thread(count))
        house.conversations[0].lastSequence = Int64(count)
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("Enter")
        return house
    }

    private func expectNoGap(_ house: ConsoleHarness) {
        let shown = house.shownMessages
        let first = shown.first ?? 0
        #expect(shown == Array(first..<first + shown.count))
    }

    @Test("Paging back to its beginning and forward to its end passes every message, none twice")
    func walk() throws {
        var house = try open(2_000)
        #expect(house.shownMessages.last == 2_000)
        var seen: Set<Int> = []
        for _ in 0..<400 {
            seen.formUnion(house.shownMessages)
            expectNoGap(house)
            try house.press("PgUp")
            try #require((house.state.thread?.entries.count ?? 0) <= 420)
        }
        #expect(house.screen.contains("the conversation begins here"))
        #expect(seen == Set(1...2_000))
        seen = []
        for _ in 0..<400 {
            seen.formUnion(house.shownMessages)
            expectNoGap(house)
            try house.press("PgDn")
        }
        #expect(house.shownMessages.last == 2_000)
        #expect(seen == Set(1...2_000))
    }

    @Test("G shows the end from far away, and paging back from there has no gap")
    func jump() throws {
        var house = try open(2_000)
        for _ in 0..<200 { try house.press("PgUp") }
        #expect(house.shownMessages.allSatisfy { $0 < 1_500 })
        try house.press("G")
        #expect(house.shownMessages.last == 2_000)
        for _ in 0..<60 {
            try house.press("PgUp")
            expectNoGap(house)
        }
    }

    @Test("A page that was asked for before the window moved away is dropped")
    func stalePage() throws {
        var house = try open(2_000)
        for _ in 0..<200 { try house.press("PgUp") }
        while house.asked.isEmpty { try house.pressWithoutReplies("PgUp") }
        let old = house.takeAsked()
        try house.press("G")
        old.forEach { house.answer($0) }
        house.answer()
        for _ in 0..<60 {
            expectNoGap(house)
            try house.press("PgUp")
        }
    }

    @Test("What comes in below moves nothing that is read further up, and is counted")
    func below() throws {
        var house = try open(200)
        try house.press("PgUp", "PgUp")
        let before = house.shownMessages
        house.receive(201...203)
        #expect(house.shownMessages == before)
        #expect(house.screen.contains("3 new messages below, G shows them"))
        house.receive(204...204)
        #expect(house.screen.contains("4 new messages below"))
        try house.press("G")
        #expect(house.shownMessages.last == 204)
        #expect(!house.screen.contains("new message"))
    }

    @Test("More than a page that comes in below leaves what is read in place too", arguments: [61, 70, 500])
    func farBelow(count: Int) throws {
        var house = try open(200)
        try house.press("PgUp", "PgUp")
        let before = house.shownMessages
        house.receive(201...200 + count)
        #expect(house.shownMessages == before)
        #expect(house.screen.contains("\(count) new messages below"))
        for _ in 0..<200 {
            try house.press("PgDn")
            expectNoGap(house)
        }
        #expect(house.shownMessages.last == 200 + count)
    }

    @Test("At the end what comes in is shown, and told to be read")
    func atTheEnd() throws {
        var house = try open(200)
        house.receive(201...202)
        #expect(house.shownMessages.last == 202)
        #expect(house.done.contains(.thread(.markRead(ConsoleHarness.guests[0].id, upTo: 202, version: 0))))
        house.receive(203...400)
        #expect(house.shownMessages.last == 400)
        expectNoGap(house)
    }

    @Test("A thread that grows for days keeps a bounded window")
    func bounded() throws {
        var house = try open(50)
        for last in stride(from: 60, through: 2_000, by: 10) { house.receive(last - 9...last) }
        #expect(house.shownMessages.last == 2_000)
        try #require((house.state.thread?.entries.count ?? 0) <= 420)
        for _ in 0..<400 {
            try house.press("PgUp")
            expectNoGap(house)
        }
        #expect(house.shownMessages.first == 1)
    }

    @Test("Another size keeps the place that is read", arguments: [(40, 10), (200, 50), (120, 30), (80, 60)])
    func resize(columns: Int, rows: Int) throws {
        var house = try open(300)
        for _ in 0..<10 { try house.press("PgUp") }
        let before = house.shownMessages
        house.resize(columns, rows)
        #expect(!Set(before).isDisjoint(with: house.shownMessages))
        house.resize(80, 24)
        #expect(!Set(before).isDisjoint(with: house.shownMessages))
    }

    @Test("A window that grows is filled, as far as the thread goes")
    func grow() throws {
        var house = try open(300, columns: 80, rows: 14)
        house.resize(80, 300)
        #expect(house.shownMessages.count > 90)
        #expect(house.shownMessages.last == 300)
    }

    @Test("A long message is wrapped between words, and every word is on the screen once")
    func wrapping() throws {
        let words = (1...400).map { "mot\($0)" }
        let text = words.joined(separator: " ")
        var house = ConsoleHarness(
            columns: 120,
            rows: 60,
            messages: [
                ConsoleHarness.guests[0].id: [ConsoleHarness.message(1, .guest, "Sofia Moreau", text, minutesAgo: 3)]
            ]
        )
        try house.press("Enter")
        let shown = house.canvas.lines.flatMap { $0.split(separator: " ") }.filter { $0.hasPrefix("mot") }
        #expect(shown.map(String.init) == words)
    }

    @Test("An empty thread says where it begins, and doesn't flicker when it is read again")
    func emptyThread() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, messages: [:])
        try house.press("Enter")
        #expect(house.screen.contains("the conversation begins here"))
        let screen = house.screen
        house.dispatch(.refreshTimerFired)
        #expect(house.screen == screen)
        house.answer()
        #expect(house.screen == screen)
    }

    @Test("A day rule stands before each new day, and says yesterday when a night has gone by")
    func days() throws {
        let messages = [
            ConsoleHarness.message(1, .guest, "Sofia Moreau", "vieux", minutesAgo: 60 * 24 * 3),
            ConsoleHarness.message(2, .guest, "Sofia Moreau", "hier", minutesAgo: 60 * 24),
            ConsoleHarness.message(3, .guest, "Sofia Moreau", "là", minutesAgo: 5),
        ]
        var house = ConsoleHarness(columns: 80, rows: 24, messages: [ConsoleHarness.guests[0].id: messages])
        try house.press("Enter")
        let rules = house.canvas.lines.filter { $0.contains("────") && !$0.hasSuffix(" unread") }
            .dropFirst().dropLast()
        #expect(
            rules.map { $0.split(separator: "─").last.map { $0.trimming() } } == ["Sat 21 Nov", "yesterday", "today"]
        )
        house.wait(.seconds(12 * 3_600))
        #expect(!house.screen.contains(" today\n"))
        #expect(house.screen.contains("yesterday"))
    }

    @Test("System lines, notes, bots and attachments each look their own way, in words too")
    func kinds() throws {
        let messages = [
            ConsoleHarness.message(1, .system, "", "La conversation a été transférée.", minutesAgo: 30),
            ConsoleHarness.message(2, .chatbot, "Assistant", "Bonjour, un instant.", minutesAgo: 20, delivery: .failed),
            ConsoleHarness.message(
                3,
                .agent,
                "Fatima El-Fassi",
                "À voir.",
                minutesAgo: 9,
                note: true,
                person: ConsoleHarness.fatima
            ),
            ConsoleHarness.message(4, .guest, "", "", minutesAgo: 2, attachments: ["plan.pdf", "photo\u{1b}[31m.png"]),
        ]
        var house = ConsoleHarness(columns: 80, rows: 24, messages: [ConsoleHarness.guests[0].id: messages])
        try house.press("Enter")
        try expectScreen(house.marked, "thread-kinds")
    }
}

extension Substring {
    fileprivate func trimming() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension ConsoleHarness {
    /// The numbers in the messages on the screen, from top to bottom.
    var shownMessages: [Int] {
        canvas.lines.compactMap { line in
            line.firstRange(of: "  message ").flatMap { Int(line[$0.upperBound...].prefix { $0.isNumber }) }
        }
    }

    /// The first guest writes, and the console hears of it.
    mutating func receive(_ numbers: ClosedRange<Int>) {
        let id = ConsoleHarness.guests[0].id
        messages[id, default: []] += numbers.map { number in
            ConsoleHarness.message(Int64(number), .guest, "Sofia Moreau", "message \(number)", minutesAgo: 0)
        }
        conversations[0].lastSequence = Int64(numbers.upperBound)
        receiveNotification(id)
        answer()
    }
}
