import Console
import Domain
import Testing

@Suite("Webhooks on the screen")
struct WebhookTests {
    private func house(_ columns: Int = 120, _ rows: Int = 40, language: Language = .english) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows, role: .administrateur, language: language)
        try house.press("H", "3", "Enter")
        return house
    }

    private var first: Webhook { OperationsFixture.someWebhooks[0] }

    @Test("One configuration", arguments: [(40, 10), (80, 24), (120, 40), (200, 50)])
    func screens(columns: Int, rows: Int) throws {
        try expectScreen(try house(columns, rows).screen, "webhook-\(columns)x\(rows)")
    }

    @Test("In French")
    func french() throws {
        var house = try house(80, 24, language: .french)
        try expectScreen(house.screen, "webhook-french")
        try house.press("e")
        try expectScreen(house.screen, "webhook-form-french")
        try house.press("Esc", "s")
        try expectScreen(house.screen, "webhook-secret-menu-french")
        try house.press("Enter")
        try expectScreen(house.screen, "webhook-secret-french")
    }

    @Test("A new one is created with a form that says what is wrong")
    func adding() throws {
        var house = try house(80, 24)
        try house.press("Esc", "a")
        try expectScreen(house.screen, "webhook-form-80x24")
        try house.press("Enter")
        #expect(house.screen.contains("The http or https address"))
        house.type("n8n.riad.example/x")
        try house.press("Tab", "Tab", "^U")
        house.type("21")
        try house.press("Enter")
        #expect(house.screen.contains("0 to 20"))
        try house.press("^U")
        house.type("5")
        try house.press("Enter")
        var content = WebhookContent(name: "conversation-update", endpoint: "https://n8n.riad.example/x")
        content.retryCount = 5
        #expect(house.operations.webhookRequests.contains(.save(content, over: nil)))
        #expect(house.screen.contains("Added."))
    }

    @Test("e edits it, o switches it off and on")
    func editing() throws {
        var house = try house()
        try house.press("e", "Tab", "^U")
        house.type("https://other.riad.example/")
        try house.press("Enter")
        #expect(house.screen.contains("https://other.riad.example/"))
        try house.press("o")
        #expect(house.canvas.lines.contains { $0.contains("state") && $0.contains("off") })
        try house.press("o")
        #expect(house.canvas.lines.contains { $0.contains("state") && $0.contains("on") && !$0.contains("off") })
    }

    @Test("What somebody else changed meanwhile is said in the form, which keeps what was typed")
    func conflict() throws {
        var house = try house()
        try house.press("e", "Tab", "^U")
        house.type("https://other.riad.example/")
        house.operations.failure = .refused(.conflict)
        try house.press("Enter")
        #expect(house.screen.contains("Somebody changed it meanwhile"))
        #expect(house.screen.contains("https://other.riad.example/"))
    }

    @Test("A secret is typed without echo")
    func secret() throws {
        var house = try house(80, 24)
        try house.press("s", "Enter")
        house.type("short")
        try house.press("Enter")
        #expect(house.screen.contains("8 to 500 printable"))
        house.type("-but-long-enough")
        try expectScreen(house.screen, "webhook-secret-80x24")
        #expect(!house.screen.contains("long-enough"))
        try house.press("Enter")
        let secret = WebhookSecret("short-but-long-enough")
        #expect(house.operations.webhookRequests.contains(.setSecret(secret, of: first, keptHours: 24)))
        #expect(house.screen.contains("The secret is set."))
    }

    @Test("A generated secret is shown once, and whole", arguments: [40, 80])
    func generating(columns: Int) throws {
        var house = try house(columns, 24)
        try house.press("s", "j", "Esc")
        #expect(!house.operations.webhookRequests.contains(.generateSecret(of: first, keptHours: 24)))
        try house.press("s", "j", "Enter")
        try expectScreen(house.screen, "webhook-generated-\(columns)x24")
        #expect(house.screen.contains("whsec_"))
        try house.press("Enter")
        #expect(!house.screen.contains("whsec_"))
        #expect(house.screen.contains("conversation-update"))
    }

    @Test("The secret is removed; then the menu has nothing to remove")
    func removing() throws {
        var house = try house()
        try house.press("s", "j", "j", "Enter")
        #expect(house.operations.webhookRequests.contains(.setSecret(nil, of: first, keptHours: 24)))
        #expect(house.screen.contains("none: events aren't signed"))
        try house.press("s")
        #expect(house.screen.contains("Generate one") && !house.screen.contains("Remove it"))
    }

    @Test("t sends a test event and shows the exchange once a worker has had it")
    func testing() throws {
        var house = try house()
        try house.press("t")
        #expect(house.screen.contains("waiting for a worker"))
        #expect(house.done.contains(.wake(after: .milliseconds(300))))
        house.wait(.seconds(1))
        house.answer()
        #expect(house.screen.contains("waiting for a worker"))
        house.operations.attempts[OperationsFixture.testEvent] = [
            OperationsFixture.attempt(1, status: 204)
        ]
        house.wait(.seconds(1))
        house.answer()
        try expectScreen(house.screen, "webhook-test-120x40")
        #expect(house.screen.contains("HTTP 204 in 96 ms"))
        try house.press("Esc")
        #expect(house.screen.contains("o on or off"))
    }

    @Test("A test that nobody sends ends with advice", arguments: Language.allCases)
    func testingInVain(language: Language) throws {
        var house = try house(language: language)
        try house.press("t")
        house.wait(.seconds(40))
        house.answer()
        #expect(house.screen.contains("riad-worker"))
        let count = house.operations.deliveryRequests.count
        house.wait(.seconds(1))
        house.answer()
        #expect(house.operations.deliveryRequests.count == count, "it gives up")
    }

    @Test("d shows its deliveries")
    func deliveries() throws {
        var house = try house()
        try house.press("d")
        #expect(house.screen.contains("state_changed") && !house.screen.contains("escalated"))
        #expect(house.canvas.lines.contains { $0.contains("conversation-update") && !$0.contains("message") })
    }
}
