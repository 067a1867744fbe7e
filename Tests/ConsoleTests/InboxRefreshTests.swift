import Console
import Domain
import Screen
import Testing

@Suite("The inbox while it lives")
struct InboxRefreshTests {
    private func deep(_ rows: Int = 24, down: Int = 150) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: 80, rows: rows, conversations: ConsoleHarness.many(1_000))
        for _ in 0..<down { try house.press("j") }
        try house.press("k", "k", "k")
        return house
    }

    private func refresh(_ house: inout ConsoleHarness) {
        house.dispatch(.refreshTimerFired)
        house.answer()
    }

    @Test("A refresh in the middle of the list moves nothing on the screen")
    func middle() throws {
        var house = try deep()
        let before = house.screen
        for _ in 0..<5 { refresh(&house) }
        #expect(house.screen == before)
    }

    @Test("The selected conversation stays selected and on its line when others come in above it")
    func others() throws {
        var house = try deep()
        let line = house.canvas.lines.firstIndex { $0.hasPrefix("▌") }
        for index in 600..<610 { house.conversations[index].lastMessageAt = ConsoleHarness.now }
        house.conversations[100].lastMessageAt = ConsoleHarness.now
        refresh(&house)
        #expect(house.selectedNumber == 147)
        #expect(house.canvas.lines.firstIndex { $0.hasPrefix("▌") } == line)
    }

    @Test("A conversation that moved up is not left behind where it was")
    func movedUp() throws {
        var house = try deep()
        let around = house.state.inbox.top
        for moved in around - 60...around + 60 where moved != 147 && moved % 3 == 0 {
            house.conversations[moved].lastMessageAt = ConsoleHarness.now
            refresh(&house)
        }
        for _ in 0..<60 { try house.press("k") }
        let rest = house.shownNumbers.filter { $0 % 3 == 0 && $0 < around - 60 || $0 % 3 != 0 }
        #expect(house.shownNumbers == rest)
        for _ in 0..<400 { try house.press("k") }
        #expect(Set(house.shownNumbers).count == house.shownNumbers.count)
        for _ in 0..<1_100 { try house.press("j") }
        let all = house.state.inbox.rows.map(\.conversation.id)
        #expect(Set(all).count == all.count)
        #expect(house.selectedNumber == 999)
    }

    @Test("Where the selected conversation leaves the list, its line stays selected")
    func gone() throws {
        var house = try deep()
        house.conversations[147].state = .resolue
        refresh(&house)
        #expect(house.selectedNumber == 148)
        let shown = house.shownNumbers
        #expect(!shown.contains(147))
    }

    @Test("At the top of the list what comes in is seen")
    func arrivals() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, conversations: ConsoleHarness.many(30))
        house.conversations[20].lastMessageAt = ConsoleHarness.now
        house.conversations[20].priority = .urgent
        refresh(&house)
        #expect(house.shownNumbers.first == 20)
        #expect(house.selectedNumber == 0)
        #expect(house.canvas.lines[4].hasPrefix("▌"))
    }

    @Test("On a very high screen every row is still there after a refresh")
    func tall() throws {
        var house = try deep(220, down: 300)
        let before = house.shownNumbers
        #expect(before.count == 108)
        refresh(&house)
        #expect(house.shownNumbers == before)
    }

    @Test("A list that shrinks to nothing, and grows again")
    func shrinking() throws {
        var house = try deep()
        let all = house.conversations
        house.conversations = []
        refresh(&house)
        #expect(house.screen.contains("Nothing waits here."))
        house.conversations = all
        refresh(&house)
        #expect(house.shownNumbers == Array(0...9))
    }

    @Test("A message that was stored doesn't undo a jump that is on its way")
    func jumpAndOutcome() throws {
        var house = ConsoleHarness(columns: 120, rows: 24, conversations: ConsoleHarness.many(1_000))
        try house.press("Enter", "r")
        house.type("Bonjour")
        try house.press("^S", "Tab")
        let message = try #require(house.sent.first)
        try house.pressWithoutReplies("G")
        house.dispatch(.composer(.messageStored(message, ConsoleHarness.receipt(5))))
        house.answer()
        #expect(house.selectedNumber == 999)
    }

    @Test("A choice that is open still means the conversation that it was opened on")
    func choiceOfGone() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, role: .superviseur, conversations: ConsoleHarness.many(30))
        try house.press("j", "j", "p")
        house.conversations[2].state = .resolue
        refresh(&house)
        try house.press("Enter")
        let changed = house.done.compactMap { effect in
            if case .changes(.change(_, let id, _, _)) = effect { id } else { nil }
        }
        #expect(changed.allSatisfy { $0 == ConsoleHarness.many(30)[2].id })
    }

    @Test("Ages go on with the clock")
    func ages() {
        var house = ConsoleHarness(columns: 80, rows: 24)
        #expect(house.canvas.lines[2].contains("+7m"))
        house.wait(.seconds(120))
        #expect(house.canvas.lines[2].contains("+5m"))
        #expect(house.canvas.lines[0].hasSuffix("14:04"))
        house.wait(.seconds(600))
        #expect(house.canvas.lines[2].contains("-5m"))
    }
}

extension ConsoleHarness {
    /// The messages that went to the queue.
    var sent: [OutgoingMessage] {
        done.compactMap { effect in
            if case .composer(.enqueue(let message)) = effect { message } else { nil }
        }
    }

    static func receipt(_ sequence: Int64) -> MessageReceipt {
        MessageReceipt(sequence: sequence, createdAt: now, state: .enCours, assignee: me, wasAlreadySent: false)
    }
}
