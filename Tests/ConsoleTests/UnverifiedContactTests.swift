import Console
import Domain
import Testing

@Suite("What a guest only claims")
struct UnverifiedContactTests {
    /// The conversation of a guest who claims these, opened.
    private func opened(
        _ claims: [String],
        only isOnlyClaimed: Bool = false,
        columns: Int = 200,
        language: Language = .english
    ) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: 50, language: language)
        house.claims = claims.map { UntrustedText($0) }
        house.isOnlyClaimed = isOnlyClaimed
        try house.press("Enter")
        return house
    }

    @Test(
        "stands beside the thread and in the guest's record, and is called unverified",
        arguments: [(Language.english, "unverified:", "Unverified"), (.french, "non vérifié :", "Non vérifié")]
    )
    func shown(language: Language, beside: String, inRecord: String) throws {
        var house = try opened(["vic@example.com", "+447700900123"], language: language)
        for claim in ["vic@example.com", "+447700900123"] { #expect(house.screen.contains("\(beside) \(claim)")) }
        #expect(!house.screen.contains("\(beside) guest@example.com"))
        try house.press("e", "Enter")
        let record = house.screen.split(separator: "\n").first { $0.contains(inRecord) }
        #expect(record?.contains("vic@example.com, +447700900123") == true)
    }

    @Test("marks the thread of a guest of whom nothing else is known, on a narrow screen too", arguments: [80, 200])
    func title(columns: Int) throws {
        let only = try opened(["vic@example.com"], only: true, columns: columns)
        #expect(
            only.screen.split(separator: "\n").contains { $0.contains("Sofia Moreau") && $0.contains("unverified") }
        )
    }

    @Test("doesn't mark the thread of a guest with a stay or an address that is known")
    func known() throws {
        #expect(try !opened(["vic@example.com"], columns: 80).screen.contains("unverified"))
    }

    @Test("is nowhere where nothing is claimed", arguments: Language.allCases)
    func nothing(language: Language) throws {
        var house = try opened([], language: language)
        #expect(!house.screen.contains("unverified") && !house.screen.contains("non vérifié"))
        try house.press("e", "Enter")
        #expect(!house.screen.contains("Unverified") && !house.screen.contains("Non vérifié"))
    }
}
