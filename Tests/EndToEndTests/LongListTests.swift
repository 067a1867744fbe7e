import Domain
import TerminalSupport
import TestSupport
import Testing

@Suite("Long lists and long threads", .serialized, .ownThread, .longRounds)
struct LongListTests {
    private let house: EndToEndHarness
    private let agent: TestPerson

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
    }

    @Test("every conversation of more than a hundred is passed once, down to the last and back up to the first")
    func list() throws {
        try house.database.run(
            """
            INSERT INTO guest (guest_id, org_id, first_name, last_name)
            SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(), 'Guest', 'N' || n || '.'
            FROM generate_series(1, 150) n;
            INSERT INTO conversations (guest_id, channel_type, last_message_at, last_message_content)
            SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'email', now() - make_interval(mins => n / 7),
                'Bonjour'
            FROM generate_series(1, 150) n
            """
        )
        let console = try house.console(as: agent, columns: 80, rows: 24)
        try console.wait(forText: "Guest N")
        let down = try walk(console, with: "j", rows: 150)
        #expect(Set(down) == Set((1...150).map { "N\($0)." }))
        let up = try walk(console, with: "k", rows: 150)
        #expect(up == down.reversed())
        console.type("G")
        try console.wait(for: "the last row chosen") { Self.chosen($0) == down.last }
        console.type("g")
        try console.wait(for: "the first row chosen") { Self.chosen($0) == down.first }
    }

    @Test("every message of a thread of more than a thousand is passed, up to the first and down to the latest")
    func thread() throws {
        let conversation = try house.channel.receiveMessage("Message 1.", from: "Sofia Moreau", address: "+33612345678")
        try house.database.run(
            """
            INSERT INTO conversation_messages (conversation_id, seq, sender_type, message_content, created_at)
            SELECT '\(conversation)', n, 'guest', 'Message ' || n || '.', now() - make_interval(secs => 1200 - n)
            FROM generate_series(2, 1200) n;
            UPDATE conversations SET last_seq = 1200 WHERE id = '\(conversation)'
            """
        )
        let console = try house.console(as: agent, columns: 100, rows: 50)
        try console.wait(forText: "Sofia Moreau")
        console.type(Keys.enter)
        try console.wait(forText: "Message 1200.")
        var seen: Set<Int> = []
        while !seen.contains(1) {
            let before = seen.count
            // While older messages are on their way a key has nowhere to go, and is pressed again.
            for _ in 0..<20 where seen.count == before {
                let isOlder: ()? = try? console.wait(for: "older messages", within: .seconds(3)) { screen in
                    seen.formUnion(Self.numbers(screen))
                    return seen.count > before
                }
                if isOlder == nil { console.type("\u{02}") }
            }
            try #require(seen.count > before)
            // A screen comes in several reads.
            console.waitUntilQuiet(30)
            seen.formUnion(Self.numbers(console.screen))
            console.type("\u{02}")
        }
        console.waitUntilQuiet(100)
        seen.formUnion(Self.numbers(console.screen))
        #expect(seen == Set(1...1200))
        try console.wait(forText: "the conversation begins here")
        console.type("G")
        try console.wait(forText: "Message 1200.")
    }

    /// Presses a key until so many rows were chosen one after another, and once more, which stays on the last of them.
    private func walk(_ console: PseudoTerminal, with key: String, rows count: Int) throws -> [String] {
        var rows = [Self.chosen(console.screen)]
        while rows.count < count {
            console.type(key)
            try console.wait(for: "another row") { Self.chosen($0) != rows.last }
            rows.append(Self.chosen(console.screen))
        }
        console.type(key)
        console.waitUntilQuiet(100)
        #expect(Self.chosen(console.screen) == rows.last)
        return rows.compactMap { $0 }
    }

    /// The last word of the guest's name in the row with the bar.
    private static func chosen(_ screen: TerminalScreen) -> String? {
        let row = screen.lines.first { $0.hasPrefix("▌") && $0.contains("Guest N") }
        return row?.split(separator: " ").first { $0.hasPrefix("N") }.map(String.init)
    }

    /// The numbers of the messages that the thread shows; the list beside it names one, too.
    private static func numbers(_ screen: TerminalScreen) -> [Int] {
        screen.lines.compactMap { line in
            guard !line.hasPrefix("▌"), line.contains("Message "), let word = line.split(separator: " ").last,
                word.hasSuffix(".")
            else { return nil }
            return Int(word.dropLast())
        }
    }
}
