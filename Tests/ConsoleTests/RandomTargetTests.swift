import Console
import Domain
import Screen
import Testing

@Suite("Whatever is typed, nothing happens to a guest whom the screen didn't name")
struct RandomTargetTests {
    /// A generator whose numbers follow from its state alone (SplitMix64).
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let keys = [
        "j", "k", "g", "G", "Enter", "Enter", "Esc", "Esc", "Tab", "r", "i", "c", "x", "s", "p", "t", "T", "a", "m",
        "n", "u", "J", "K", "1", "2", "3", "-", "[", "]", "f", "o", "w", "/", "b", "e", ".", "C", "h", "Space", "v",
        "z", "^S", "^T", "^N", "^X", "y", "q", "Down", "Up", "é", "d",
    ]

    @Test("Each write is about whom the box, the composer or the bar named", arguments: [80, 120, 200], 1...4)
    func named(columns: Int, seed: UInt64) throws {
        var random = Random(state: seed &* 7_919 &+ UInt64(columns))
        var house = ConsoleHarness(
            columns: columns,
            rows: 30,
            role: seed.isMultiple(of: 2) ? .superviseur : .agent
        )
        var writes = 0
        for step in 0..<2_000 {
            // Some walks write late.
            if step >= 160, writes > 0 { break }
            if step.isMultiple(of: 13) { disturb(&house, using: &random) }
            let named = Set(house.namedGuests)
            let key = Self.keys.randomElement(using: &random) ?? "j"
            let before = house.asked.count
            try house.pressWithoutReplies(key)
            for id in house.written(since: before) {
                guard let guest = ConsoleHarness.guests.first(where: { $0.id == id })?.guestName?.original else {
                    continue
                }
                writes += 1
                guard !named.contains(guest) else { continue }
                Issue.record("\(key) wrote to \(guest), while the screen named \(named) as \(seed) in \(step)")
                return
            }
            // Answers may come before the next key or after it.
            if !Int.random(in: 0..<3, using: &random).isMultiple(of: 3) { house.answer() }
            if Int.random(in: 0..<4, using: &random) == 0 { house.wait(.milliseconds(700)) }
        }
        house.answer()
        #expect(writes > 0)
    }

    /// Something that others do meanwhile: a guest writes, a colleague takes or finishes a conversation, time passes.
    private func disturb(_ house: inout ConsoleHarness, using random: inout Random) {
        let index = house.conversations.indices.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            house.conversations[index].lastMessageAt = house.now
            house.conversations[index].lastSequence += 1
        case 1: house.conversations[index].state = house.conversations[index].state == .enCours ? .resolue : .enCours
        case 2: house.conversations[index].priority = Priority.allCases.randomElement(using: &random) ?? .low
        default:
            house.assign(
                house.conversations[index].id,
                to: [nil, ConsoleHarness.me].randomElement(using: &random) ?? nil
            )
        }
        house.receiveNotification(house.conversations[index].id)
        house.wait(.seconds(4))
        house.dispatch(.refreshTimerFired)
    }
}

extension ConsoleHarness {
    /// The guests whom the screen names as those that a key acts on: in the title of the box; else in the composer's
    /// rule, in the thread's title or in the list's row with the bar, whichever has the focus; and those marked.
    fileprivate var namedGuests: [String] {
        let lines = canvas.lines
        func guests(in line: String) -> [String] {
            ConsoleHarness.guests.compactMap(\.guestName?.original).filter { line.contains($0) }
        }
        if state.overlay != nil {
            let titles = lines.filter { $0.contains("── ") }
            let named = titles.flatMap { guests(in: $0) }
            // A box about many says how many they are.
            return named.isEmpty ? marked(lines).flatMap { guests(in: $0) } : named
        }
        return (lines.filter { $0.contains("▌") } + marked(lines)).flatMap { guests(in: $0) }
    }

    private func marked(_ lines: [String]) -> [String] { lines.filter { $0.contains("✓") } }

    /// The conversations that the effects since an earlier count write to, except those of many at once.
    fileprivate func written(since count: Int) -> [Identifier<Conversation>] {
        asked.dropFirst(count).flatMap { effect -> [Identifier<Conversation>] in
            switch effect {
            case .changes(.change(_, let id, _, _)): return [id]
            case .composer(.enqueue(let message)): return [message.conversation]
            case .assignment(.transfer(let order)): return [order.conversation]
            case .assignment(.change(let order)):
                guard case .items(let items) = order.target, items.count == 1 else { return [] }
                return items.map(\.id)
            case .merging(.merge(let members, let head)): return members + [head]
            default: return []
            }
        }
    }
}
