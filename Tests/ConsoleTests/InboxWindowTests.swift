import Console
import Domain
import Screen
import Testing

@Suite("The inbox's window on a long list")
struct InboxWindowTests {
    @Test(
        "Every row is passed once on the way down and once on the way up",
        arguments: [("j", "k", 1), ("PgDn", "PgUp", 9)]
    )
    func walk(down: String, up: String, step: Int) throws {
        let count = step == 1 ? 700 : 3_000
        var house = ConsoleHarness(columns: 80, rows: 24, conversations: ConsoleHarness.many(count))
        for expected in stride(from: step, to: count, by: step) {
            try house.press(down)
            try expectWindow(house, selected: expected)
        }
        try house.press("G")
        for expected in stride(from: count - 1 - step, through: 0, by: -step) {
            try house.press(up)
            try expectWindow(house, selected: expected)
        }
    }

    private func expectWindow(_ house: ConsoleHarness, selected: Int) throws {
        #expect(house.selectedNumber == selected)
        let shown = house.shownNumbers
        #expect(shown.contains(selected))
        #expect(shown == Array((shown.first ?? 0)..<(shown.first ?? 0) + shown.count), "no row skipped or twice")
        try #require(house.state.inbox.rows.count <= 500)
    }

    @Test("G goes to the very last row and g back to the very first")
    func ends() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, conversations: ConsoleHarness.many(3_000))
        try house.press("G")
        #expect(house.selectedNumber == 2_999)
        #expect(house.shownNumbers == Array(2_990...2_999))
        try house.press("k", "k", "g")
        #expect(house.selectedNumber == 0)
        #expect(house.shownNumbers == Array(0...9))
        try house.press("k", "PgUp", "g")
        #expect(house.selectedNumber == 0)
    }

    @Test("Of G and g pressed one after the other the last one counts, however late the answers come")
    func endsWithoutWaiting() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, conversations: ConsoleHarness.many(3_000))
        try house.pressWithoutReplies("G", "g")
        house.answer()
        #expect(house.selectedNumber == 0)
        try house.press("G")
        try house.pressWithoutReplies("g", "G")
        house.answer()
        #expect(house.selectedNumber == 2_999)
    }

    @Test("An answer to an older question changes nothing")
    func staleAnswer() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, conversations: ConsoleHarness.many(300))
        try house.pressWithoutReplies("G")
        let old = house.takeAsked()
        try house.pressWithoutReplies("2")
        let new = house.takeAsked()
        new.forEach { house.answer($0) }
        let screen = house.screen
        old.forEach { house.answer($0) }
        #expect(house.screen == screen)
        #expect(house.selectedNumber == 0)
    }

    @Test("Another filter counts at once, also while a page is on its way")
    func filterWhilePaging() throws {
        var rows = ConsoleHarness.many(300)
        for index in rows.indices where index % 2 == 0 { rows[index].assignee = ConsoleHarness.me }
        var house = ConsoleHarness(columns: 80, rows: 24, conversations: rows)
        for _ in 0..<59 { try house.press("j") }
        try house.pressWithoutReplies("j")
        try house.pressWithoutReplies("1", "j", "j")
        house.answer()
        #expect(house.shownNumbers.allSatisfy { $0 % 2 == 0 })
        #expect(house.selectedNumber == 0)
    }

    @Test("Rows of the old filter are never mixed with those of the new one, also where its page failed")
    func filterFailed() throws {
        var rows = ConsoleHarness.many(300)
        for index in rows.indices where index % 2 == 0 { rows[index].assignee = ConsoleHarness.me }
        var house = ConsoleHarness(columns: 80, rows: 24, conversations: rows)
        for _ in 0..<86 { try house.press("j") }
        let before = house.state.inbox.rows.count
        try house.pressWithoutReplies("1")
        for effect in house.takeAsked() {
            if case .inbox(.readPage(let read)) = effect {
                house.dispatch(.inbox(.pageRead(read, .failure(.timedOut))))
            }
        }
        try house.press("j", "j", "j")
        #expect(Set(house.state.inbox.rows.map(\.conversation.assignee)).count == 2, "still the old rows")
        #expect(house.state.inbox.rows.count == before, "and nothing added to them")
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.shownNumbers == Array(stride(from: 0, to: 20, by: 2)))
    }

    @Test("Where nothing matches the list says so, and j, k, g, G and Enter do no harm")
    func empty() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        house.conversations = []
        try house.press("4")
        #expect(house.screen.contains("Nothing matches."))
        try house.press("j", "k", "g", "G", "PgDn", "PgUp", "u", "Enter")
        #expect(house.state.focus == .inbox)
        #expect(house.screen.contains("No conversation is selected."))
    }

    @Test("Going into a conversation and back leaves the list as it was", arguments: [80, 120])
    func thereAndBack(columns: Int) throws {
        var house = ConsoleHarness(columns: columns, rows: 24, conversations: ConsoleHarness.many(100))
        try house.press("PgDn", "PgDn", "k", "k", "k")
        let before = house.shownNumbers
        try house.press("Enter")
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("Esc")
        #expect(house.shownNumbers == before)
    }

    @Test("J and K open the neighbours one after the other")
    func neighbours() throws {
        var house = ConsoleHarness(columns: 120, rows: 24, conversations: ConsoleHarness.many(300))
        try house.press("Enter", "J", "J", "J", "K")
        #expect(house.state.thread?.row.guest.plain == "Guest 2")
        #expect(house.selectedNumber == 2)
        for _ in 0..<250 { try house.press("J") }
        #expect(house.state.thread?.row.guest.plain == "Guest 252")
    }

    @Test("Where the open conversation left the list, J opens the one that took its place")
    func neighbourOfGone() throws {
        var house = ConsoleHarness(columns: 120, rows: 24, conversations: ConsoleHarness.many(10))
        try house.press("j", "j", "Enter")
        house.conversations[2].state = .resolue
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("J")
        #expect(house.state.thread?.row.guest.plain == "Guest 3")
    }
}

extension ConsoleHarness {
    /// The number in the selected guest's name.
    var selectedNumber: Int? { state.inbox.selected.flatMap { Self.number($0) } }

    /// The numbers of the guests on the screen, from top to bottom.
    var shownNumbers: [Int] {
        canvas.lines.compactMap { line in
            line.firstRange(of: "Guest ").flatMap { Int(line[$0.upperBound...].prefix { $0.isNumber }) }
        }
    }

    private static func number(_ row: ConversationRow) -> Int? { Int(row.guest.plain.dropFirst("Guest ".count)) }
}
