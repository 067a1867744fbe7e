import Console
import Domain
import Testing

@Suite("A reply that didn't reach the guest")
struct FailedMessageTests {
    private static let first = ConsoleHarness.guests[0]

    private func failing(columns: Int = 120, language: Language = .english) -> ConsoleHarness {
        var messages = ConsoleHarness.threads
        var failed = ConsoleHarness.message(5, .agent, "Nadia Alami", "Le code est 4711.", minutesAgo: 1)
        failed.delivery = .failed
        failed.failure = UntrustedText("number not on WhatsApp")
        messages[Self.first.id, default: []].append(failed)
        var house = ConsoleHarness(columns: columns, rows: 24, language: language, messages: messages, undoSeconds: 5)
        house.conversations[0].lastSequence = 5
        house.conversations[0].failedSince = ConsoleHarness.now
        house.receiveNotification(Self.first.id)
        house.answer()
        return house
    }

    @Test("Row, thread and panel say so, with the reason and the key that sends it again")
    func shown() throws {
        var house = failing(columns: 200)
        #expect(house.screen.contains("✗ not delivered"))
        try house.press("Enter")
        #expect(house.screen.contains("✗ not delivered, F sends it again"))
        #expect(house.screen.contains("number not on WhatsApp"))
        #expect(house.screen.contains("Not delivered"))
        var french = failing(columns: 200, language: .french)
        #expect(french.screen.contains("✗ non remis"))
        try french.press("Enter")
        #expect(french.screen.contains("F le renvoie"))
    }

    @Test("One key sends the same text again as a new message that names the old one, once")
    func resent() throws {
        var house = failing()
        try house.press("Enter", "F", "F")
        let message = try #require(house.sent.first)
        #expect(house.sent.count == 1)
        #expect(message.body == "Le code est 4711.")
        #expect(message.resends == house.messages[Self.first.id]?[4].id)
        #expect(message.id != message.resends)
    }

    @Test("Another channel of the guest takes it, and the box says whom it is for")
    func elsewhere() throws {
        var house = failing()
        let mail = Identifier<Conversation>(high: 9, low: 1)
        house.channels = [
            GuestChannel(
                account: UntrustedText("wa1"),
                channel: .whatsapp,
                address: UntrustedText("+33612345678"),
                isVerified: true,
                hasWritten: true,
                conversation: Self.first.id
            ),
            GuestChannel(
                account: UntrustedText("bonjour@riad.example"),
                channel: .email,
                address: UntrustedText("sofia@example.com"),
                isVerified: false,
                hasWritten: false,
                conversation: mail
            ),
        ]
        try house.press("Enter", "C")
        #expect(house.screen.contains("Write to Sofia Moreau"))
        #expect(house.screen.contains("sofia@example.com"))
        try house.press("j", "F")
        #expect(house.sent.map(\.conversation) == [mail])
        #expect(house.sent.first?.resends == house.messages[Self.first.id]?[4].id)
    }

    @Test("Where nothing failed the key says so")
    func nothing() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter", "F")
        #expect(house.screen.contains("No reply failed here."))
        #expect(house.sent.isEmpty)
    }
}
