import Domain
import TerminalSupport
import TestSupport
import Testing

@Suite("Never the wrong guest", .serialized, .ownThread)
struct WrongGuestTests {
    private static let guests = [
        "Sofia Moreau", "James Okafor", "Klaus Weber", "Giulia Rossi", "Emily Davis", "Inès Laurent", "Omar Idrissi",
        "Rocío García",
    ]

    private let house: EndToEndHarness
    private let boss: TestPerson

    init() throws {
        house = try EndToEndHarness()
        boss = try house.database.person(.superviseur, name: ("Karim", "Bennani"))
        for (number, guest) in Self.guests.enumerated() {
            let address = "+21267011223\(number)"
            try house.channel.receiveMessage("Bonjour \(number)", from: guest, address: address, quietly: true)
        }
    }

    /// How often the boss wrote to each guest: messages, and changes of state, priority, tags and assignee.
    private func writes() throws -> [String: Int64] {
        let counts = try house.database.value(
            """
            SELECT string_agg(c.shown_guest_name || E'\\x1E' || w.count, E'\\x1F')
            FROM (
                SELECT conversation_id, count(*) FROM (
                    SELECT m.conversation_id FROM conversation_messages m WHERE m.sender_id = '\(boss.id)'
                    UNION ALL
                    SELECT a.row_key::uuid FROM riad.audit a
                    WHERE a.table_name = 'conversations' AND a.user_id = '\(boss.id)'
                ) x GROUP BY conversation_id
            ) w JOIN conversations c ON c.id = w.conversation_id
            """,
            as: String.self
        )
        let pairs = (counts ?? "").split(separator: "\u{1F}").map { $0.split(separator: "\u{1E}") }
        return Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), Int64($0[1]) ?? 0) })
    }

    /// The guests whom a screen names as those that a key acts on: in the box's title, else where the bar is.
    private func named(on lines: [String]) -> [String] {
        let titles = lines.filter { $0.contains("── ") && !$0.hasPrefix("▌─") }
        let boxed = Self.guests.filter { guest in
            [" · ", "Transfer ", "Assign "].contains { before in titles.contains { $0.contains(before + guest) } }
        }
        guard boxed.isEmpty else { return boxed }
        return Self.guests.filter { guest in lines.contains { $0.contains("▌") && $0.contains(guest) } }
    }

    @Test("a filter typed in a thread never reaches its guest")
    func filterInThread() throws {
        let console = try house.console(as: boss)
        try console.wait(forText: "Sofia Moreau")
        console.type(Keys.enter)
        try console.wait(forText: "the conversation begins here")
        console.type("/rocío garcía")
        try console.wait(forText: "rocío garcía")
        console.type(Keys.send)
        console.type(Keys.enter)
        try console.wait(until: "only Rocío is listed") {
            console.screen.lines.contains { $0.contains("▌") && $0.contains("Rocío García") }
        }
        #expect(try writes().isEmpty)
    }

    @Test(
        "whatever is typed, each write in the database is about whom the screen named",
        .longRounds,
        arguments: [80, 120, 200],
        1...2
    )
    func random(columns: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 31 &+ UInt64(columns))
        let plain = ["NO_COLOR": "1", "EDITOR": "true"]
        let console = try house.console(as: boss, columns: columns, rows: 40, environment: plain)
        try console.wait(forText: "Sofia Moreau")
        var before = try writes()
        var typed: [String] = []
        var named: [[String]] = []
        for step in 0..<120 {
            console.read(within: 40)
            // A write may come to the database a key later.
            named = named.suffix(1) + [self.named(on: console.screen.lines)]
            let key = random.key()
            typed.append(key)
            console.type(key)
            if step % 9 == 0 {
                let guest = random.below(Self.guests.count)
                let name = Self.guests[guest]
                try house.channel.receiveMessage("Encore", from: name, address: "+21267011223\(guest)")
            }
            console.read(within: 60)
            let after = try writes()
            let touched = after.filter { $0.value != before[$0.key] }.map(\.key)
            // What is taken from the queue is named by the notice that follows.
            func isNamed(_ guest: String) -> Bool {
                if named.flatMap(\.self).contains(guest) { return true }
                guard typed.suffix(3).contains("n") else { return false }
                let notice: ()? = try? console.wait(for: "the notice") { self.named(on: $0.lines).contains(guest) }
                return notice != nil
            }
            for guest in touched where !isNamed(guest) {
                let screen = console.screen.lines.joined(separator: "\n")
                Issue.record("wrote to \(guest), named \(named) after \(typed.suffix(12))\n\(screen)")
                return
            }
            before = after
        }
        console.type("\u{1B}")
        console.type("\u{11}y")
        _ = try console.waitForEnd()
    }
}

extension SeededGenerator {
    fileprivate mutating func key() -> String { Self.keys[below(Self.keys.count)] }

    private static let keys = [
        "j", "j", "k", "\r", "\r", "\r", "\u{1B}", "\t", "r", "i", "Bonjour", "c", "x", "s", "p", "t", "n", "J", "K",
        "1", "2", "3", "-", "[", "]", "o", "/", "h", "d", "\u{13}", "\u{13}", "C", "T", "G", "g",
    ]
}
