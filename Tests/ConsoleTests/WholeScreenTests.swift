import Console
import Domain
import Testing

@Suite("Whole screens")
struct WholeScreenTests {
    @Test("The inbox", arguments: [(80, 24), (120, 40), (200, 50), (40, 10)])
    func inbox(columns: Int, rows: Int) throws {
        let house = ConsoleHarness(columns: columns, rows: rows)
        try expectScreen(house.screen, "inbox-\(columns)x\(rows)")
    }

    @Test("A conversation being answered", arguments: [(80, 24), (120, 40), (200, 50), (40, 10)])
    func reply(columns: Int, rows: Int) throws {
        var house = ConsoleHarness(columns: columns, rows: rows)
        try house.press("Enter", "r")
        house.type("Je suis désolée, le nouveau code est 4711B.")
        try expectScreen(house.screen, "reply-\(columns)x\(rows)")
    }

    @Test("An internal note looks different, and says in words what it is", arguments: [(80, 24), (40, 10)])
    func note(columns: Int, rows: Int) throws {
        var house = ConsoleHarness(columns: columns, rows: rows)
        try house.press("i")
        house.type("Boîtier remplacé.")
        try expectScreen(house.screen, "note-\(columns)x\(rows)")
    }

    @Test("Help shows every key, two columns when wide", arguments: [(80, 24), (120, 40), (40, 10)])
    func help(columns: Int, rows: Int) throws {
        var house = ConsoleHarness(columns: columns, rows: rows)
        try house.press("?")
        try expectScreen(house.screen, "help-\(columns)x\(rows)")
    }

    @Test("Help finds a key as one types")
    func helpSearch() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("?")
        house.type("draft")
        try expectScreen(house.screen, "help-search")
    }

    @Test("The palette finds commands and says why one can't be used")
    func palette() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press(":")
        house.type("cl")
        try expectScreen(house.screen, "palette")
    }

    @Test("The filter shows what there is of each")
    func filter() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("f", "Space")
        try expectScreen(house.screen, "filter")
    }

    @Test("States and priorities are chosen from what is possible")
    func choices() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("s", "j")
        try expectScreen(house.screen, "states")
        try house.press("Esc", "p")
        try expectScreen(house.screen, "priorities")
    }

    @Test("In French, all of it")
    func french() throws {
        var house = ConsoleHarness(columns: 120, rows: 24, language: .french)
        try house.press("Enter", "r")
        try expectScreen(house.screen, "french")
        try house.press("Esc", "?")
        try expectScreen(house.screen, "french-help")
    }

    @Test("A reply being written, with Arabic and emoji beside it")
    func replying() throws {
        var house = ConsoleHarness(columns: 110, rows: 24)
        try house.press("Enter", "r")
        house.type("Je suis désolée, le nouveau code est 4711B.")
        try expectScreen(house.screen, "replying-110x24")
    }

    @Test("An empty inbox says so kindly")
    func empty() throws {
        let house = ConsoleHarness(columns: 80, rows: 14, conversations: [])
        try expectScreen(house.screen, "empty")
    }

    @Test("A screen that is too small says so, and everything is there again when it grows")
    func tooSmall() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        let before = house.screen
        house.dispatch(.input(.resized(.init(columns: 30, rows: 8))))
        #expect(house.screen.contains("riad needs 40×10"))
        house.dispatch(.input(.resized(.init(columns: 80, rows: 24))))
        #expect(house.screen == before)
    }

    @Test("Every size down to 40×10 is drawn without an accident, with everything open")
    func everySize() throws {
        for columns in stride(from: 40, through: 210, by: 7) {
            for rows in [10, 11, 13, 14, 15, 24, 60] {
                var house = ConsoleHarness(columns: columns, rows: rows)
                try house.press("Enter", "r")
                house.type("one\ntwo\nthree\nfour\nfive\nsix")
                #expect(house.canvas.size.columns == columns)
                try house.press("Esc", "?")
                _ = house.screen
                try house.press("Esc", "f")
                _ = house.screen
            }
        }
    }
}
