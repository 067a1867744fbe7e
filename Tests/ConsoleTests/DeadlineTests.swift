import Console
import Domain
import Testing

@Suite("Deadlines on the screen")
struct DeadlineTests {
    /// A house whose first conversation is on WhatsApp, the guest's last message so many minutes old.
    private func house(
        guestWrote minutesAgo: Int64,
        _ change: (inout Conversation) -> Void = { _ in }
    ) -> ConsoleHarness {
        var guests = ConsoleHarness.guests
        guests[0].lastGuestAt = Timestamp(seconds: ConsoleHarness.now.seconds - minutesAgo * 60)
        guests[0].lastMessageAt = Timestamp(seconds: ConsoleHarness.now.seconds - minutesAgo * 60)
        change(&guests[0])
        return ConsoleHarness(columns: 80, rows: 24, conversations: guests, messages: [:])
    }

    private func at(_ minutes: Int64) -> Timestamp { Timestamp(seconds: ConsoleHarness.now.seconds + minutes * 60) }

    @Test("A window that closes before the answer is due is marked in the list, and named above the thread")
    func window() throws {
        var house = house(guestWrote: 1_340) {
            $0.slaDueAt = at(2_000)
            $0.replyDueAt = at(100)
            $0.awaitingReplySince = at(-1_340)
        }
        #expect(house.screen.contains("WA  W+1h"))
        try house.press("Enter")
        #expect(house.screen.contains("WhatsApp closes in 1 h 40, reply owed"))
    }

    @Test("A guest who arrives while an answer is owed is marked, before and after")
    func arrival() throws {
        for (minutes, sign, words) in [
            (Int64(9), "→+9m", "arrives in 9 min, reply owed"), (-20, "→-20m", "arrived unanswered"),
        ] {
            var house = house(guestWrote: 60) {
                $0.slaDueAt = at(2_000)
                $0.replyDueAt = at(minutes)
                $0.awaitingReplySince = at(-60)
            }
            #expect(house.screen.contains(sign))
            try house.press("Enter")
            #expect(house.screen.contains(words))
        }
    }

    @Test("The last minute before a deadline is a minute, and so is the first one after: never none at all")
    func aroundDeadline() throws {
        for (seconds, sign, words) in [
            (Int64(59), "+1m", "reply due in 1 min"), (1, "+1m", "reply due in 1 min"),
            (-1, "-1m", "reply overdue by 1 min"), (-59, "-1m", "reply overdue by 1 min"),
        ] {
            var house = house(guestWrote: 30) {
                $0.replyDueAt = Timestamp(seconds: ConsoleHarness.now.seconds + seconds)
                $0.slaDueAt = $0.replyDueAt
                $0.awaitingReplySince = at(-30)
            }
            #expect(house.canvas.lines[2].contains(sign), "\(seconds) s")
            try house.press("Enter")
            #expect(house.screen.contains(words), "\(seconds) s")
        }
    }

    @Test("The composer counts down when the window closes soon, and says when only a template is left")
    func composer() throws {
        var open = house(guestWrote: 1_340)
        try open.press("Enter", "r")
        #expect(open.screen.contains("window closes in 1 h 40"))
        var early = house(guestWrote: 600)
        try early.press("Enter", "r")
        #expect(!early.screen.contains("window closes"))
        var closed = house(guestWrote: 1_441)
        try closed.press("Enter", "r")
        #expect(closed.screen.contains("24 h window closed"))
        #expect(closed.screen.contains("WhatsApp's 24 hours are over: ^R offers templates."))
        try closed.press("^N")
        #expect(closed.screen.contains("the guest never sees it"))
    }
}
