import Console
import Domain
import Testing

@Suite("Searching messages")
struct MessageSearchTests {
    /// A house with a thread of 400 messages, of which every tenth has the word.
    private func longHouse() -> ConsoleHarness {
        let id = ConsoleHarness.guests[0].id
        let thread = (Int64(1)...400).map { number -> Message in
            let text = number % 10 == 0 ? "La serrure \(number)" : "message \(number)"
            return ConsoleHarness.message(number, .guest, "Sofia Moreau", text, minutesAgo: 401 - number)
        }
        return ConsoleHarness(columns: 120, rows: 40, messages: [id: thread])
    }

    @Test(
        "What was found, with its place in the house and the words marked",
        arguments: [(80, 24), (120, 40), (40, 10)]
    )
    func screens(columns: Int, rows: Int) throws {
        var house = ConsoleHarness(columns: columns, rows: rows)
        try house.press("S")
        house.type("code")
        try house.press("Enter")
        try expectScreen(house.screen, "search-\(columns)x\(rows)")
    }

    @Test("Enter searches, Enter again opens the thread at the message")
    func opens() throws {
        var house = longHouse()
        try house.press("S")
        house.type("serrure")
        try house.press("Enter", "Down", "Down", "Enter")
        #expect(house.state.overlay == nil)
        #expect(house.state.thread?.target == 380)
        #expect(house.screen.contains("La serrure 380"))
        #expect(house.state.focus == .thread)
    }

    @Test("A message far back is shown with what stands around it, and the thread goes on in both directions")
    func farBack() throws {
        var house = longHouse()
        try house.press("S")
        house.type("serrure 100")
        try house.press("Enter", "Enter")
        #expect(house.screen.contains("La serrure 100"))
        #expect(house.screen.contains("message 99"))
        #expect(house.screen.contains("message 101"))
        try house.press("g")
        for _ in 0..<8 { try house.press("PgUp") }
        #expect(house.state.thread?.entries.first?.message.sequence == 1)
        try house.press("G")
        #expect(house.screen.contains("La serrure 400"))
    }

    @Test("More is read where the cursor comes near to the end of what was found")
    func readsOn() throws {
        var house = longHouse()
        try house.press("S")
        house.type("message")
        try house.press("Enter")
        #expect(house.screen.contains("50 and more"))
        for _ in 0..<10 { try house.press("PgDn") }
        #expect(house.screen.contains("100 and more") || house.screen.contains("150 and more"))
    }

    @Test("Esc stops a search that is under way, and its answer changes nothing; Esc again closes")
    func cancels() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("S")
        house.type("code")
        try house.pressWithoutReplies("Enter")
        #expect(house.screen.contains("searching…"))
        let asked = house.takeAsked()
        try house.press("Esc")
        #expect(house.done.last == .search(.cancel))
        asked.forEach { house.answer($0) }
        #expect(!house.screen.contains("found"))
        try house.press("Esc")
        #expect(house.state.overlay == nil)
    }

    @Test("The search is there again as it was left")
    func comesBack() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("S")
        house.type("code")
        try house.press("Enter", "Esc", "S")
        #expect(house.screen.contains("2 found"))
    }

    @Test("What was typed since has to be searched before Enter opens anything")
    func typedSince() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("S")
        house.type("code")
        try house.press("Enter")
        house.type(" nowhere")
        try house.press("Enter")
        #expect(house.state.thread == nil)
        #expect(house.screen.contains("nothing found"))
    }

    @Test(
        "A search that fails says why and keeps what was typed",
        arguments: [Failure.refused(.invalidInput), .timedOut, .offline]
    )
    func fails(failure: Failure) throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("S")
        house.type("code")
        try house.pressWithoutReplies("Enter")
        for effect in house.takeAsked() {
            if case .search(.read(let read)) = effect { house.dispatch(.search(.found(read, .failure(failure)))) }
        }
        #expect(house.screen.contains("code"))
        #expect(!house.screen.contains("searching"))
    }

    @Test("A found message doesn't open over what the person writes by then, or has opened")
    func opensTooLate() throws {
        for keys in [["1", "j", "j", "Enter", "i"], ["1", "j", "j", "Enter"], ["S"]] {
            var house = ConsoleHarness(columns: 120, rows: 24)
            try house.press("S")
            house.type("code")
            try house.press("Enter")
            try house.pressWithoutReplies("Enter")
            let late = house.takeAsked()
            for key in keys { try house.press(key) }
            let before = (house.state.thread?.conversation.id, house.state.focus, house.state.overlay == nil)
            late.forEach { house.answer($0) }
            house.answer()
            #expect((house.state.thread?.conversation.id, house.state.focus, house.state.overlay == nil) == before)
        }
    }

    @Test("Opening a message while more are being read leaves a search that can go on")
    func opensWhileReading() throws {
        var house = longHouse()
        try house.press("S")
        house.type("message")
        try house.press("Enter")
        for _ in 0..<3 { try house.press("PgDn") }
        try house.pressWithoutReplies("PgDn", "Enter")
        #expect(house.takeAsked().contains(.search(.cancel)))
        try house.press("S")
        #expect(!house.screen.contains("searching"))
        try house.press("Down")
        #expect(house.screen.contains("100 and more"))
    }

    @Test("A line lost under the way to a message is gone again when it is back")
    func lineLostUnderWay() throws {
        var house = longHouse()
        try house.press("S")
        house.type("serrure 100")
        try house.press("Enter")
        try house.pressWithoutReplies("Enter")
        for case .thread(.readConversation(let id)) in house.takeAsked() {
            house.answer(.thread(.readConversation(id)))
        }
        house.dropRequests()
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 1))))
        house.dispatch(.session(.connectionChanged(.live)))
        house.answer()
        #expect(house.screen.contains("La serrure 100"))
    }

    @Test("A conversation that is gone meanwhile is said, and nothing opens")
    func gone() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("S")
        house.type("code")
        try house.press("Enter")
        house.conversations = []
        try house.press("Enter")
        #expect(house.state.thread == nil)
        #expect(house.state.notice != nil)
    }
}
