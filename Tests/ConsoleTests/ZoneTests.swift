import Console
import Domain
import Testing

@Suite("Zones")
struct ZoneTests {
    private static let zones = [
        Zone(number: 1, label: "casablanca_centre", city: "casablanca"),
        Zone(number: 4, label: "marrakech_gueliz", city: "marrakech"),
        Zone(number: 5, label: "marrakech_medina", city: "marrakech"),
    ]

    private static var guests: [Conversation] {
        zip(
            ConsoleHarness.guests,
            ["casablanca_centre", "marrakech_gueliz", "marrakech_medina", nil, "marrakech_medina"]
        )
        .map { guest, zone in
            var row = guest
            row.zone = zone
            return row
        }
    }

    private func house(
        _ columns: Int = 120,
        _ rows: Int = 24,
        role: AppRole = .superviseur,
        own: [Int16] = [],
        language: Language = .english
    ) -> ConsoleHarness {
        ConsoleHarness(
            columns: columns,
            rows: rows,
            role: role,
            language: language,
            conversations: Self.guests,
            zones: Self.zones,
            ownZones: own
        )
    }

    @Test("a chooses all, and so does unchoosing the last one, wherever the cursor stands", arguments: ["a", "Space"])
    func all(key: String) throws {
        var house = house()
        try house.press("w", "j", "j", "Space", "Enter")
        #expect(house.state.inbox.query.zones == [1])
        try house.press("w", key)
        #expect(house.screen.contains("[x] all zones"))
        try house.press("Enter")
        #expect(house.state.inbox.query.zones.isEmpty)
    }

    @Test("An agent begins with own zones and the common queue, a supervisor with all")
    func beginning() {
        let agent = house(role: .agent, own: [5])
        #expect(agent.state.inbox.query.zones == [0, 5])
        #expect(agent.state.inbox.rows.count == 3)
        #expect(agent.screen.contains("zone:mine,none"))
        #expect(house(own: [5]).state.inbox.rows.count == 5)
    }

    @Test("An agent without zones begins with all")
    func withoutZones() {
        #expect(house(role: .agent).state.inbox.rows.count == 5)
    }

    @Test("What an agent chose since isn't taken back when the line returns")
    func keepsChoice() throws {
        var agent = house(role: .agent, own: [5])
        try agent.press("3")
        agent.dispatch(.session(.connectionChanged(.offline(retryIn: 1))))
        agent.dispatch(.session(.connectionChanged(.live)))
        if let user = agent.state.user { agent.dispatch(.session(.signedIn(user, zones: Self.zones))) }
        agent.answer()
        #expect(agent.state.inbox.rows.count == 5)
    }

    @Test("The picker shows what waits where", arguments: [(80, 24), (120, 24), (40, 10)])
    func picker(columns: Int, rows: Int) throws {
        var house = house(columns, rows, own: [5])
        try house.press("w")
        try expectScreen(house.screen, "zones-\(columns)x\(rows)")
    }

    @Test("In French")
    func french() throws {
        var house = house(120, 24, own: [5], language: .french)
        try house.press("w")
        try expectScreen(house.screen, "zones-french")
    }

    @Test("Enter shows the zone under the cursor where none is chosen")
    func underCursor() throws {
        var house = house()
        try house.press("w", "j", "j", "Enter")
        #expect(house.state.overlay == nil)
        #expect(house.state.inbox.query.zones == [1])
    }

    @Test("A city chooses its zones, and one of them can be left out again")
    func city() throws {
        var house = house()
        try house.press("w", "j", "j", "j", "Space")
        #expect(house.screen.contains("[x] marrakech_*"))
        try house.press("j", "Space")
        #expect(house.screen.contains("[-] marrakech_*"))
        try house.press("Enter")
        #expect(house.state.inbox.query.zones == [5])
        #expect(house.screen.contains("zone:marrakech_medina"))
    }

    @Test("Own zones, and all again")
    func ownAndAll() throws {
        var house = house(own: [4, 5])
        try house.press("w", "m", "Enter")
        #expect(house.state.inbox.query.zones == [0, 4, 5])
        try house.press("w", "a", "g", "k", "k", "k", "k", "k", "Enter")
        #expect(house.state.inbox.query.zones.isEmpty)
    }

    @Test("Esc leaves the list as it was")
    func escape() throws {
        var house = house()
        try house.press("w", "j", "Space", "Esc")
        #expect(house.state.inbox.query.zones.isEmpty)
        #expect(house.state.inbox.rows.count == 5)
    }

    @Test("The counts follow what happens while it is open")
    func live() throws {
        var house = house()
        try house.press("w")
        house.conversations[2].state = .resolue
        house.wait(.seconds(5))
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.state.inbox.counters?.count(of: [5]).open == 1)
    }
}
