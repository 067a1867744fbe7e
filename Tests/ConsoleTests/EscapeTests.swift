import Console
import Screen
import Testing

@Suite("Esc and a key that arrive together")
struct EscapeTests {
    @Test("Mean the two, one after the other")
    func together() throws {
        var house = ConsoleHarness()
        try house.press("?")
        house.dispatch(.input(.key(Key(.character(":"), .alt))))
        #expect(house.screen.contains("Commands"))
        #expect(!house.screen.contains("Keys"))
    }

    @Test("In the composer keep the draft and do what the key does in the thread")
    func inComposer() throws {
        var house = ConsoleHarness()
        try house.press("r")
        house.type("un instant")
        house.dispatch(.input(.key(Key(.character("?"), .alt))))
        #expect(house.screen.contains("Keys"))
        try house.press("Esc")
        #expect(house.screen.contains("un instant"))
    }
}
