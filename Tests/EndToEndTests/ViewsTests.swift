import Domain
import TerminalSupport
import TestSupport
import Testing

@Suite("Views in the console", .serialized, .ownThread)
struct ViewsTests {
    private let house: EndToEndHarness

    init() throws {
        house = try EndToEndHarness()
        _ = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        let urgent = try house.channel.receiveMessage("Help", from: "James Okafor", address: "+33612345679")
        try house.database.run("UPDATE conversations SET priority = 'urgent' WHERE id = '\(urgent)'")
    }

    @Test("an agent saves the filter as a view, opens it, changes and removes it", arguments: [80, 200])
    func whole(columns: Int) throws {
        let agent = try house.database.person(.agent)
        let console = try house.console(as: agent, columns: columns, rows: 24)
        try console.wait(forText: "Sofia Moreau")
        console.type("/priority:urgent\r")
        try console.wait(forNo: "Sofia Moreau")
        console.type("Va")
        try console.wait(forText: "Save the filter as a view")
        console.type("Feu\r")
        try console.wait(forText: "Saved: Feu")
        console.type(Keys.escape)
        try console.wait(forText: "riad  Feu")
        console.type("3")
        try console.wait(forText: "Sofia Moreau")
        console.type("V5")
        try console.wait(forText: "riad  Feu")
        try console.wait(forNo: "Sofia Moreau")
        #expect(console.screen.text.contains("James Okafor"))
        console.type("-")
        try console.wait(forText: "Sofia Moreau")
        console.type("VGe")
        try console.wait(forText: "Change a view")
        console.type("!\r")
        try console.wait(forText: "Saved: Feu!")
        console.type("xx")
        try console.wait(forText: "View removed")
        try console.wait(forNo: "Feu!")
    }

    @Test("a supervisor shares a view, and an agent's sidebar shows it with what waits in it")
    func shared() throws {
        let boss = try house.console(as: try house.database.person(.superviseur))
        try boss.wait(forText: "Sofia Moreau")
        boss.type("2Va")
        try boss.wait(forText: "for everybody")
        boss.type("Libres\t\t \r")
        try boss.wait(forText: "Saved: Libres")
        let agent = try house.console(as: try house.database.person(.agent), columns: 200, rows: 50)
        try agent.wait(for: "sidebar with its count") { screen in
            screen.text.split(separator: "\n").contains { $0.contains("5   Libres") && $0.prefix(30).contains("2") }
        }
    }
}
