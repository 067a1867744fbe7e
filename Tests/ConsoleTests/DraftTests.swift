import Console
import Domain
import Screen
import Testing

@Suite("Drafts")
struct DraftTests {
    private func writing(_ keys: String = "r", columns: Int = 120, rows: Int = 24) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows)
        try house.press("Enter", keys)
        return house
    }

    @Test("A text never changes by itself from reply to note, or back; it says so when the other key is pressed")
    func kind() throws {
        var house = try writing("r")
        house.type("Bonjour")
        try house.press("Esc", "i")
        #expect(house.screen.contains("─ Reply on WhatsApp to Sofia Moreau"))
        #expect(house.screen.contains("A reply is already started"))
        try house.press("^N")
        #expect(house.screen.contains("┄ Note, not sent to the guest"))
        try house.press("Esc", "r")
        #expect(house.screen.contains("┄ Note, not sent to the guest"))
        #expect(house.screen.contains("A note is already started"))
    }

    @Test("Where the conversation goes out of sight under the writer, no key reaches another one, and the text stays")
    func outOfSight() throws {
        var house = try writing("r", columns: 80)
        house.type("Bon")
        let gone = house.conversations.removeFirst()
        house.messages[gone.id] = []
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.screen.contains("It is gone, or not visible to you."))
        let before = house.done.count
        house.type("cxn")
        #expect(house.steered.allSatisfy { if case .claimNext = $0 { false } else { true } })
        #expect(house.done.dropFirst(before).allSatisfy { if case .composer(.saveDraft) = $0 { true } else { false } })
        #expect(house.state.drafts[gone.id]?.text == "Boncxn")
        #expect(!house.screen.contains("Sofia Moreau"))
        #expect(!house.screen.contains("1234A"))
        try house.press("Esc")
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.state.thread == nil)
    }

    @Test("Where it goes out of sight under a choice, the choice isn't made for another one")
    func outOfSightUnderChoice() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("Enter", ":")
        house.type("release")
        let gone = house.conversations.removeFirst()
        house.dispatch(.refreshTimerFired)
        house.answer()
        try house.press("Enter")
        #expect(
            house.done.allSatisfy { if case .changes(.change(_, let id, _, _)) = $0 { id == gone.id } else { true } }
        )
        #expect(house.state.focus == .thread)
    }

    @Test("An empty draft becomes what is asked for")
    func emptyKind() throws {
        var house = try writing("r")
        try house.press("Esc", "i")
        #expect(house.screen.contains("Note, not sent to the guest"))
    }

    @Test("A draft stays with its conversation while others are opened and closed")
    func drafts() throws {
        var house = try writing("r")
        house.type("pour Sofia")
        try house.press("Esc", "J", "r")
        house.type("for James")
        try house.press("Esc", "K")
        #expect(house.screen.contains("pour Sofia"))
        #expect(!house.screen.contains("for James"))
        try house.press("Esc", "j", "Enter")
        #expect(house.screen.contains("for James"))
        #expect(house.state.drafts.count == 2)
    }

    @Test("Every change of a text is kept on disk, and an emptied one is dropped")
    func kept() throws {
        var house = try writing("i")
        house.type("ab")
        let id = ConsoleHarness.guests[0].id
        #expect(
            house.done.suffix(2) == [
                .composer(.saveDraft(draft(.note, "a"))), .composer(.saveDraft(draft(.note, "ab"))),
            ]
        )
        try house.press("Backspace", "Backspace")
        #expect(house.done.last == .composer(.deleteDraft(id)))
    }

    private func draft(_ kind: ComposerKind, _ text: String) -> Draft {
        Draft(conversation: ConsoleHarness.guests[0].id, kind: kind, text: text)
    }

    @Test("Drafts of an earlier run are there again, also where the conversation is open already")
    func restored() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter")
        house.dispatch(.composer(.restored(drafts: [draft(.note, "hier soir")], queue: [])))
        #expect(house.screen.contains("hier soir"))
        #expect(house.screen.contains("Note, not sent to the guest"))
        try house.press("Esc", "Enter")
        #expect(house.screen.contains("hier soir"))
    }

    @Test("A draft begun before those of an earlier run were read is merged with them, not lost")
    func restoredLate() throws {
        var house = try writing("i")
        house.type("maintenant")
        house.dispatch(.composer(.restored(drafts: [draft(.reply, "hier soir")], queue: [])))
        house.answer()
        let merged = draft(.note, "hier soir\n\nmaintenant")
        #expect(house.done.last == .composer(.saveDraft(merged)))
        #expect(house.state.composer?.draft == merged)
    }

    @Test("Throwing a draft away asks first; any other key keeps it")
    func discard() throws {
        var house = try writing()
        house.type("x")
        try house.press("^X")
        #expect(house.screen.contains("Discard the draft for Sofia Moreau?"))
        try house.press("n")
        #expect(house.state.composer?.editor.text == "x")
        try house.press("^X", "y")
        #expect(house.state.composer == nil)
        #expect(house.done.last == .composer(.deleteDraft(ConsoleHarness.guests[0].id)))
        try house.press("r", "^X")
        #expect(house.state.overlay == nil, "an empty one just closes")
    }

    @Test("The external editor's text takes the draft's place, also when its conversation is no longer open")
    func externalEditor() throws {
        var house = try writing("i")
        house.type("brouillon")
        try house.press("^O")
        #expect(house.done.last == .composer(.editExternally(draft(.note, "brouillon"))))
        house.dispatch(.composer(.editorClosed(nil)))
        #expect(house.state.composer?.editor.text == "brouillon")
        house.dispatch(.composer(.editorClosed(draft(.note, "mieux\net plus"))))
        house.answer()
        #expect(house.state.composer?.editor.text == "mieux\net plus")
        #expect(house.done.last == .composer(.saveDraft(draft(.note, "mieux\net plus"))))
        try house.press("Esc", "Esc")
        house.dispatch(.composer(.editorClosed(draft(.note, "encore"))))
        house.answer()
        try house.press("i")
        #expect(house.state.composer?.editor.text == "encore")
    }
}
