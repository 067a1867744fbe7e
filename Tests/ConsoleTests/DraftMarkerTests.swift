import Console
import Testing

@Suite("A draft in the list")
struct DraftMarkerTests {
    @Test("Shows as a pen until it is sent")
    func sign() throws {
        var house = ConsoleHarness()
        try house.press("r")
        house.type("un instant")
        try house.press("Esc", "Esc")
        #expect(house.screen.contains("✎"))
        try house.press("Enter", "r", "^S", "Esc")
        #expect(!house.screen.contains("✎"))
    }
}
