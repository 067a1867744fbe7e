import Console
import Domain
import Testing

@Suite("Incidents on the screen")
struct IncidentTests {
    private func house(_ columns: Int = 100, _ rows: Int = 30, language: Language = .english) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows, role: .administrateur, language: language)
        try house.press("H", "Enter")
        return house
    }

    private var first: Identifier<Incident> { OperationsFixture.someIncidents[0].id }

    @Test("One incident with its history", arguments: [(40, 10), (80, 24), (120, 40), (200, 50)])
    func screens(columns: Int, rows: Int) throws {
        try expectScreen(try house(columns, rows).screen, "incident-\(columns)x\(rows)")
    }

    @Test("In French")
    func french() throws {
        try expectScreen(try house(80, 24, language: .french).screen, "incident-french")
    }

    @Test("a acknowledges it, once")
    func acknowledging() throws {
        var house = try house()
        try house.press("a")
        #expect(house.operations.incidentRequests.contains(.change(first, .acknowledge)))
        #expect(house.screen.contains("seen by Nadia Alami"))
        let before = house.operations.incidentRequests.count
        try house.press("a")
        #expect(house.operations.incidentRequests.count == before)
        #expect(!house.screen.contains("a acknowledge"))
    }

    @Test("g assigns it to somebody who reads incidents, or to nobody")
    func assigning() throws {
        var house = try house()
        try house.press("g")
        #expect(house.screen.contains("Karim Bennani  superviseur"))
        #expect(!house.screen.contains("Youssef"))
        try expectScreen(house.screen, "incident-assign")
        try house.press("Enter")
        #expect(house.operations.incidentRequests.contains(.change(first, .assign(ConsoleHarness.karim))))
        #expect(house.screen.contains("assigned to Karim Bennani"))
        try house.press("g", "j", "Enter")
        #expect(house.operations.incidentRequests.contains(.change(first, .assign(nil))))
    }

    @Test("n adds a note, which mustn't be empty")
    func noting() throws {
        var house = try house()
        try house.press("n", "^S")
        #expect(house.screen.contains("1 to 4000 characters"))
        house.type("Renfort appelé")
        try house.press("^S")
        #expect(house.operations.incidentRequests.contains(.change(first, .note("Renfort appelé"))))
        #expect(house.screen.contains("Noted."))
    }

    @Test("c asks before it closes it; another key leaves it open")
    func closing() throws {
        var house = try house()
        try house.press("c")
        #expect(house.screen.contains("c closes it"))
        try house.press("j", "c", "c")
        #expect(house.operations.incidentRequests.count { $0 == .change(first, .close) } == 1)
        #expect(house.screen.contains("closed by Nadia Alami"))
        try house.press("c", "c", "n", "g")
        #expect(house.operations.incidentRequests.count { $0 == .change(first, .close) } == 1, "closed is closed")
    }

    @Test("What somebody else has closed meanwhile is said", arguments: Language.allCases)
    func closedMeanwhile(language: Language) throws {
        var house = try house(language: language)
        house.operations.failure = .refused(.illegalTransition)
        try house.press("a")
        #expect(house.screen.contains(language == .english ? "It is closed already." : "Il est déjà clos."))
    }
}
