import Console
import Domain
import Testing

@Suite("Finishing conversations on the screen")
struct FinishingTests {
    private func house(columns: Int = 120) -> ConsoleHarness {
        ConsoleHarness(columns: columns, rows: 24, role: .superviseur)
    }

    private func notice(_ house: ConsoleHarness) -> String { house.canvas.lines.last ?? "" }

    /// Up to which message the person had seen what they asked to be changed last.
    private func seen(_ house: ConsoleHarness) -> Int64? {
        let changes = house.done.compactMap { effect in
            if case .changes(.change(_, _, _, let seen)) = effect { seen } else { nil }
        }
        return changes.last
    }

    @Test("Of the marked ones that is left open in which the guest wrote since it was marked, and y says so")
    func many() throws {
        var house = house()
        try house.press("Space", "Space")
        house.conversations[1].lastSequence += 1
        house.conversations[1].lastSender = .guest
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("s", "j", "j", "j", "j", "j", "j", "Enter")
        #expect(house.conversations[1].state.isOpen)
        #expect(notice(house).contains("y why 1 was not"))
        try house.press("y")
        #expect(house.screen.contains("James Okafor: The guest has written since."))
    }

    @Test("From the list, the last message that the row told of when the question came up is what was seen")
    func fromList() throws {
        var house = house()
        let before = house.conversations[0].lastSequence
        try house.press("s")
        house.conversations[0].lastSequence += 1
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("j", "Enter")
        #expect(seen(house) == before)
    }

    @Test("In a thread that is what has been on the screen; where the guest wrote since, that is said and shown")
    func fromThread() throws {
        var rows = ConsoleHarness.guests
        rows[0].lastSequence = 40
        var house = ConsoleHarness(
            columns: 120,
            rows: 24,
            role: .superviseur,
            conversations: rows,
            messages: ConsoleHarness.thread(40)
        )
        let id = rows[0].id
        try house.press("Enter", "PgUp", "PgUp")
        house.messages[id]?.append(
            ConsoleHarness.message(41, .guest, "Sofia Moreau", "Encore une chose", minutesAgo: 0)
        )
        house.conversations[0].lastSequence = 41
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("s", "j", "Enter")
        #expect(seen(house) == 40)
        house.dispatch(.changes(.completed(.state(.resolue), on: id, .failure(.refused(.outdated)))))
        house.answer()
        #expect(notice(house).contains("The guest has written meanwhile"))
        #expect(house.screen.contains("Encore une chose"))
        house.wait(.seconds(1))
        try house.press("s", "j", "Enter")
        #expect(seen(house) == 41)
    }
}
