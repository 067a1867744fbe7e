import Console
import Domain
import Screen
import Testing

@Suite("What overlays say of their keys")
struct OverlayHintTests {
    /// How to open each overlay; of marked conversations, of one, and what comes after a choice in it.
    private static let ways: [[String]] = [
        ["?"], [":"], ["f"], ["w"], ["/"], ["S"], ["^Q"], ["s"], ["p"], ["t"], ["a"], ["T"], ["a", "Enter"],
        ["T", "Enter"], ["Space", "s"], ["Space", "p"], ["Space", "t"], ["Space", "a"], ["Space", "a", "Enter"],
        ["Space", "a", "Enter", "Enter", "y"], ["S", "Tab"],
        ["H"], ["H", "Enter"], ["H", "2"], ["H", "2", "Enter"], ["H", "2", "Enter", "Enter"], ["D"],
    ]

    private func open(_ way: [String], _ columns: Int, _ rows: Int, _ language: Language) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows, role: .superviseur, language: language)
        if way.last == "y" { house.assign(ConsoleHarness.guests[0].id, to: ConsoleHarness.fatima) }
        for key in way { try house.press(key) }
        try #require(house.state.overlay != nil)
        return house
    }

    private func rules(_ house: ConsoleHarness) -> [String] {
        house.canvas.lines.compactMap { line in
            guard let start = line.firstIndex(of: "─"), let end = line.lastIndex(of: "─"), start < end else {
                return nil
            }
            let rule = String(line[start...end])
            return rule.contains("── ") || rule.contains(" ──") ? rule : nil
        }
    }

    @Test("On 80 columns each says all of them, in both languages", arguments: ways, [Language.english, .french])
    func wide(way: [String], language: Language) throws {
        let rules = rules(try open(way, 80, 24, language))
        #expect(rules.count == 2)
        #expect(rules.allSatisfy { !$0.contains("…") })
    }

    @Test("On 40 columns whole hints are left out, none is cut", arguments: ways, [Language.english, .french])
    func hintsOnNarrow(way: [String], language: Language) throws {
        let bottom = try #require(rules(try open(way, 40, 24, language)).last)
        #expect(!bottom.contains("…"))
    }

    @Test("On 40 by 10 each stands whole between its rules", arguments: ways, [Language.english, .french])
    func narrow(way: [String], language: Language) throws {
        let house = try open(way, 40, 10, language)
        #expect(rules(house).count == 2)
        #expect(house.canvas.lines.count == 10)
    }

    @Test("The footer offers no keys that the overlay would take", arguments: ways, [Language.english, .french])
    func footer(way: [String], language: Language) throws {
        var house = try open(way, 120, 40, language)
        #expect(house.canvas.lines.last?.contains { $0 != " " } == false)
        for _ in 0..<3 where house.state.overlay != nil { try house.press("Esc") }
        #expect(house.canvas.lines.last?.contains("?") == true)
    }
}
