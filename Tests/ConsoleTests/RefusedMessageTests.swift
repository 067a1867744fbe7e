import Console
import Domain
import Testing

@Suite("A message that the server refuses")
struct RefusedMessageTests {
    private func sending(_ texts: [String], key: String = "r") throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter")
        for text in texts {
            try house.press(key)
            house.type(text)
            try house.press("^S")
        }
        return house
    }

    private func draft(_ house: ConsoleHarness) -> Draft? { house.state.drafts[ConsoleHarness.guests[0].id] }

    @Test("It comes back into the draft and says why")
    func back() throws {
        var house = try sending(["Bonjour"])
        house.dispatch(.composer(.messageRefused(house.sent[0], .refused(.outdated))))
        house.answer()
        #expect(house.screen.contains("Not sent."))
        #expect(!house.screen.contains("sending…"))
        #expect(house.state.composer?.editor.text == "Bonjour")
        #expect(house.done.contains(.composer(.saveDraft(try #require(draft(house))))))
    }

    @Test("It stands before what was written since")
    func before() throws {
        var house = try sending(["Bonjour"])
        try house.press("r")
        house.type("et encore")
        house.dispatch(.composer(.messageRefused(house.sent[0], .refused(.notPermitted))))
        house.answer()
        #expect(draft(house)?.text == "Bonjour\n\net encore")
        house.type("!")
        #expect(draft(house)?.text == "Bonjour\n\net encore!")
    }

    @Test("Several come back in the order in which they were written")
    func order() throws {
        var house = try sending(["un", "deux", "trois"])
        try house.press("r")
        house.type("quatre")
        for message in house.sent { house.dispatch(.composer(.messageRefused(message, .refused(.outdated)))) }
        house.answer()
        #expect(draft(house)?.text == "un\n\ndeux\n\ntrois\n\nquatre")
    }

    @Test(
        "A reply that comes back onto a note leaves all of it a note, and a note onto a reply too",
        arguments: ["r", "i"]
    )
    func mixed(key: String) throws {
        var house = try sending(["premier"], key: key)
        try house.press(key == "r" ? "i" : "r")
        house.type("second")
        house.dispatch(.composer(.messageRefused(house.sent[0], .refused(.outdated))))
        house.answer()
        #expect(draft(house)?.kind == .note)
        #expect(draft(house)?.text == "premier\n\nsecond")
        #expect(house.screen.contains("Note, not sent to the guest"))
    }

    @Test("It takes no key that was meant for the list")
    func focus() throws {
        var house = try sending(["Bonjour"])
        try house.press("Tab")
        house.dispatch(.composer(.messageRefused(house.sent[0], .refused(.outdated))))
        house.answer()
        try house.press("j", "j")
        #expect(draft(house)?.text == "Bonjour")
        #expect(house.state.inbox.selectedIndex == 2)
    }

    @Test("It isn't thrown away by an answer to a question that was asked before")
    func discard() throws {
        var house = try sending(["Bonjour"])
        try house.press("r")
        house.type("x")
        try house.press("^X")
        house.dispatch(.composer(.messageRefused(house.sent[0], .refused(.outdated))))
        house.answer()
        try house.press("y")
        #expect(draft(house)?.text.hasPrefix("Bonjour\n\nx") == true)
    }

    @Test("It waits as a draft where its conversation isn't open")
    func elsewhere() throws {
        var house = try sending(["Bonjour"])
        try house.press("Esc", "j", "Enter")
        house.dispatch(.composer(.messageRefused(house.sent[0], .refused(.archived))))
        house.answer()
        #expect(house.state.thread?.row.guest.plain == "James Okafor")
        #expect(house.state.composer == nil)
        #expect(draft(house)?.text == "Bonjour")
    }
}
