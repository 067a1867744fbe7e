import Console
import Domain
import Testing

@Suite("States, channels and senders are called by names")
struct NamesTests {
    @Test("Lists and threads name the states in the language chosen; queries and scripts keep their labels")
    func states() throws {
        let english = ConsoleHarness(columns: 120, rows: 30)
        #expect(english.screen.contains("in progress") && !english.screen.contains("EN_COURS"))
        let french = ConsoleHarness(columns: 120, rows: 30, language: .french)
        #expect(french.screen.contains("en cours") && !french.screen.contains("EN_COURS"))
        for state in ConversationState.all {
            for language in Language.allCases {
                #expect(language.text(ConversationPhrase.state(state)) != state.label)
            }
        }
    }

    @Test("Help ends with a legend of signs, states and channels, and finds them", arguments: Language.allCases)
    func legend(language: Language) throws {
        var house = ConsoleHarness(columns: 120, rows: 40, language: language)
        try house.press("?")
        house.type("WA")
        #expect(house.screen.contains("WhatsApp"))
        try house.press("^U")
        house.type(language == .english ? "read-only" : "lecture seule")
        #expect(house.screen.contains("ARCHIVÉE"))
        #expect(house.screen.contains(language == .english ? "archived" : "archivée"))
    }

    @Test("A machine is called by its kind, alone or beside the name that it was given", arguments: Language.allCases)
    func machines(language: Language) throws {
        let messages = [
            ConsoleHarness.message(1, .guest, "Sofia Moreau", "Bonjour", minutesAgo: 30),
            ConsoleHarness.message(2, .chatbot, nil, "Un instant.", minutesAgo: 29),
            ConsoleHarness.message(3, .ai, "Yasmine", "Je regarde.", minutesAgo: 28),
            ConsoleHarness.message(4, .ai, nil, "Voilà.", minutesAgo: 27),
        ]
        var house = ConsoleHarness(
            columns: 120,
            rows: 30,
            language: language,
            messages: [ConsoleHarness.guests[0].id: messages]
        )
        try house.press("Enter")
        let ai = language == .english ? "AI assistant" : "assistant IA"
        #expect(house.screen.contains("  chatbot"))
        #expect(house.screen.contains("Yasmine · \(ai)"))
        #expect(house.screen.contains("  \(ai)"))
    }

    @Test("The details say how to get in", arguments: Language.allCases)
    func access(language: Language) throws {
        var house = ConsoleHarness(columns: 200, rows: 50, language: language)
        try house.press("Enter")
        let heading = language == .english ? "Access" : "Accès"
        #expect(house.screen.contains(heading))
        #expect(house.screen.contains("Key box left of the door, code 1234"))
    }
}
