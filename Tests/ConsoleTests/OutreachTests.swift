import Console
import Domain
import Testing

@Suite("Writing first, and with a template")
struct OutreachTests {
    private static let first = ConsoleHarness.guests[0]
    private static let arrival = MessageTemplate(
        id: Identifier(high: 11, low: 1),
        name: UntrustedText("arrival"),
        language: "fr",
        body: UntrustedText("Bonjour {{1}}, à quelle heure le {{2}} ?"),
        category: nil,
        variableCount: 2
    )

    private func closed() -> ConsoleHarness {
        var house = ConsoleHarness(columns: 120, rows: 30, messages: [:], undoSeconds: 5)
        house.conversations[0].lastGuestAt = Timestamp(seconds: ConsoleHarness.now.seconds - 2 * 86_400)
        house.templates = [Self.arrival]
        house.receiveNotification(Self.first.id)
        house.answer()
        return house
    }

    @Test("After WhatsApp's 24 hours the composer offers the account's templates, and one goes out filled in")
    func template() throws {
        var house = closed()
        try house.press("Enter", "r")
        #expect(house.screen.contains("WhatsApp's 24 hours are over: ^R offers templates."))
        try house.press("^R")
        #expect(house.screen.contains("Template to Sofia Moreau"))
        #expect(house.screen.contains("Bonjour {{1}}"))
        try house.press("Enter")
        house.type("Sofia")
        try house.press("Tab")
        house.type("12 mai")
        try house.press("Enter")
        let message = try #require(house.sent.first)
        #expect(message.body == "Bonjour Sofia, à quelle heure le 12 mai ?")
        #expect(message.template == FilledTemplate(id: Self.arrival.id, values: ["Sofia", "12 mai"]))
        #expect(house.screen.contains("Bonjour Sofia"))
    }

    @Test("A template with an empty variable isn't sent")
    func empty() throws {
        var house = closed()
        try house.press("Enter", "r", "^R", "Enter")
        house.type("Sofia")
        try house.press("Enter")
        #expect(house.sent.isEmpty)
        #expect(house.screen.contains("on one line, not empty"))
    }

    @Test("A new conversation begins with a text to one of the guest's addresses, and opens")
    func start() throws {
        var house = ConsoleHarness(columns: 120, rows: 30, undoSeconds: 5)
        let channel = GuestChannel(
            account: UntrustedText("bonjour@riad.example"),
            channel: .email,
            address: UntrustedText("sofia@example.com"),
            isVerified: true,
            hasWritten: false,
            conversation: nil
        )
        house.channels = [channel]
        try house.press("C", "Enter")
        #expect(house.screen.contains("Write to Sofia Moreau"))
        house.type("Bonjour Sofia")
        try house.press("^S")
        let request: StartRequest? = house.done.lazy.compactMap { effect in
            if case .outreach(.start(let request)) = effect { request } else { nil }
        }.first
        let start = try #require(request)
        #expect(start.channel == channel && start.opening == .text("Bonjour Sofia"))
        house.dispatch(.outreach(.started(start, .success(Self.first.id))))
        house.answer()
        #expect(house.state.thread?.conversation.id == Self.first.id)
        #expect(house.screen.contains("reply being sent · z undo"))
    }

    @Test("A refusal keeps what was written")
    func refused() throws {
        var house = ConsoleHarness(columns: 120, rows: 30)
        house.channels = [
            GuestChannel(
                account: UntrustedText("a"),
                channel: .email,
                address: UntrustedText("sofia@example.com"),
                isVerified: true,
                hasWritten: true,
                conversation: nil
            )
        ]
        try house.press("C", "Enter")
        house.type("Bonjour")
        try house.press("^S")
        guard case .outreach(.start(let start))? = house.done.last else { throw MissingRequest() }
        house.dispatch(.outreach(.started(start, .failure(.refused(.notPermitted)))))
        house.answer()
        #expect(house.screen.contains("Bonjour"))
        #expect(house.state.overlay is StartForm)
    }

    private struct MissingRequest: Error {}
}
