import Domain
import Testing

@testable import Console

@Suite("Details on a narrow screen")
struct PanelBoxTests {
    @Test("They come in a box that scrolls")
    func box() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("Enter", "b")
        try expectScreen(house.screen, "details-box-80x24")
        try house.press("G")
        #expect(house.screen.contains("queue → Youssef Tazi"))
        try house.press("g")
        try expectScreen(house.screen, "details-box-80x24")
        try house.press("b")
        #expect(house.state.overlay == nil)
    }

    @Test("In French")
    func french() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, language: .french)
        try house.press("Enter", "b")
        try expectScreen(house.screen, "details-box-french")
    }

    @Test("In the list the key says where it works")
    func list() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("b")
        #expect(house.state.overlay == nil)
        #expect(house.screen.contains("b works in an open conversation only."))
    }

    @Test("A key that one's role may not use swallows what is typed on", arguments: ["A", "H"])
    func refused(key: String) throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter")
        let count = house.steered.count
        house.type(key + "xel will come")
        #expect(house.changed.isEmpty && house.steered.count == count)
        #expect(house.state.composer == nil && house.state.overlay == nil)
    }

    @Test("The number beside a saved view shows it, and a number without a view says so")
    func numbers() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("9")
        #expect(house.screen.contains("There is no view 9 yet; V saves one."))
        house.wait(.seconds(1))
        try house.press("4", "0")
        #expect(house.state.inbox.query.states == ConversationState.open)
    }
}
