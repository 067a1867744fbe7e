import Console
import Domain
import Testing

@Suite("Marking conversations")
struct MarkTests {
    private func house(_ conversations: [Conversation] = ConsoleHarness.guests, role: AppRole = .superviseur)
        -> ConsoleHarness
    {
        ConsoleHarness(columns: 120, rows: 24, role: role, conversations: conversations)
    }

    private func notice(_ house: ConsoleHarness) -> String { house.canvas.lines.last ?? "" }

    private func changed(_ house: ConsoleHarness) -> Set<Identifier<Conversation>> {
        guard case .change(let order) = house.steered.last, case .items(let items) = order.target else { return [] }
        return Set(items.map(\.id))
    }

    @Test("Space marks and goes on, and the header counts; marks show without colour")
    func marks() throws {
        var house = house()
        try house.press("Space", "Space")
        #expect(house.canvas.lines[0].contains("2 marked"))
        #expect(house.canvas.lines[2].contains("✓ Sofia Moreau"))
        #expect(house.canvas.lines[4].contains("✓ James Okafor"))
        #expect(!house.canvas.lines[6].contains("✓"))
        #expect(house.canvas.lines[6].hasPrefix("▌"))
        try house.press("k", "Space")
        #expect(house.canvas.lines[0].contains("1 marked"))
    }

    @Test("Esc takes the marks away, and only then asks to leave")
    func unmarks() throws {
        var house = house()
        try house.press("Space", "Space", "Esc")
        #expect(!house.screen.contains("marked"))
        #expect(!house.screen.contains("✓"))
        #expect(house.state.overlay == nil)
        try house.press("Esc")
        #expect(house.screen.contains("Leave riad?"))
    }

    @Test(
        "While some are marked, what can't be done to all of them isn't done to the selected one",
        arguments: ["c", "x", "T"]
    )
    func refusals(key: String) throws {
        var house = house()
        try house.press("Space", key)
        #expect(notice(house).contains("One at a time only"))
        #expect(house.steered.isEmpty)
        #expect(house.state.overlay == nil)
    }

    @Test("v begins a range that follows the selection, and ends it")
    func range() throws {
        var house = house(ConsoleHarness.many(30))
        try house.press("j", "v", "j", "j", "j")
        #expect(house.canvas.lines[0].contains("4 marked"))
        try house.press("k")
        #expect(house.canvas.lines[0].contains("3 marked"))
        try house.press("v", "j", "j")
        #expect(house.canvas.lines[0].contains("3 marked"))
        try house.press("p", "Enter")
        #expect(changed(house) == Set((1...3).map { ConsoleHarness.many(30)[$0].id }))
    }

    @Test("What comes in between the ends of a range isn't marked by itself")
    func arrivalInRange() throws {
        var house = house(ConsoleHarness.many(30))
        try house.press("j", "v", "j", "j", "v")
        house.conversations[20].lastMessageAt = ConsoleHarness.conversation(1, "", "", "", minutesAgo: 2).lastMessageAt
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.shownNumbers.prefix(5).contains(20))
        #expect(house.canvas.lines[0].contains("3 marked"))
    }

    @Test("* marks everything in a short list one by one, said with the count")
    func everythingHere() throws {
        var house = house()
        try house.press("*")
        #expect(house.canvas.lines[0].contains("5 marked"))
        #expect(notice(house).contains("All 5 that match are marked."))
        try house.press("Space")
        #expect(house.canvas.lines[0].contains("4 marked"))
    }

    @Test("* marks everything in a long list as the filter has it, counted by the counters")
    func everythingBeyond() throws {
        var house = house(ConsoleHarness.many(1_000))
        try house.press("*")
        #expect(house.canvas.lines[0].contains("all 1 000 marked"))
        try house.press("p")
        #expect(house.screen.contains("Priority of all 1 000 conversations"))
        try house.press("Enter", "y")
        guard case .change(let order) = house.steered.last, case .allMatching(let query, let moment) = order.target
        else {
            Issue.record("no change of everything")
            return
        }
        #expect(query == house.state.inbox.query)
        #expect(moment == ConsoleHarness.now)
        #expect(house.conversations.allSatisfy { $0.priority == .urgent })
        #expect(!house.screen.contains("marked"))
    }

    @Test("While everything is marked no single mark is taken away, for that would change nothing")
    func everythingStays() throws {
        var house = house(ConsoleHarness.many(1_000))
        try house.press("*", "j", "Space")
        #expect(notice(house).contains("Esc unmarks"))
        #expect(house.canvas.lines[0].contains("all 1 000 marked"))
        try house.press("Esc")
        #expect(!house.canvas.lines[0].contains("marked"))
    }

    @Test("A message that comes after everything was marked isn't meant, and its row shows so")
    func laterMessage() throws {
        var house = house(ConsoleHarness.many(1_000))
        try house.press("*")
        house.conversations[0].lastMessageAt = ConsoleHarness.now + .seconds(5)
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(!house.canvas.lines[2].contains("✓"))
        #expect(house.canvas.lines[4].contains("✓"))
    }

    @Test("Marks stay through refreshes and other orders, wherever the rows go")
    func refreshes() throws {
        var house = house(ConsoleHarness.many(30))
        try house.press("j", "j", "Space")
        house.conversations[20].lastMessageAt = ConsoleHarness.now
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("o")
        let line = house.canvas.lines.first { $0.contains("Guest 2 ") }
        #expect(line?.contains("✓") == true)
        #expect(house.canvas.lines[0].contains("1 marked"))
    }

    @Test("Another order ends a range: no row between its ends there comes into it")
    func rangeAndOrder() throws {
        var house = house(ConsoleHarness.many(30))
        try house.press("j", "j", "j", "j", "v", "j", "j")
        #expect(house.canvas.lines[0].contains("3 marked"))
        try house.press("o", "j")
        #expect(house.canvas.lines[0].contains("3 marked"))
    }

    @Test("* where nothing matches says so")
    func everythingOfNothing() throws {
        var house = house([])
        try house.press("*")
        #expect(notice(house).contains("No conversation is selected."))
    }

    @Test("* in zones is counted too, before Enter")
    func everythingInZones() throws {
        let count = 400
        let conversations = ConsoleHarness.many(1_000).enumerated().map { index, row in
            var row = row
            row.zone = index < count ? "casablanca_centre" : nil
            return row
        }
        var house = house(conversations)
        try house.press("w", "j", "j", "Enter", "*")
        #expect(house.canvas.lines[0].contains("all \(count) marked"))
        #expect(notice(house).contains("All \(count) that match are marked."))
    }

    @Test("What is marked while a change is under way stays marked when its answer comes")
    func markedSince() throws {
        var house = house(ConsoleHarness.many(1_000))
        try house.press("*", "p")
        try house.pressWithoutReplies("Enter", "y", "Esc", "Space")
        house.answer()
        #expect(house.canvas.lines[0].contains("1 marked"))
    }

    @Test("A marked row that has left the list is counted where one sees it, before Enter too")
    func notShown() throws {
        var house = house()
        try house.press("Space", "Space")
        house.conversations[0].state = .resolue
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.canvas.lines[0].contains("2 marked, 1 not shown"))
        try house.press("p")
        #expect(house.screen.contains("Priority of 2 conversations, 1 not shown"))
    }

    @Test("Another filter forgets the marks: no change reaches what the person can't have in mind")
    func otherFilter() throws {
        var house = house()
        try house.press("Space", "2")
        #expect(!house.canvas.lines[0].contains("marked"))
        try house.press("3", "p", "Enter")
        #expect(house.steered.isEmpty)
    }

    @Test("An open conversation is changed alone, whatever is marked in the list")
    func openOne() throws {
        var house = house()
        try house.press("Space", "Space", "j", "Enter", "p", "Enter")
        let single = house.done.contains { effect in
            if case .changes(.change(.priority, let id, _, _)) = effect {
                id == ConsoleHarness.guests[3].id
            } else {
                false
            }
        }
        #expect(single)
        #expect(house.canvas.lines[0].contains("2 marked"))
    }

    @Test("An agent marks nothing, and is told why", arguments: ["Space", "v", "*"])
    func agents(key: String) throws {
        var house = house(role: .agent)
        try house.press(key)
        #expect(notice(house).contains("Your role does not allow bulk actions."))
        #expect(!house.screen.contains("✓"))
    }
}
