import Console
import Domain
import Testing

@Suite("Settings on the screen")
struct SettingsPageTests {
    private func house(columns: Int = 80, rows: Int = 24, language: Language = .english) -> ConsoleHarness {
        ConsoleHarness(columns: columns, rows: rows, role: .administrateur, language: language)
    }

    @Test("The settings with their values, and what the one under the cursor means", arguments: [(80, 24), (200, 50)])
    func list(columns: Int, rows: Int) throws {
        var house = house(columns: columns, rows: rows)
        try house.press(",", "j", "j")
        try expectScreen(house.screen, "settings-\(columns)x\(rows)")
    }

    @Test("In French")
    func french() throws {
        var house = house(language: .french)
        try house.press(",", "j", "j", "Enter")
        try expectScreen(house.screen, "setting-french")
    }

    @Test("A number out of range stays in the form, which says the range; a right one is sent")
    func editing() throws {
        var house = house()
        try house.press(",", "j", "j", "Enter", "^U")
        house.type("24")
        try house.press("Enter")
        #expect(house.screen.contains("A number from 0 to 23."))
        try house.press("^U")
        house.type("14")
        try house.press("Enter")
        #expect(house.screen.contains("Saved."))
        #expect(house.settingRequests.contains(.change("arrival_hour", to: "14")))
    }

    @Test("The default comes back after a second x, and not after any other key")
    func reset() throws {
        var house = house()
        try house.press(",", "j", "j", "j", "x", "k", "j", "x")
        #expect(!house.settingRequests.contains(.change("zone_isolation", to: nil)))
        try house.press("x")
        #expect(house.settingRequests.contains(.change("zone_isolation", to: nil)))
    }

    @Test("Supervisors have no settings")
    func rights() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, role: .superviseur)
        try house.press(",")
        #expect(!house.screen.contains("arrival hour"))
        #expect(house.settingRequests.isEmpty)
    }
}
