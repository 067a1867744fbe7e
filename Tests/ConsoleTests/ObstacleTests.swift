import Console
import Domain
import Testing

@Suite("What can't be done, and why")
struct ObstacleTests {
    private func notice(_ house: ConsoleHarness) -> String { house.canvas.lines.last ?? "" }

    @Test("Somebody else's conversation: it says whose", arguments: ["r", "s", "p", "t", "x"])
    func othersConversation(key: String) throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("j", "j", key)
        #expect(notice(house).contains("Only the assignee, Fatima El-Fassi, can do that."))
        #expect(house.state.overlay == nil)
        #expect(house.state.composer == nil)
    }

    @Test("What is typed on after a refused reply was meant for the guest: its letters do nothing")
    func typedAhead() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("j", "j", "r")
        house.wait(.milliseconds(150))
        let steered = house.steered
        for letter in ["B", "o", "n", "j", "o", "u", "r", "Space", "c", "1", "Enter"] {
            try house.press(letter)
            house.wait(.milliseconds(300))
        }
        #expect(notice(house).contains("Only the assignee, Fatima El-Fassi, can do that."), "it still stands there")
        #expect(house.canvas.lines[6].hasPrefix("▌") && house.state.focus == .inbox)
        #expect(house.steered == steered)
        house.wait(.milliseconds(700))
        try house.press("n")
        #expect(house.steered.contains(.claimNext(zones: [])))
    }

    @Test("Whoever has seen that a reply is refused goes on at once")
    func reacts() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("j", "j", "r")
        house.wait(.milliseconds(300))
        try house.press("k")
        #expect(house.canvas.lines[4].hasPrefix("▌"))
        try house.press("j", "r", "Down")
        #expect(house.canvas.lines[8].hasPrefix("▌"), "a key that types nothing is a command at any time")
        try house.press("k", "r", "k", "k", "k", "k")
        #expect(house.canvas.lines[2].hasPrefix("▌"), "a key held down moves")
    }

    @Test("A note may be left on anybody's")
    func note() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("j", "j", "i")
        #expect(house.state.composer?.kind == .note)
    }

    @Test("Nobody's conversation: claiming is offered")
    func nobodys() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("j", "s")
        #expect(notice(house).contains("Only the assignee can do that; c claims it."))
        try house.press("c")
        let free = ConsoleHarness.guests[1]
        #expect(house.done.last == .changes(.change(.claim, on: free.id, assignee: nil, seen: free.lastSequence)))
    }

    @Test("What was claimed is one's own at once, before the list is read again")
    func claimedJustNow() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("j", "c")
        house.dispatch(.changes(.completed(.claim, on: ConsoleHarness.guests[1].id, .success(()))))
        #expect(notice(house).contains("Yours now."))
        try house.press("t")
        #expect(house.screen.contains("separate words with spaces"))
    }

    @Test("Claiming what is one's own already")
    func claimed() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("c")
        #expect(notice(house).contains("It is already yours."))
    }

    @Test("Claiming what is somebody else's says whose it is")
    func claimedByAnother() throws {
        var house = ConsoleHarness(columns: 120, rows: 24, role: .superviseur)
        house.assign(ConsoleHarness.guests[1].id, to: ConsoleHarness.fatima)
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("j", "c")
        #expect(notice(house).contains(" It is assigned to Fatima El-Fassi. "))
        #expect(!house.done.contains { if case .changes = $0 { true } else { false } })
    }

    @Test("An archived conversation takes nothing more", arguments: ["r", "i", "s", "p", "t", "c"])
    func archived(key: String) throws {
        var house = ConsoleHarness(columns: 120, rows: 24, role: .superviseur)
        for index in house.conversations.indices {
            house.conversations[index].state = .archivee
            house.conversations[index].assignee = nil
        }
        try house.press("f", "j", "j", "j", "j", "j", "j", "Space", "Enter", key)
        #expect(notice(house).contains("The conversation is archived and read-only."))
    }

    @Test(
        "A conversation that was archived while its user wrote keeps the text in the composer",
        arguments: ["r", "i"]
    )
    func archivedMeanwhile(key: String) throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter", key)
        house.type("Bonjour")
        house.conversations[0].state = .archivee
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("^S")
        #expect(house.sent.isEmpty)
        #expect(notice(house).contains("is archived"))
        #expect(house.state.composer?.editor.text == "Bonjour")
    }

    @Test("A role beside the desk may read and note, not answer what isn't its own")
    func technician() throws {
        var house = ConsoleHarness(columns: 120, rows: 24, role: .technicien)
        try house.press("j", "r")
        #expect(house.state.composer == nil)
        house.wait(.seconds(1))
        try house.press("i")
        #expect(house.state.composer?.kind == .note)
    }

    @Test("A role that this deployment added may nothing", arguments: ["r", "i", "c", "s", "p", "t", "x"])
    func unknownRole(key: String) throws {
        var house = ConsoleHarness(columns: 120, rows: 24, role: .other("stagiaire"))
        try house.press(key)
        #expect(notice(house).contains("Your role does not allow"))
    }

    @Test("An agent isn't offered to archive; a supervisor is")
    func archiving() throws {
        for (role, isOffered) in [(AppRole.agent, false), (.superviseur, true)] {
            var house = ConsoleHarness(columns: 80, rows: 24, role: role)
            house.conversations[0].state = .resolue
            house.conversations[0].assignee = ConsoleHarness.me
            try house.press("4", "s")
            #expect(house.screen.contains("archived") == isOffered)
        }
    }

    @Test("Without a selection there is nothing to act on", arguments: ["r", "i", "c", "s", "p", "t", "x", "Enter"])
    func nothingSelected(key: String) throws {
        var house = ConsoleHarness(columns: 120, rows: 24, role: .superviseur, conversations: [])
        try house.press(key)
        #expect(notice(house).contains("No conversation is selected."))
    }

    @Test("A word is said once, and gone with the next key")
    func saidOnce() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("c")
        #expect(notice(house).contains("already yours"))
        try house.press("j")
        #expect(!notice(house).contains("already yours"))
    }
}
