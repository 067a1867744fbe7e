import Console
import Domain
import Screen
import Testing

@Suite("Which conversation a key acts on")
struct TargetTests {
    private static let sofia = ConsoleHarness.guests[0]
    private static let james = ConsoleHarness.guests[1]

    private func notice(_ house: ConsoleHarness) -> String { house.canvas.lines.last ?? "" }

    @Test(
        "At every width, with the list or the thread in focus, each box says whose it is",
        arguments: [80, 120, 200],
        ["s", "p", "t", "T", "a", "m"]
    )
    func boxes(columns: Int, key: String) throws {
        for isInThread in [false, true] {
            var house = ConsoleHarness(columns: columns, rows: 24, role: .superviseur)
            try house.press("Enter")
            if !isInThread { try house.press(columns >= 100 ? "Tab" : "Esc", "j") }
            let guest = isInThread ? Self.sofia : Self.james
            try house.press(key)
            let name = try #require(guest.guestName?.original)
            #expect(house.canvas.lines.contains { $0.contains("── ") && $0.contains(name) }, "\(key)")
            #expect(house.state.overlay != nil)
        }
    }

    @Test("In the list's focus a change is the selected guest's, whoever's thread stands beside it")
    func besideAnother() throws {
        var house = ConsoleHarness(columns: 120, rows: 24, role: .superviseur)
        try house.press("Enter", "Tab", "j", "s")
        #expect(house.screen.contains("State · James Okafor · Riad Majorelle Garden"))
        try house.press("Enter")
        #expect(house.changed == [Self.james.id])
        house.dispatch(.changes(.completed(.state(.enCours), on: Self.james.id, .success(()))))
        #expect(notice(house).contains("James Okafor · Now in progress."))
    }

    @Test("A conversation taken from the queue is the selected one, wherever the selection was")
    func taken() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("G", "n")
        #expect(house.state.thread?.conversation.id == Self.james.id)
        #expect(house.state.inbox.selected?.conversation.id == Self.james.id)
        try house.press("Esc", "r")
        #expect(house.state.composer?.conversation == Self.james.id)
        #expect(house.screen.contains("Reply on Beds24 to James Okafor"))
    }

    @Test("If it left the list by being taken, nobody else is selected in its stead")
    func takenAway() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("2", "j", "n", "^R")
        #expect(!house.state.inbox.rows.contains { $0.conversation.id == Self.james.id })
        try house.press("Esc", "r")
        #expect(house.state.composer == nil)
        #expect(notice(house).contains("Nothing is selected in this list: j selects."))
        house.wait(.seconds(1))
        try house.press("j", "i")
        #expect(house.state.composer?.conversation == house.state.inbox.selected?.conversation.id)
        #expect(house.state.composer != nil)
    }

    @Test("What is typed while a conversation is being taken waits for it, and never goes to another")
    func typedWhileTaking() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.pressWithoutReplies("n", "r")
        house.type("Bonjour")
        #expect(house.state.composer == nil)
        #expect(house.state.thread?.conversation.id == Self.james.id)
        #expect(house.sent.isEmpty)
    }

    @Test("A conversation that is resolved in its thread takes the selection with it")
    func resolved() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("Enter")
        house.conversations[0].state = .resolue
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("Esc", "r")
        #expect(house.state.composer == nil)
        #expect(house.state.inbox.selected == nil)
    }

    @Test("The next one after a conversation that left the list is the one in its place")
    func neighbour() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter")
        house.conversations[0].state = .resolue
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("J")
        #expect(house.state.thread?.conversation.id == Self.james.id)
    }

    @Test(
        "A guest who has just slid under the selection takes no key meant for the one before",
        arguments: ["r", "c", "s"]
    )
    func slidUnder(key: String) throws {
        var house = ConsoleHarness(columns: 120, rows: 24, role: .superviseur)
        house.conversations.removeFirst()
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.pressWithoutReplies(key)
        #expect(house.state.overlay == nil && house.state.composer == nil)
        #expect(house.changed.isEmpty)
        #expect(notice(house).contains("James Okafor · It has just taken another's place"))
        house.wait(.seconds(1))
        try house.press(key)
        #expect(house.state.overlay != nil || house.state.composer != nil || !house.changed.isEmpty)
    }

    @Test("Keys typed before the first page is there act on no row that wasn't on the screen")
    func beforeFirstPage() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.pressWithoutReplies("3", "s")
        let pages = house.takeAsked()
        #expect(house.state.overlay != nil, "the rows before are still there to be seen")
        try house.pressWithoutReplies("Esc")
        var fresh = ConsoleHarness(columns: 120, rows: 24, conversations: [])
        fresh.conversations = ConsoleHarness.guests
        try fresh.pressWithoutReplies("3", "r")
        fresh.type("Bonjour")
        #expect(fresh.state.composer == nil)
        #expect(fresh.sent.isEmpty)
        #expect(!pages.isEmpty)
    }

    @Test("The wheel over a list beside an open thread scrolls it, and selects nobody")
    func wheel() throws {
        var house = ConsoleHarness(columns: 120, rows: 12, conversations: ConsoleHarness.many(40))
        try house.press("Enter")
        let open = house.state.thread?.conversation.id
        for _ in 1...4 { house.dispatch(.input(.mouse(.wheelDown, Point(column: 5, row: 6)))) }
        #expect(house.state.inbox.selected?.conversation.id == open)
        #expect(house.state.inbox.top > 0)
    }

    @Test("Which pane takes the keys shows without colour", arguments: [80, 120, 200])
    func focus(columns: Int) throws {
        var house = ConsoleHarness(columns: columns, rows: 24)
        func bars() -> [String] {
            house.canvas.lines.filter { $0.contains("▌") }.map { String($0.drop { $0 != "▌" }) }
        }
        #expect(bars().contains { $0.hasPrefix("▌‼  Sofia Moreau") })
        try house.press("Enter")
        #expect(bars().count == (1))
        #expect(bars().contains { $0.hasPrefix("▌Sofia Moreau") }, "in the thread's title")
        try house.press("r")
        #expect(bars().contains { $0.hasPrefix("▌─ Reply on WhatsApp to Sofia Moreau") })
        try house.press("Esc")
        guard columns >= 100 else { return }
        try house.press("Tab")
        #expect(bars().contains { $0.hasPrefix("▌‼  Sofia Moreau") })
    }

    @Test("Discarding, canned replies, notes, records and unsent messages say whose they are")
    func others() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter", "i")
        house.type("x")
        #expect(house.screen.contains("Note, not sent to the guest · Sofia Moreau"))
        try house.press("^X")
        #expect(house.screen.contains("Discard the draft for Sofia Moreau?"))
        try house.press("y", "r", "^R")
        #expect(house.screen.contains("Canned replies · Sofia Moreau"))
        try house.press("Esc", "Esc", "e")
        #expect(house.screen.contains("Details · Sofia Moreau"))
        try house.press("Enter")
        #expect(house.screen.contains("Guest · Sofia Moreau"))
        try house.press("Esc", "Esc", "r")
        house.type("Bonjour")
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 8))))
        try house.press("^S")
        #expect(notice(house).contains("Sofia Moreau · Saved"))
        try house.press("^Q")
        #expect(house.screen.contains("1 unsent message to Sofia Moreau"))
    }
}

extension ConsoleHarness {
    /// The conversations that were asked to change, in order.
    var changed: [Identifier<Conversation>] {
        done.compactMap { effect in
            if case .changes(.change(_, let id, _, _)) = effect { id } else { nil }
        }
    }
}
