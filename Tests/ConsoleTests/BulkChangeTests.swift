import Console
import Domain
import Testing

@Suite("Changing many at once")
struct BulkChangeTests {
    private func house(_ conversations: [Conversation] = ConsoleHarness.guests) -> ConsoleHarness {
        ConsoleHarness(columns: 120, rows: 24, role: .superviseur, conversations: conversations)
    }

    private func notice(_ house: ConsoleHarness) -> String { house.canvas.lines.last ?? "" }

    @Test("The marked ones are reassigned, with how many before Enter and a report that counts down")
    func reassigns() throws {
        var house = house()
        try house.press("Space", "Space", "a")
        #expect(house.screen.contains("Assign 2 conversations"))
        house.type("yous")
        try house.press("Enter")
        #expect(house.conversations[0].assignee == ConsoleHarness.me)
        try house.press("Enter")
        #expect(house.conversations.prefix(2).map(\.assignee) == [ConsoleHarness.youssef, ConsoleHarness.youssef])
        #expect(notice(house).contains("2 reassigned to Youssef Tazi · z undo (10 s)"))
        house.wait(.seconds(2))
        #expect(notice(house).contains("z undo (8 s)"))
        #expect(!house.canvas.lines[0].contains("marked"))
        try house.press("j")
        #expect(notice(house).contains("z undo (8 s)"))
    }

    @Test("The selection goes on to what comes next, and not with what moves away; taken back, it stays there")
    func staysInPlace() throws {
        var house = house(ConsoleHarness.many(60))
        func selected() -> String { house.canvas.lines.first { $0.hasPrefix("▌") } ?? "" }
        try house.press("j", "v", "j", "j", "p", "Down", "Down", "Down", "Enter")
        #expect(house.conversations.count { $0.priority == .low } == 3)
        #expect(selected().contains("Guest 4"))
        #expect(house.canvas.lines[2].contains("Guest 0"))
        try house.press("z")
        #expect(house.conversations.count { $0.priority == .low } == 0)
        #expect(selected().contains("Guest 4"))
        #expect(house.canvas.lines[2].contains("Guest 0"))
    }

    @Test("Many go to several agents where somebody chooses that, and the report says to whom")
    func spreads() throws {
        var house = house()
        try house.press("Space", "Space", "Space", "a", "^T", "Up")
        #expect(
            house.screen.contains("several agents") && house.screen.contains("each to the next in turn in its zone")
        )
        try house.press("Enter")
        house.type("relève")
        try house.press("Enter")
        guard case .change(let order) = house.steered.last else {
            Issue.record("nothing was asked for")
            return
        }
        #expect(order.change == .distribute(.roundRobin) && order.reason == "relève")
        #expect(notice(house).contains("3 distributed to 2 agents · z undo (10 s) · y to whom"))
        try house.press("y")
        #expect(house.screen.contains("2 to Fatima El-Fassi") && house.screen.contains("1 to Youssef Tazi"))
        try house.press("Esc", "z")
        #expect(house.conversations == ConsoleHarness.guests)
    }

    @Test("One conversation goes to one person: several are offered for many alone, and never by Enter at once")
    func offersSeveral() throws {
        var house = house()
        try house.press("a")
        #expect(!house.screen.contains("several agents"))
        try house.press("Esc", "Space", "Space", "a", "Enter", "Enter")
        #expect(notice(house).contains("2 reassigned to Fatima El-Fassi"))
    }

    @Test("The clock is asked to tick each second while that counts, and no longer")
    func ticks() throws {
        var house = house()
        try house.press("Space", "p", "Enter", "Space", "Space", "p", "j", "Enter")
        #expect(house.done.last == .wake(after: .seconds(1)))
        house.wait(.milliseconds(9_500))
        house.answer()
        #expect(house.done.last == .wake(after: .milliseconds(500)))
        let before = house.done.count
        house.wait(.milliseconds(500))
        house.answer()
        #expect(house.done.count == before)
        #expect(!notice(house).contains("undo"))
    }

    @Test("z takes all of it back within the time, once")
    func undoes() throws {
        var house = house()
        try house.press("Space", "Space", "p", "j", "j", "Enter")
        #expect(house.conversations.prefix(2).map(\.priority) == [.medium, .medium])
        try house.press("z")
        #expect(house.conversations.prefix(2).map(\.priority) == [.urgent, .high])
        #expect(notice(house).contains("2 restored"))
        try house.press("z")
        #expect(notice(house).contains("nothing to undo"))
    }

    @Test("While a later change is under way z doesn't take back the one before it")
    func undoesTheLastOne() throws {
        var house = house()
        try house.press("Space", "p", "j", "Enter", "Space", "Space", "p", "j", "j")
        try house.pressWithoutReplies("Enter", "z")
        #expect(notice(house).contains("still in progress"))
        house.answer()
        #expect(!house.steered.contains { if case .undo = $0 { true } else { false } })
        try house.press("z")
        guard case .undo(let batch, _) = house.steered.last else {
            Issue.record("nothing was taken back")
            return
        }
        #expect(batch == Identifier(high: 3, low: 2))
    }

    @Test("Where the line dies under an undoing it can be tried again while there is time")
    func undoesAgain() throws {
        var house = house()
        try house.press("Space", "Space", "p", "j", "j", "Enter")
        try house.pressWithoutReplies("z")
        for case .assignment(let request) in house.takeAsked() {
            house.dispatch(.assignment(request.event(for: .offline)))
        }
        #expect(notice(house).contains("You're offline"))
        house.answer()
        try house.press("z")
        #expect(house.conversations.prefix(2).map(\.priority) == [.urgent, .high])
        #expect(notice(house).contains("2 restored"))
    }

    @Test("After that time it is too late, and nothing is asked")
    func tooLate() throws {
        var house = house()
        try house.press("Space", "Space", "p", "j", "j", "Enter")
        house.wait(.seconds(10))
        try house.press("z")
        #expect(notice(house).contains("Too late to undo."))
        #expect(house.conversations[0].priority == .medium)
        #expect(!house.steered.contains { if case .undo = $0 { true } else { false } })
    }

    @Test("Where the server says that it is too late, so does the console")
    func tooLateThere() throws {
        var house = house()
        try house.press("Space", "Space", "p", "j", "j", "Enter")
        house.batches = [:]
        try house.press("z")
        #expect(notice(house).contains("Too late to undo."))
    }

    @Test("Without a change before, there is nothing to undo")
    func nothing() throws {
        var house = house()
        try house.press("z")
        #expect(notice(house).contains("There is nothing to undo."))
        try house.press("y")
        #expect(notice(house).contains("Nothing was skipped."))
    }

    @Test("What was left alone is counted, and y says which and why")
    func skipped() throws {
        var house = house()
        try house.press("Space", "Space", "Space")
        house.assign(ConsoleHarness.guests[1].id, to: ConsoleHarness.fatima)
        try house.press("a")
        house.type("yous")
        try house.press("Enter", "Enter")
        #expect(notice(house).contains("2 reassigned to Youssef Tazi · z undo (10 s) · y why 1 was not"))
        #expect(house.conversations[1].assignee == ConsoleHarness.fatima)
        try house.press("y")
        #expect(house.screen.contains("James Okafor: Fatima El-Fassi claimed it first."))
        try house.press("Esc")
        #expect(house.state.overlay == nil)
    }

    @Test("Where all of it was left alone the report says that nothing changed", arguments: Language.allCases)
    func noneChanged(language: Language) throws {
        var house = ConsoleHarness(columns: 120, rows: 24, role: .superviseur, language: language)
        try house.press("Space", "Space")
        for guest in ConsoleHarness.guests.prefix(2) { house.assign(guest.id, to: ConsoleHarness.fatima) }
        try house.press("a")
        house.type("yous")
        try house.press("Enter", "Enter")
        let report = language == .english ? " Nothing changed · y why" : " Rien n’a changé · y pourquoi"
        #expect(notice(house).hasPrefix(report))
        #expect(!notice(house).contains("z "))
        try house.press("y")
        #expect(house.screen.contains("James Okafor: "))
    }

    @Test("All that was left alone can be scrolled to, on any screen", arguments: [10, 24, 40])
    func skippedMany(rows: Int) throws {
        var house = ConsoleHarness(columns: 120, rows: rows, role: .superviseur, conversations: ConsoleHarness.many(21))
        try house.press("*")
        for index in 0..<20 { house.assign(ConsoleHarness.many(21)[index].id, to: ConsoleHarness.fatima) }
        try house.press("a")
        house.type("yous")
        try house.press("Enter", "Enter", "y")
        let before = house.screen
        #expect(before.contains("Fatima El-Fassi claimed it first"))
        for _ in 0..<30 { try house.press("j") }
        #expect(
            (0..<20).allSatisfy { number in
                house.screen.contains("Guest \(number): ") || before.contains("Guest \(number): ") || rows < 24
            }
        )
        let last = house.canvas.lines.last { $0.contains(": Fatima") } ?? ""
        try house.press("j")
        #expect(house.canvas.lines.last { $0.contains(": Fatima") } == last)
        #expect(house.canvas.lines.filter { $0.contains(": Fatima") }.count == min(16, rows - 2))
    }

    @Test("Tags are put on all marked, and taken off with a minus, but not both at once")
    func tags() throws {
        var house = house()
        try house.press("Space", "Space", "t")
        #expect(house.screen.contains("Tags on 2 conversations"))
        house.type("wifi vip\n")
        #expect(house.conversations[1].tags == [UntrustedText("wifi"), UntrustedText("vip")])
        #expect(notice(house).contains("2 tagged"))
        try house.press("g", "Space", "Space", "t")
        house.type("-wifi neuf\n")
        #expect(notice(house).contains("not both at once"))
        for _ in 0..<10 { try house.press("Backspace") }
        house.type("-wifi\n")
        #expect(house.conversations[1].tags == [UntrustedText("vip")])
    }

    @Test("A state is offered that one of them at least can get")
    func states() throws {
        var house = house()
        house.conversations[0].state = .resolue
        try house.press("f", "j", "j", "j", "j", "Space", "Enter", "*", "s")
        #expect(house.screen.contains("State of 5 conversations"))
        #expect(house.screen.contains("archived"))
        #expect(house.screen.contains("new"))
    }

    @Test("Without marks s, p and t change one conversation, as ever")
    func single() throws {
        var house = house()
        try house.press("p", "j", "Enter")
        let guest = ConsoleHarness.guests[0]
        #expect(
            house.done.last
                == .changes(
                    .change(.priority(.high), on: guest.id, assignee: ConsoleHarness.me, seen: guest.lastSequence)
                )
        )
        #expect(house.steered.isEmpty)
    }

    @Test("Whoever can't be given anything now is named")
    func cannotBeGiven() throws {
        var house = house()
        try house.press("Space", "a")
        house.type("yous")
        try house.press("Enter")
        try house.pressWithoutReplies("Enter")
        for case .assignment(let request) in house.takeAsked() {
            house.dispatch(.assignment(request.event(for: .refused(.invalidInput))))
        }
        #expect(notice(house).contains("Youssef Tazi can't take it now."))
        #expect(house.canvas.lines[0].contains("1 marked"))
    }

    @Test("A line that dies says so and leaves the marks")
    func offline() throws {
        var house = house()
        try house.press("Space", "Space", "p")
        try house.pressWithoutReplies("Enter")
        let asked = house.takeAsked()
        guard case .assignment(let request) = asked.last else {
            Issue.record("nothing was asked")
            return
        }
        house.dispatch(.assignment(request.event(for: .offline)))
        #expect(notice(house).contains("You're offline"))
        #expect(house.canvas.lines[0].contains("2 marked"))
    }
}
