import Console
import Domain
import Testing

@Suite("Suggesting who is here, and seeing who comes and goes")
struct SuggestionTests {
    private func house(
        _ language: Language = .english,
        columns: Int = 120,
        here: [Identifier<Person>] = []
    ) -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: 24, role: .superviseur, language: language)
        house.set(here: here)
        return house
    }

    /// The rows of people, as they stand in the picker.
    private func rows(_ house: ConsoleHarness) -> [String] {
        house.canvas.lines.filter { $0.contains("load ") || $0.contains("charge ") }
    }

    private func names(_ house: ConsoleHarness) -> [String] {
        rows(house).compactMap { row in
            ConsoleHarness.colleagues.map(\.name.original).first { row.contains($0) }
        }
    }

    private func comeAndGo(_ house: inout ConsoleHarness, here: [Identifier<Person>]) {
        house.set(here: here)
        house.dispatch(.refreshTimerFired)
        house.answer()
    }

    @Test("Who is here is suggested before who has less or whose turn it is, and that is said")
    func hereFirst() throws {
        var house = house(here: [ConsoleHarness.me])
        try house.press("j", "a")
        #expect(names(house).prefix(2) == ["Nadia Alami", "Fatima El-Fassi"])
        #expect(rows(house).first?.contains("● here") == true && rows(house).first?.contains("◆ least loaded") == true)
        #expect(house.screen.contains("who is here comes first"))
        try house.press("Down")
        #expect(!house.screen.contains("who is here comes first"))
        comeAndGo(&house, here: [ConsoleHarness.fatima])
        try house.press("^T")
        #expect(names(house).prefix(2) == ["Fatima El-Fassi", "Nadia Alami"])
        #expect(rows(house).first?.contains("◆ next in turn") == true)
    }

    @Test("Where no agent of the zone is here the rule decides among all, and that is said")
    func nobodyHere() throws {
        var house = house(here: [ConsoleHarness.youssef, ConsoleHarness.karim])
        try house.press("j", "a")
        #expect(names(house).first == "Fatima El-Fassi")
        #expect(house.screen.contains("no agent of the zone is here"))
        var french = self.house(.french)
        try french.press("j", "a")
        #expect(french.screen.contains("aucun agent de la zone n’est là"))
    }

    @Test("Where all of the zone are here nothing is said of it; of several it is said who comes first")
    func allHere() throws {
        var house = house(here: [ConsoleHarness.fatima, ConsoleHarness.me])
        try house.press("j", "a")
        #expect(!house.screen.contains("comes first") && !house.screen.contains("is here"))
        try house.press("Esc", "g", "Space", "Space", "a", "Up")
        #expect(house.screen.contains("several agents") && house.screen.contains("who is here comes first"))
    }

    @Test("While one chooses, the signs follow who comes and goes; order, cursor and search stay")
    func follows() throws {
        var house = house(here: [ConsoleHarness.fatima, ConsoleHarness.me])
        try house.press("j", "a", "Down")
        let before = names(house)
        comeAndGo(&house, here: [ConsoleHarness.youssef])
        #expect(names(house) == before)
        #expect(rows(house).filter { $0.contains("● here") }.count == 1)
        #expect(rows(house).first { $0.contains("● here") }?.contains("Youssef Tazi") == true)
        try house.press("Up")
        #expect(house.screen.contains("no agent of the zone is here"))
        try house.press("Down", "Enter", "Enter")
        #expect(house.conversations[1].assignee == ConsoleHarness.me)
    }

    @Test("Whom one has chosen is still under the cursor when they go away, and gets it")
    func chosenGoesAway() throws {
        var house = house(here: [ConsoleHarness.fatima])
        try house.press("j", "a", "Enter")
        house.type("relève")
        house.set(.away(since: ConsoleHarness.now + .seconds(-360)), of: ConsoleHarness.fatima)
        house.dispatch(.refreshTimerFired)
        house.answer()
        let row = try #require(rows(house).first)
        #expect(row.contains("Fatima El-Fassi") && row.contains("○ away 6 m"))
        #expect(house.screen.contains("relève"))
        try house.press("Enter")
        #expect(house.conversations[1].assignee == ConsoleHarness.fatima)
    }

    @Test("Nothing is asked about who is here while nobody chooses, nor again before the answer")
    func asksSparingly() throws {
        func asked(_ house: inout ConsoleHarness) -> Int {
            house.dispatch(.refreshTimerFired)
            return house.takeAsked().filter { $0 == .presence(.readAttendance) }.count
        }
        var house = house()
        #expect(asked(&house) == 0)
        house = self.house()
        try house.press("j", "a")
        #expect(asked(&house) == 1)
        #expect(asked(&house) == 0)
        house.dispatch(.presence(.attendanceRead(.failure(.outcomeUnknown))))
        #expect(asked(&house) == 1)
        #expect(house.screen.contains("Enter chooses"))
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 3))))
        house.dispatch(.session(.connectionChanged(.live)))
        #expect(house.takeAsked().contains(.presence(.readAttendance)))
    }

    @Test("A choice that was closed meanwhile stays closed")
    func closed() throws {
        var house = house()
        try house.press("j", "a")
        house.dispatch(.refreshTimerFired)
        try house.pressWithoutReplies("Esc")
        house.answer()
        #expect(house.state.overlay == nil)
    }

    @Test("The choice with nobody here, in both languages and as narrow as it gets", arguments: [80, 120])
    func pictures(columns: Int) throws {
        var english = house(columns: columns)
        try english.press("j", "a")
        try expectScreen(english.screen, "nobody-here-\(columns)x24")
        var french = house(.french, columns: columns, here: [ConsoleHarness.me])
        try french.press("j", "a")
        try expectScreen(french.screen, "here-first-french-\(columns)x24")
    }
}

extension ConsoleHarness {
    /// These are here, everybody else has no console open.
    fileprivate mutating func set(here: [Identifier<Person>]) {
        for index in colleagues.indices {
            colleagues[index].attendance = here.contains(colleagues[index].id) ? .online : .offline
        }
    }

    fileprivate mutating func set(_ attendance: OnlineStatus, of person: Identifier<Person>) {
        for index in colleagues.indices where colleagues[index].id == person {
            colleagues[index].attendance = attendance
        }
    }
}
