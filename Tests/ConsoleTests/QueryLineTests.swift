import Console
import Testing

@Suite("The query line")
struct QueryLineTests {
    @Test("Begins with what the list shows")
    func begins() throws {
        var house = ConsoleHarness()
        try house.press("4", "/")
        #expect(house.screen.contains("state:finished order:activity"))
    }

    @Test("Completes a word, and shows what it says")
    func completes() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("/", "^U")
        house.type("pr")
        try house.press("Tab")
        house.type("ur")
        try house.press("Tab", "Enter")
        #expect(house.screen.contains("Sofia Moreau"))
        #expect(!house.screen.contains("James Okafor"))
        #expect(house.screen.contains("priority:urgent"))
    }

    @Test("Points at what is wrong and keeps the text")
    func mistakes() throws {
        var house = ConsoleHarness()
        try house.press("/", "^U")
        house.type("state:neuve")
        try house.press("Enter")
        try expectScreen(house.screen, "query-mistake")
        house.type("x")
        #expect(!house.screen.contains("unknown value"))
    }

    @Test("Says what each part means, in either language", arguments: [Language.english, .french])
    func meanings(language: Language) throws {
        var house = ConsoleHarness(language: language)
        try house.press("/", "^U")
        try expectScreen(house.screen, "query-fields-\(language.rawValue)")
        house.type("stay:")
        try expectScreen(house.screen, "query-stays-\(language.rawValue)")
    }

    @Test("Completes tags that are in use, and keeps quoted words together")
    func tags() throws {
        var house = ConsoleHarness(columns: 140, rows: 24)
        try house.press("/", "^U")
        house.type("\"hot order:water\" tag:la")
        try house.press("Tab", "Enter")
        #expect(house.state.inbox.query.filters.tags == [["late check-out"]])
        #expect(house.screen.contains("state:open tag:\"late check-out\" order:priority \"hot order:water\""))
        try house.press("/")
        #expect(house.screen.contains("  state:open tag:\"late check-out\" order:priority \"hot order:water\""))
    }

    @Test("Nobody claims to have counted what is narrowed")
    func uncounted() throws {
        var house = ConsoleHarness()
        try house.press("/", "^U")
        house.type("stay:arriving")
        try house.press("Enter")
        let query = house.state.inbox.query
        #expect(!query.filters.isEmpty && house.state.inbox.counters?.count(of: query) == nil)
    }

    @Test("Goes back without a change")
    func goesBack() throws {
        var house = ConsoleHarness()
        let before = house.screen
        try house.press("/", "x", "Esc")
        #expect(house.screen == before)
    }
}
