import Console
import Domain
import Testing

@Suite("All conversations of a guest in a list")
struct GuestConversationsTests {
    /// A guest with many conversations: most of them today, by two channels; the last ones older.
    private static let many: [Conversation] = {
        let said = [
            "Le code ?", "Merci !", "Wo ist der Schlüssel?", "متى الدخول؟", "And the parking?", "Taxi pour 8 h",
        ]
        var talks = (0..<14).map { number in
            var talk = ConsoleHarness.conversation(
                UInt64(60 + number),
                "Inès Laurent",
                number % 3 == 0 ? "Riad Yasmine" : "Marina Casablanca 4B",
                said[number % said.count],
                state: number == 0 ? .enCours : .resolue,
                channel: number % 2 == 0 ? .email : .whatsapp,
                minutesAgo: number < 11 ? Int64(1 + 17 * number) : Int64(900 + 2_000 * (number - 11))
            )
            talk.guest = Identifier(high: 8, low: 31)
            return talk
        }
        (talks[5].checkIn, talks[5].checkOut) = (nil, nil)
        talks[6].propertyName = nil
        talks[13].lastMessageAt = Timestamp(seconds: ConsoleHarness.now.seconds - 500 * 86_400)
        talks[12].state = .archivee
        return talks
    }()

    private func opened(_ columns: Int, _ rows: Int, _ language: Language = .english, with key: String = "m") throws
        -> ConsoleHarness
    {
        var house = ConsoleHarness(
            columns: columns,
            rows: rows,
            role: .superviseur,
            language: language,
            conversations: Self.many
        )
        try house.press("Enter", key)
        return house
    }

    @Test(
        "In merging, a dozen of one day are told apart by time, channel, stay, and what was said last",
        arguments: [(80, 24, Language.english), (120, 40, .english), (80, 24, .french), (40, 10, .french)]
    )
    func merging(columns: Int, rows: Int, language: Language) throws {
        let house = try opened(columns, rows, language)
        try expectScreen(house.screen, "guest-talks-\(language.rawValue)-\(columns)x\(rows)")
    }

    @Test("Going down shows the rest: yesterday's, those of other days and of other years")
    func end() throws {
        var house = try opened(80, 24)
        for _ in Self.many { try house.press("j") }
        #expect(house.screen.contains("yesterday   23:02"))
        #expect(house.screen.contains("23 Nov") == false)
        #expect(house.screen.contains("2025-07-12  14:02"))
        try expectScreen(house.screen, "guest-talks-end-80x24")
    }
}
