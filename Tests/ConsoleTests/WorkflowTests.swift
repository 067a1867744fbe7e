import Console
import Domain
import Testing

@Suite("Workflows on the screen")
struct WorkflowTests {
    private func house(_ columns: Int = 120, _ rows: Int = 40, language: Language = .english) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows, role: .superviseur, language: language)
        try house.press("H", "2")
        return house
    }

    @Test("t looks back an hour, a day or a week")
    func spans() throws {
        var house = try house()
        #expect(house.screen.contains("of the last 24 hours"))
        try house.press("t")
        #expect(house.screen.contains("of the last 7 days"))
        try house.press("t")
        #expect(house.screen.contains("of the last hour"))
        #expect(house.operations.workflowRequests.suffix(2) == [.readAll(.week), .readAll(.hour)])
    }

    @Test("A workflow's runs, and one of them", arguments: [(40, 10), (80, 24), (120, 40), (200, 50)])
    func screens(columns: Int, rows: Int) throws {
        var house = try house(columns, rows)
        try house.press("Enter")
        try expectScreen(house.screen, "workflow-runs-\(columns)x\(rows)")
        try house.press("j", "j", "Enter")
        try expectScreen(house.screen, "workflow-run-\(columns)x\(rows)")
    }

    @Test("In French")
    func french() throws {
        var house = try house(80, 24, language: .french)
        try house.press("Enter")
        try expectScreen(house.screen, "workflow-runs-french")
        try house.press("j", "j", "Enter")
        try expectScreen(house.screen, "workflow-run-french")
    }

    @Test("f shows runs of one status, then of the next")
    func statuses() throws {
        var house = try house()
        try house.press("Enter", "f")
        #expect(house.screen.contains("failed runs") && house.screen.contains("30 s"))
        #expect(!house.screen.contains("212 ms"))
        try house.press("f", "f", "f")
        #expect(house.screen.contains("pending runs") && house.screen.contains("lost"))
        try house.press("f")
        #expect(house.screen.contains("all runs"))
    }

    @Test("Going down reads on, and reading again loses nothing")
    func pages() throws {
        var house = try house()
        house.operations.runs = (0..<250).map {
            OperationsFixture.run(UInt64($0 + 1), .completed, minutesAgo: $0 + 1, milliseconds: $0 + 100)
        }
        try house.press("Enter")
        for _ in 0..<25 { try house.press("PgDn") }
        #expect(house.screen.contains("349 ms"))
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.canvas.lines.contains { $0.contains("▌") && $0.contains("349 ms") })
    }

    @Test("Input and output scroll to their end, and Esc goes back list by list")
    func scrolling() throws {
        var house = try house(80, 12)
        try house.press("Enter", "Enter", "G")
        #expect(house.screen.contains(#""error": "HTTP 503: \"gone\"""#))
        try house.press("g", "Esc")
        #expect(house.screen.contains("all runs"))
        try house.press("Esc")
        #expect(house.screen.contains("guest-welcome"))
    }
}
