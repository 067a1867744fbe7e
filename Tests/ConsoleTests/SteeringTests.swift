import Console
import Domain
import Testing

@Suite("Taking, passing on, deciding whose")
struct SteeringTests {
    private static let zones = [
        Zone(number: 1, label: "casablanca_centre", city: "casablanca"),
        Zone(number: 4, label: "marrakech_gueliz", city: "marrakech"),
        Zone(number: 5, label: "marrakech_medina", city: "marrakech"),
    ]

    private func house(
        _ role: AppRole = .agent,
        columns: Int = 120,
        rows: Int = 24,
        language: Language = .english,
        conversations: [Conversation] = ConsoleHarness.guests
    ) -> ConsoleHarness {
        ConsoleHarness(
            columns: columns,
            rows: rows,
            role: role,
            language: language,
            conversations: conversations,
            zones: Self.zones
        )
    }

    private func notice(_ house: ConsoleHarness) -> String { house.canvas.lines.last ?? "" }

    @Test("n takes what waits most urgently and opens it")
    func takesNext() throws {
        var house = house()
        try house.press("n")
        #expect(house.conversations[1].assignee == ConsoleHarness.me)
        #expect(house.state.thread?.conversation.id == ConsoleHarness.guests[1].id)
        #expect(house.state.thread?.conversation.assignee == ConsoleHarness.me)
        #expect(notice(house).contains("Yours now: James Okafor."))
        try house.press("r")
        #expect(house.state.composer != nil)
    }

    @Test("Where the filter names zones, n takes from those")
    func takesNextInZones() throws {
        var house = house()
        house.conversations[4].zone = "marrakech_medina"
        try house.press("/")
        try house.press("^U")
        house.type("zone:marrakech_*")
        try house.press("Enter", "n")
        #expect(house.steered.contains(.claimNext(zones: [4, 5])))
        #expect(house.state.thread?.conversation.id == ConsoleHarness.guests[4].id)
    }

    @Test("n pressed again before the answer takes no second one, also where the line broke")
    func takesNextOnce() throws {
        var house = house()
        try house.pressWithoutReplies("n", "n")
        let asked = house.takeAsked().filter { if case .assignment(.claimNext) = $0 { true } else { false } }
        #expect(asked.count == 1)
        house.dispatch(.assignment(.nextClaimed(.failure(.outcomeUnknown))))
        #expect(notice(house).contains("it may be done. Check before repeating it."))
        try house.press("n")
        #expect(notice(house).contains("Yours now: James Okafor."))
    }

    @Test("Where nothing waits, n says so")
    func nothingWaits() throws {
        var house = house(conversations: [ConsoleHarness.guests[0]])
        try house.press("n")
        #expect(notice(house).contains("Nothing is waiting."))
        #expect(house.state.thread == nil)
    }

    @Test("Whoever has opened something else by the time it comes isn't torn away")
    func takesNextWhileBusy() throws {
        var house = house()
        try house.press("Enter")
        try house.pressWithoutReplies("n")
        let asked = house.takeAsked()
        try house.pressWithoutReplies("?")
        asked.forEach { house.answer($0) }
        house.answer()
        #expect(house.state.overlay != nil)
        #expect(house.state.thread?.conversation.id == ConsoleHarness.guests[0].id)
        #expect(notice(house).contains("Yours now: James Okafor."))
    }

    @Test("Transferring: the least loaded agent of the zone is suggested first, the roles stand last")
    func suggests() throws {
        var house = house(.superviseur)
        try house.press("j", "j", "j", "T")
        let lines = house.canvas.lines.filter { $0.contains("load") || $0.contains("whoever claims") }
        #expect(lines.first?.contains("Fatima El-Fassi") == true)
        #expect(lines.first?.contains("◆ least loaded") == true)
        #expect(lines.first?.contains("casablanca_centre") == true)
        #expect(lines.filter { $0.contains("◆") }.count == 1)
        #expect(lines.contains { $0.contains("Youssef Tazi") && $0.contains("marrakech_*") && $0.contains("load 2") })
        #expect(!lines.contains { $0.contains("Nadia Alami") })
        let role = try #require(lines.firstIndex { $0.contains("superviseur") })
        #expect(lines[role...].allSatisfy { $0.contains("whoever claims it first") })
    }

    @Test("^T suggests whose turn it is instead, now and in choices to come")
    func suggestsInTurn() throws {
        var house = house(.superviseur)
        try house.press("j", "a")
        #expect(house.screen.contains("^T in turn"))
        let first = { (house: ConsoleHarness) in house.canvas.lines.first { $0.contains("load") } ?? "" }
        #expect(first(house).contains("Fatima El-Fassi") && first(house).contains("◆ least loaded"))
        try house.press("^T")
        #expect(first(house).contains("Nadia Alami") && first(house).contains("◆ next in turn"))
        #expect(house.screen.contains("last assigned") && house.screen.contains("^T by load"))
        try house.press("Esc", "a")
        #expect(first(house).contains("Nadia Alami") && first(house).contains("◆ next in turn"))
    }

    @Test("A transfer needs a reason, and then is made")
    func transfers() throws {
        var house = house()
        try house.press("T", "Enter", "Enter")
        #expect(notice(house).contains("A transfer needs a reason."))
        #expect(house.conversations[0].assignee == ConsoleHarness.me)
        house.type("parle arabe")
        try house.press("Enter")
        #expect(house.conversations[0].assignee == ConsoleHarness.fatima)
        #expect(notice(house).contains("Transferred to Fatima El-Fassi."))
        #expect(house.state.overlay == nil)
    }

    @Test("Escalating to a role, found by typing")
    func escalates() throws {
        var house = house()
        try house.press("T")
        house.type("technic")
        try house.press("Enter")
        house.type("clim en panne\n")
        #expect(house.conversations[0].state == .transferee)
        guard case .transfer(let order) = house.steered.last(where: { if case .transfer = $0 { true } else { false } })
        else {
            Issue.record("no transfer")
            return
        }
        #expect(order.target == .role(.technicien))
        #expect(order.reason == "clim en panne")
    }

    @Test("Where nobody is found by what was typed, that is said, and Enter chooses nobody")
    func nobodyFound() throws {
        for key in ["a", "T"] {
            var house = ConsoleHarness(columns: 120, rows: 24, role: .superviseur)
            try house.press(key)
            house.type("zzz")
            #expect(house.screen.contains("Nothing matches."))
            try house.press("Enter")
            #expect(house.screen.contains("Nothing matches."))
            #expect(house.state.overlay != nil)
        }
    }

    @Test("Where nobody of the role could take it, that is said")
    func nobodyThere() throws {
        var house = house()
        try house.press("T")
        house.type("femme")
        try house.press("Enter")
        house.type("draps\n")
        #expect(notice(house).contains("femme_de_menage can't take it now."))
    }

    @Test("Esc goes from the reason back to the choice, then out, and nothing happens")
    func escapes() throws {
        var house = house()
        try house.press("T", "Enter")
        house.type("x")
        try house.press("Esc")
        #expect(house.screen.contains("Enter chooses"))
        try house.press("Esc")
        #expect(house.state.overlay == nil)
        #expect(house.conversations == ConsoleHarness.guests)
    }

    @Test("Somebody else's conversation isn't an agent's to transfer; assigning is a superviseur's")
    func refuses() throws {
        var house = house()
        try house.press("j", "j", "T")
        #expect(notice(house).contains("Only the assignee, Fatima El-Fassi, can do that."))
        try house.press("a")
        #expect(notice(house).contains("Your role does not allow assigning."))
        #expect(house.state.overlay == nil)
    }

    @Test("A superviseur assigns without a reason")
    func assigns() throws {
        var house = house(.superviseur)
        try house.press("j", "a")
        #expect(house.screen.contains("Assign James Okafor"))
        try house.press("Enter", "Enter")
        #expect(house.conversations[1].assignee == ConsoleHarness.fatima)
        #expect(notice(house).contains("Assigned to Fatima El-Fassi · z undo (10 s)"))
        try house.press("z")
        #expect(house.conversations[1].assignee == nil)
    }

    @Test("A superviseur gives a conversation back to the queue")
    func releases() throws {
        var house = house(.superviseur)
        try house.press("j", "j", "a")
        house.type("queue")
        try house.press("Enter", "Enter")
        #expect(house.conversations[2].assignee == nil)
        #expect(notice(house).contains("Released to the queue · z undo"))
    }

    @Test("The loser of a race is told who won, and nothing changes")
    func loses() throws {
        var house = house(.superviseur)
        try house.press("j", "a")
        house.assign(ConsoleHarness.guests[1].id, to: ConsoleHarness.fatima)
        house.type("yous")
        try house.press("Enter", "Enter")
        #expect(notice(house).contains("Fatima El-Fassi claimed it first"))
        #expect(house.conversations[1].assignee == ConsoleHarness.fatima)
    }

    @Test("A choice that is open still means the conversations that it was opened on")
    func keepsSubject() throws {
        var house = house(.superviseur)
        try house.press("a")
        house.conversations[0].state = .resolue
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("Enter", "Enter")
        guard case .change(let order) = house.steered.last(where: { if case .change = $0 { true } else { false } })
        else {
            Issue.record("no change")
            return
        }
        #expect(order.target == .items([BulkItem(ConsoleHarness.guests[0])]))
    }

    @Test("The panel tells whose it was and why, newest first")
    func history() throws {
        var house = house(columns: 200, rows: 50)
        try house.press("Enter")
        let lines = house.canvas.lines
        let title = try #require(lines.firstIndex { $0.contains("History") })
        #expect(lines[title + 1].contains("Youssef Tazi → Nadia Alami"))
        #expect(lines[title + 2].contains("24 Nov 13:32 · assigned · Karim"))
        let claim = try #require(lines.firstIndex { $0.contains("queue → Youssef Tazi") })
        #expect(claim > title + 2)
        #expect(house.screen.contains("“malade aujourd’hui”"))
    }

    @Test("The history is read again when somebody else gets the conversation")
    func historyAgain() throws {
        var house = house(columns: 200, rows: 50)
        try house.press("Enter")
        house.assign(ConsoleHarness.guests[0].id, to: ConsoleHarness.fatima)
        let before = house.steered.count
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.steered.dropFirst(before) == [.readAssignmentHistory(ConsoleHarness.guests[0].id)])
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.steered.count == before + 1)
    }

    @Test("The picker at every size and in both languages", arguments: [(80, 24), (120, 40), (40, 10)])
    func pictures(columns: Int, rows: Int) throws {
        var house = house(.superviseur, columns: columns, rows: rows)
        try house.press("Space", "Space", "j", "Space", "a")
        try expectScreen(house.screen, "assign-\(columns)x\(rows)")
        try house.press("Esc", "Esc", "T", "Down", "Enter")
        house.type("parle arabe")
        try expectScreen(house.screen, "transfer-\(columns)x\(rows)")
    }

    @Test("Marks, report and what was left alone, as pictures")
    func reportPictures() throws {
        var house = house(.superviseur, columns: 80)
        try house.press("Space", "Space", "Space")
        try expectScreen(house.screen, "marked-80x24")
        house.assign(ConsoleHarness.guests[1].id, to: ConsoleHarness.fatima)
        try house.press("a", "Enter", "Enter")
        try expectScreen(house.screen, "report-80x24")
        try house.press("y")
        try expectScreen(house.screen, "left-alone-80x24")
    }

    @Test("In French")
    func french() throws {
        var house = house(.superviseur, language: .french)
        try house.press("Space", "Space", "a")
        try expectScreen(house.screen, "assign-french")
        try house.press("Enter", "Enter")
        try expectScreen(house.screen, "report-french")
    }
}
