import Console
import Domain
import Screen
import Testing

@Suite("Saved views on the screen")
struct ViewsTests {
    private func house(
        columns: Int = 80,
        rows: Int = 24,
        role: AppRole = .agent,
        language: Language = .english,
        ownZones: [Int16] = []
    ) -> ConsoleHarness {
        ConsoleHarness(
            columns: columns,
            rows: rows,
            role: role,
            language: language,
            ownZones: ownZones,
            views: ConsoleHarness.keptViews
        )
    }

    @Test(
        "In a box where the screen is narrow, in the sidebar where it is wide",
        arguments: [(80, 24), (200, 50), (40, 10)]
    )
    func list(columns: Int, rows: Int) throws {
        var house = house(columns: columns, rows: rows, ownZones: [1])
        try house.press("V", "j", "j")
        try expectScreen(house.screen, "views-\(columns)x\(rows)")
        try house.press("Esc")
        if columns >= 150 { try expectScreen(house.screen, "sidebar-\(columns)x\(rows)") }
    }

    @Test("In French")
    func french() throws {
        var house = house(language: .french)
        try house.press("V")
        try expectScreen(house.screen, "views-french")
        try house.press("a")
        try expectScreen(house.screen, "view-form-french")
    }

    @Test("A view is opened by its line or its digit, the header calls it by name, and - goes back")
    func opens() throws {
        var house = house()
        try house.press("V", "G", "k", "Enter")
        #expect(
            house.state.inbox.query
                == InboxQuery(priorities: [.high, .urgent], assignment: .unassigned, order: .deadline)
        )
        #expect(house.canvas.lines[0].contains("riad  Urgent, free"))
        #expect(house.screen.contains("James Okafor") && !house.screen.contains("Klaus Weber"))
        try house.press("-")
        #expect(house.screen.contains("Klaus Weber") && house.canvas.lines[0].contains("Inbox"))
        try house.press("-")
        #expect(!house.screen.contains("Klaus Weber"))
        try house.press("V", "1")
        #expect(house.state.inbox.query.assignment == .mine && house.state.overlay == nil)
        try house.press("V", "5")
        #expect(house.canvas.lines[0].contains("Mine that wait"))
    }

    @Test("Before any other view was shown, - says so", arguments: [[], [Int16(1)]])
    func noLastView(zones: [Int16]) throws {
        var house = house(ownZones: zones)
        try house.press("-")
        #expect(house.screen.contains("There is no view to go back to."))
    }

    @Test("A view keeps the list's order unless it names one")
    func order() throws {
        var house = house()
        try house.press("o", "V", "5")
        #expect(house.state.inbox.query.order == .activity)
        try house.press("V", "6")
        #expect(house.state.inbox.query.order == .deadline)
    }

    @Test("From an open conversation a view leads back to the list, on a narrow screen too", arguments: [80, 200])
    func fromThread(columns: Int) throws {
        var house = house(columns: columns)
        try house.press("Enter", "V", "2")
        #expect(house.state.focus == .inbox)
        #expect(house.screen.contains("Giulia Rossi"))
    }

    @Test("The filter is kept as a view of one's own; what is wrong is said at its field")
    func saves() throws {
        var house = house()
        try house.press("1", "V", "a")
        try expectScreen(house.screen, "view-form-80x24")
        try house.press("Enter")
        #expect(house.screen.contains("A view needs a name"))
        house.type("Fil rouge")
        try house.press("Tab")
        house.type(" zone:atlantis")
        try house.press("Enter")
        #expect(house.screen.contains("No zone matches “atlantis”."))
        let rows = house.canvas.lines
        let row = try #require(rows.firstIndex { $0.contains("zone:atlantis") })
        let word = try #require(rows[row].firstRange(of: "atlantis")).lowerBound
        let caret = try #require(rows[row + 1].firstIndex(of: "^"))
        #expect(
            rows[row + 1].distance(from: rows[row + 1].startIndex, to: caret)
                == rows[row].distance(from: rows[row].startIndex, to: word),
            "a caret under the word"
        )
        #expect(house.savedViews.isEmpty)
        for _ in "zone:atlantis" { try house.press("Backspace") }
        try house.press("Enter")
        let content = SavedViewContent(name: "Fil rouge", query: "state:open assignee:me order:priority")
        #expect(house.savedViews == [.save(content, over: nil)])
        #expect(house.screen.contains("Saved: Fil rouge"))
        #expect(house.screen.split(separator: "\n").contains { $0.contains("Fil rouge") && $0.contains("2") })
    }

    @Test("An agent can't share a view nor change a shared one; a supervisor can")
    func rights() throws {
        var agent = house()
        try agent.press("V", "a")
        #expect(!agent.screen.contains("for everybody"))
        try agent.press("Esc", "G", "k", "e")
        #expect(agent.screen.contains("Only supervisors change shared views"))
        try agent.press("x", "x")
        #expect(agent.savedViews.isEmpty)
        var boss = house(role: .superviseur)
        try boss.press("V", "G", "k", "e")
        #expect(boss.screen.contains("for everybody"))
        boss.type("!")
        try boss.press("Enter")
        let content = SavedViewContent(
            name: "Urgent, free!",
            query: ConsoleHarness.keptViews[0].query.original,
            isShared: true
        )
        #expect(boss.savedViews == [.save(content, over: ConsoleHarness.keptViews[0])])
    }

    @Test("Only a second x removes a view, the one that was asked about; built-in ones stay")
    func removes() throws {
        var house = house()
        try house.press("V", "x")
        #expect(house.screen.contains("This view is built in"))
        try house.press("j", "j", "x")
        #expect(house.screen.contains("x removes it"))
        try house.press("k", "x")
        #expect(house.savedViews.isEmpty)
        try house.press("Esc", "V", "j", "j", "x")
        house.dispatch(
            .views(
                .read(.success([ConsoleHarness.savedView(9, "Another", "state:open")] + ConsoleHarness.keptViews))
            )
        )
        try house.press("x")
        #expect(house.savedViews == [.delete(ConsoleHarness.keptViews[2])])
        #expect(!house.screen.contains("Mine that wait"))
    }

    @Test("J and K move the view under the cursor, and the next key goes on from there", arguments: [80, 200])
    func moves(columns: Int) throws {
        var house = house(columns: columns, rows: 50, role: .superviseur)
        let kept = ConsoleHarness.keptViews.filter(\.isShared)
        try house.press("V", "G")
        try house.pressWithoutReplies("K")
        #expect(house.shownViews(of: kept) == [kept[1].name.original, kept[0].name.original])
        house.answer()
        #expect(house.savedViews == [.move(kept[1], before: kept[0])])
        #expect(house.shownViews(of: kept) == [kept[1].name.original, kept[0].name.original])
        try house.press("K", "J", "J")
        #expect(house.savedViews.last == .move(kept[1], before: nil) && house.savedViews.count == 2)
        #expect(house.shownViews(of: kept) == kept.map(\.name.original))
        try house.press("x", "x")
        #expect(house.savedViews.last == .delete(kept[1]), "the cursor went along")
    }

    @Test("Views that were read before one was moved don't move it back; one that can't be moved is read anew")
    func movesMeanwhile() throws {
        var house = house(role: .superviseur)
        let kept = ConsoleHarness.keptViews.filter(\.isShared)
        try house.press("V", "G")
        try house.pressWithoutReplies("K")
        house.dispatch(.views(.read(.success(ConsoleHarness.keptViews))))
        #expect(house.shownViews(of: kept) == [kept[1].name.original, kept[0].name.original])
        house.refusal = .refused(.notFound)
        house.answer()
        #expect(house.screen.contains("It is gone"))
        #expect(house.shownViews(of: kept) == kept.map(\.name.original))
    }

    @Test("Built-in views stay where they are, and an agent leaves shared ones there")
    func staysInPlace() throws {
        var house = house()
        try house.press("V", "J")
        #expect(house.screen.contains("This view is built in"))
        try house.press("G", "K")
        #expect(house.screen.contains("Only supervisors change shared views"))
        #expect(house.savedViews.isEmpty)
    }

    @Test("A view that can't be read any more says why, and Enter mends it")
    func broken() throws {
        var boss = house(role: .superviseur)
        try boss.press("V", "G")
        try expectScreen(boss.screen, "views-broken-80x24")
        try boss.press("Enter")
        #expect(boss.screen.contains("Change a view") && boss.screen.contains("No zone matches “atlantis”."))
        var agent = house(columns: 200, rows: 50)
        let before = agent.state.inbox.query
        try agent.press("V", "G", "Enter")
        #expect(agent.screen.contains("No zone matches “atlantis”."))
        #expect(agent.state.inbox.query == before)
    }

    @Test(
        "What the server refuses stays in the form with the reason",
        arguments: [
            (Failure.refused(.alreadyExists), "Another view has this name."),
            (.refused(.invalidInput), "there are already 200 views"),
            (.refused(.conflict), "A colleague changed this view"), (.offline, "You're offline"),
        ]
    )
    func refused(failure: Failure, words: String) throws {
        var house = house()
        house.refusal = failure
        try house.press("V", "a")
        house.type("Fil rouge")
        try house.press("Enter")
        #expect(house.screen.contains(words) && house.screen.contains("Fil rouge"))
    }

    @Test("What waits is counted once for the header and every view, and at most every few seconds")
    func counting() throws {
        var house = house(columns: 200, rows: 50)
        house.wait(.seconds(5))
        house.receiveNotification(ConsoleHarness.guests[0].id)
        house.dispatch(.refreshTimerFired)
        house.dispatch(.refreshTimerFired)
        let asked = house.takeAsked()
        #expect(asked.filter { $0 == .inbox(.readCounters) }.count == 1 && !asked.contains(.views(.read)))
    }

    @Test("The sidebar gives way where list, thread and details would be cramped")
    func room() throws {
        var house = house(columns: 149, rows: 40)
        #expect(!house.screen.contains("Mine that wait"))
        house.resize(150, 40)
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.screen.contains("Mine that wait"))
        try house.press("Enter")
        #expect(!house.screen.contains("Mine that wait"))
        try house.press("b")
        #expect(house.screen.contains("Mine that wait"))
        try house.press("b")
        house.resize(179, 40)
        #expect(house.screen.contains("Mine that wait"))
    }

    @Test("Scrolling the list leaves the views where they are, and the line beside them whole")
    func scrolling() throws {
        var house = ConsoleHarness(columns: 200, rows: 50, conversations: ConsoleHarness.many(200))
        func beside() -> [Substring] { house.canvas.lines.dropFirst().dropLast().map { $0.prefix(31) } }
        let before = beside()
        try house.press("G", "k", "g")
        for key in ["j", "k"] {
            for _ in 0..<40 {
                try house.press(key)
                #expect(beside() == before)
            }
        }
    }

    @Test("A press on a view shows it")
    func mouse() throws {
        var house = house(columns: 200, rows: 50)
        let row = try #require(house.canvas.lines.firstIndex { $0.contains("Mine that wait") })
        house.dispatch(.input(.mouse(.press, Point(column: 6, row: row))))
        house.answer()
        #expect(house.canvas.lines[0].contains("Mine that wait"))
    }

    @Test("Hostile names steer nothing")
    func hostile() throws {
        var house = ConsoleHarness(
            columns: 200,
            rows: 50,
            views: [ConsoleHarness.savedView(9, "a\u{1B}[2J\u{202E}b", "state:\u{1B}]0;x")]
        )
        try house.press("V", "G")
        #expect(!house.screen.unicodeScalars.contains("\u{1B}") && !house.screen.unicodeScalars.contains("\u{202E}"))
    }
}
