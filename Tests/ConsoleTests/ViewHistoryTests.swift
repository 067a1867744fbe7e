import Console
import Domain
import Screen
import Testing

@Suite("Going back and forward through the views")
struct ViewHistoryTests {
    /// A long list, every other conversation one's own.
    private func house(columns: Int = 80) -> ConsoleHarness {
        var rows = ConsoleHarness.many(1_000)
        for index in rows.indices where index % 2 == 0 { rows[index].assignee = ConsoleHarness.me }
        return ConsoleHarness(columns: columns, rows: 24, conversations: rows)
    }

    @Test("[ goes back view by view, ] forward again, and what is new takes the place of what lay ahead")
    func toAndFro() throws {
        var house = house()
        let all = house.state.inbox.query
        try house.press("1")
        let mine = house.state.inbox.query
        try house.press("2")
        let free = house.state.inbox.query
        try house.press("[")
        #expect(house.state.inbox.query == mine)
        try house.press("[")
        #expect(house.state.inbox.query == all)
        try house.press("]", "]")
        #expect(house.state.inbox.query == free)
        try house.press("[", "4", "]")
        #expect(house.screen.contains("There is no later view."))
        try house.press("[")
        #expect(house.state.inbox.query == mine)
    }

    @Test("The place in each list is kept, deep in it and near its beginning", arguments: [3, 25, 180])
    func place(row: Int) throws {
        var house = house()
        for _ in 0..<row + 5 { try house.press("j") }
        for _ in 0..<5 { try house.press("k") }
        let shown = house.shownNumbers
        try house.press("1")
        for _ in 0..<60 { try house.press("j") }
        try house.press("[")
        #expect(house.selectedNumber == row)
        #expect(house.shownNumbers == shown, "each row on its line")
        try house.press("]")
        #expect(house.selectedNumber == 120)
        try house.press("-")
        #expect(house.selectedNumber == row)
        #expect(house.shownNumbers == shown)
        for expected in row + 1...row + 200 {
            try house.press("j")
            try #require(house.selectedNumber == expected)
        }
        for expected in (0..<row + 200).reversed() {
            try house.press("k")
            try #require(house.selectedNumber == expected)
        }
    }

    @Test("An order of the list is kept with it, and is no view of its own")
    func order() throws {
        var house = house()
        try house.press("1", "o", "2", "[")
        #expect(house.state.inbox.query.order == .activity && house.state.inbox.query.assignment == .mine)
        try house.press("[")
        #expect(house.state.inbox.query.order == .priority && house.state.inbox.query.assignment != .mine)
    }

    @Test("Where the conversation left the list meanwhile, its neighbour stands in its place")
    func gone() throws {
        var house = house()
        for _ in 0..<100 { try house.press("j") }
        try house.press("1")
        house.conversations.remove(at: 100)
        try house.press("[")
        #expect(house.selectedNumber == 101)
    }

    @Test("Where all from that place on has left the list, its end is shown")
    func shorter() throws {
        var house = house()
        for _ in 0..<300 { try house.press("j") }
        try house.press("1")
        house.conversations.removeLast(900)
        try house.press("[")
        #expect(house.selectedNumber == 99)
        #expect(house.shownNumbers == Array(90...99))
    }

    @Test("A page that failed, or a view left before it was read, loses no place")
    func unanswered() throws {
        var house = house()
        for _ in 0..<100 { try house.press("j") }
        try house.press("1")
        try house.pressWithoutReplies("[")
        for effect in house.takeAsked() {
            if case .inbox(.readPage(let read)) = effect {
                house.dispatch(.inbox(.pageRead(read, .failure(.timedOut))))
            }
        }
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.selectedNumber == 100)
        try house.pressWithoutReplies("]", "[", "-", "-")
        house.answer()
        #expect(house.selectedNumber == 100)
    }

    @Test("g and G count where they are pressed before the list has come back")
    func jumps() throws {
        var house = house()
        for _ in 0..<100 { try house.press("j") }
        try house.press("1")
        try house.pressWithoutReplies("[", "g")
        house.answer()
        #expect(house.selectedNumber == 0)
        for _ in 0..<100 { try house.press("j") }
        try house.press("1")
        try house.pressWithoutReplies("[", "G")
        house.answer()
        #expect(house.selectedNumber == 999)
    }

    @Test("Where there is none, it says so, and help has the reason")
    func none() throws {
        var house = house()
        try house.press("[")
        #expect(house.screen.contains("There is no earlier view."))
        try house.press("]")
        #expect(house.screen.contains("There is no later view."))
    }

    @Test("Marks go when another list is shown")
    func marks() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, role: .superviseur, conversations: ConsoleHarness.many(100))
        try house.press("1", "3", "Space", "Space")
        #expect(house.state.assignment.marks.isEmpty == false)
        try house.press("[")
        #expect(house.state.assignment.marks.isEmpty)
    }
}
