import Console
import Domain
import Testing

@Suite("Deliveries on the screen")
struct DeliveryTests {
    private func house(
        _ columns: Int = 120,
        _ rows: Int = 40,
        tab: String = "4",
        language: Language = .english
    ) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows, role: .administrateur, language: language)
        try house.press("H", tab)
        return house
    }

    private func replays(_ house: ConsoleHarness) -> [DeliveriesRequest] {
        house.operations.deliveryRequests.filter { if case .replay = $0 { true } else { false } }
    }

    @Test("One delivery with each attempt", arguments: [(40, 10), (80, 24), (120, 40), (200, 50)])
    func screens(columns: Int, rows: Int) throws {
        var house = try house(columns, rows, tab: "5")
        try house.press("Enter")
        try expectScreen(house.screen, "delivery-\(columns)x\(rows)")
    }

    @Test("In French")
    func french() throws {
        var house = try house(80, 24, tab: "5", language: .french)
        try house.press("Enter")
        try expectScreen(house.screen, "delivery-french")
        try house.press("Esc", "f")
        try expectScreen(house.screen, "delivery-filter-french")
        try house.press("Esc", "A")
        try expectScreen(house.screen, "delivery-replay-french")
    }

    @Test("f leaves out what isn't asked for, and refuses what is no conversation's id")
    func filters() throws {
        var house = try house(80, 24)
        try house.press("f")
        try expectScreen(house.screen, "delivery-filter-80x24")
        try house.press("Right", "Tab", "Tab", "Right", "Right", "Right", "Right", "Right", "Tab")
        house.type("nonsense")
        try house.press("Enter")
        #expect(house.screen.contains("The id of a conversation"))
        try house.press("^U", "Enter")
        #expect(house.screen.contains("conversation-update · dead"))
        #expect(!house.screen.contains("delivered") && !house.screen.contains("escalated"))
    }

    @Test("Going down reads on, and reading again loses nothing")
    func pages() throws {
        var house = ConsoleHarness(columns: 120, rows: 40, role: .administrateur)
        house.operations.deliveries = (0..<250).map {
            OperationsFixture.delivery(UInt64($0 + 1), 1, "type_\($0)", .delivered, attempts: 1, minutesAgo: $0 + 1)
        }
        try house.press("H", "4")
        for _ in 0..<25 { try house.press("PgDn") }
        #expect(house.screen.contains("type_249"))
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.canvas.lines.contains { $0.contains("▌") && $0.contains("type_249") })
    }

    @Test("R asks, then sends one event anew")
    func replayingOne() throws {
        var house = try house(tab: "5")
        try house.press("R")
        #expect(house.screen.contains("Send this event anew?"))
        try house.press("n")
        #expect(replays(house).isEmpty)
        try house.press("R", "y")
        #expect(replays(house) == [.replay([Identifier(high: 22, low: 1): [Identifier(high: 23, low: 3)]])])
        #expect(house.screen.contains("1 event is sent anew."))
    }

    @Test("From a delivery's page R leads back to the list, where what became of it shows")
    func replayingFromPage() throws {
        var house = try house(tab: "5")
        try house.press("Enter", "R", "y")
        #expect(replays(house).count == 1)
        #expect(house.screen.contains("Dead letters") && !house.screen.contains("12:47"))
    }

    @Test("A asks with their number, then sends all dead letters anew, each to its own webhook")
    func replayingAll() throws {
        var house = try house(80, 24, tab: "5")
        try house.press("A")
        try expectScreen(house.screen, "delivery-replay-80x24")
        #expect(house.screen.contains("Send 3 dead letters anew?"))
        try house.press("Esc")
        #expect(replays(house).isEmpty)
        try house.press("A", "y")
        let wanted: [Identifier<Webhook>: [Identifier<Delivery>]] = [
            Identifier(high: 22, low: 1): [Identifier(high: 23, low: 3), Identifier(high: 23, low: 4)],
            Identifier(high: 22, low: 2): [Identifier(high: 23, low: 5)],
        ]
        #expect(replays(house) == [.replay(wanted)])
        #expect(house.screen.contains("3 events are sent anew."))
        #expect(house.screen.contains("There are no dead letters here."))
    }

    @Test("Only the dead letters that match are sent anew")
    func replayingSome() throws {
        var house = try house(tab: "5")
        try house.press("f", "Tab")
        house.type("state_changed")
        try house.press("Enter", "A")
        #expect(house.screen.contains("Send this event anew?"))
    }

    @Test("An agent sees what became of a conversation's events", arguments: [(40, 10), (80, 24)])
    func ofConversation(columns: Int, rows: Int) throws {
        var house = ConsoleHarness(columns: columns, rows: rows)
        try house.press("Enter", "D")
        try expectScreen(house.screen, "conversation-deliveries-\(columns)x\(rows)")
        let id = ConsoleHarness.guests[0].id
        #expect(house.operations.deliveryRequests == [.readOfConversation(id)])
        house.operations.ofConversation = []
        try house.press("r")
        #expect(house.screen.contains("No event of this conversation"))
        try house.press("Esc")
        #expect(house.state.overlay == nil)
    }

    @Test("A conversation's deliveries in French")
    func ofConversationInFrench() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, language: .french)
        try house.press("Enter", "D")
        try expectScreen(house.screen, "conversation-deliveries-french")
    }
}
