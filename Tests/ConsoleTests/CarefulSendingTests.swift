import Console
import Domain
import Testing

@Suite("Sending with care")
struct CarefulSendingTests {
    private static let first = ConsoleHarness.guests[0]

    @Test("A message counts as seen once it has been on the screen for a second")
    func seen() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter", "r")
        house.type("Bonjour")
        house.messages[Self.first.id, default: []].append(
            ConsoleHarness.message(5, .guest, "Sofia Moreau", "Encore moi", minutesAgo: 0)
        )
        house.conversations[0].lastSequence = 5
        house.receiveNotification(Self.first.id)
        house.answer()
        #expect(house.screen.contains("Encore moi"))
        try house.press("^S")
        #expect(house.sent.isEmpty)
        #expect(house.screen.contains("1 message came in meanwhile."))
        house.wait(.seconds(1))
        try house.press("^S")
        #expect(house.sent.map(\.expectedSequence) == [5])
    }

    @Test("While a colleague types to the same guest, sending asks for one key more and says whom it is for")
    func colleagueTypes() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter", "r")
        house.type("Bonjour")
        house.company = [house.colleague("Fatima El-Fassi", in: 0, typing: true)]
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("^S")
        #expect(house.sent.isEmpty)
        #expect(house.screen.contains("Send to Sofia Moreau?"))
        #expect(house.screen.contains("Fatima"))
        try house.press("Esc")
        #expect(house.state.composer?.editor.text == "Bonjour")
        try house.press("^S", "y")
        #expect(house.sent.map(\.body) == ["Bonjour"])
    }

    @Test("A change of all that match says how many they are, and asks")
    func allMatching() throws {
        var house = ConsoleHarness(
            columns: 120,
            rows: 24,
            role: .superviseur,
            conversations: ConsoleHarness.many(1_000)
        )
        try house.press("*", "p", "Enter")
        #expect(house.steered.isEmpty)
        #expect(house.screen.contains("Change all 1 000 conversations?"))
        try house.press("Esc")
        #expect(house.steered.isEmpty)
    }
}
