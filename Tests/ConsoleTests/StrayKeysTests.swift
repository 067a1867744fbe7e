import Console
import Domain
import Screen
import Testing

@Suite("A key that means nothing where it is typed")
struct StrayKeysTests {
    private func notice(_ house: ConsoleHarness) -> String { house.canvas.lines.last ?? "" }

    private func reading(_ columns: Int = 120) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: 24)
        try house.press("Enter")
        return house
    }

    @Test("A filter typed in a thread filters, and none of it becomes a reply", arguments: [80, 120])
    func filterInThread(columns: Int) throws {
        var house = try reading(columns)
        house.type("/rocío garcía")
        #expect(house.state.composer == nil)
        #expect(house.screen.contains("rocío garcía"))
        try house.press("^S")
        #expect(house.sent.isEmpty)
        try house.press("Esc")
        #expect(house.state.focus == .thread, "Esc leaves all as it was")
        #expect(house.state.drafts.count == 0)
    }

    @Test("A filter applied from a thread is the list's", arguments: [80, 120])
    func applied(columns: Int) throws {
        var house = try reading(columns)
        try house.press("/")
        house.type("priority:>=high")
        try house.press("Enter")
        #expect(house.state.focus == .inbox)
        #expect((house.state.thread == nil) == (columns < 100))
        #expect(house.state.inbox.query.priorities == [.high, .urgent])
    }

    @Test(
        "What shows another list does so from a thread as from the list",
        arguments: [("1", InboxAssignment.mine), ("2", .unassigned)]
    )
    func views(key: String, assignment: InboxAssignment) throws {
        let query = InboxQuery(assignment: assignment, order: .priority)
        var house = try reading()
        try house.press(key)
        #expect(house.state.inbox.query == query)
        #expect(house.state.focus == .inbox)
        try house.press("Tab", "-")
        #expect(house.state.inbox.query == InboxQuery(order: .priority))
        try house.press("Tab", "[")
        #expect(house.state.inbox.query == query)
        try house.press("Tab", "]")
        #expect(house.state.inbox.query == InboxQuery(order: .priority))
    }

    @Test("Choosing states, zones and the order works from a thread", arguments: ["f", "w", "o"])
    func choosing(key: String) throws {
        var house = try reading()
        try house.press(key)
        #expect(house.state.overlay != nil || house.state.inbox.query.order != InboxQuery().order)
    }

    @Test(
        "A letter that is no command says so, and swallows what is typed on",
        arguments: ["hello r", "Bonjour", "désolée"]
    )
    func noCommand(text: String) throws {
        var house = try reading()
        let before = house.state.thread?.row
        house.type(text)
        #expect(house.state.composer == nil && house.state.overlay == nil)
        #expect(house.state.thread?.row == before)
        #expect(notice(house).contains("does nothing here; ? lists the keys."))
        house.wait(.seconds(1))
        try house.press("r")
        #expect(house.state.composer?.kind == .reply, "after a pause a key is a command again")
    }

    @Test(
        "A key of the other pane says where it works",
        arguments: [("Space", true), ("v", true), ("e", false), ("J", false)]
    )
    func otherPane(key: String, isOfList: Bool) throws {
        var house = ConsoleHarness(columns: 120, rows: 24, role: .superviseur)
        if isOfList { try house.press("Enter") }
        try house.press(key)
        #expect(notice(house).contains(isOfList ? "works in the list only" : "works in an open conversation only"))
    }

    @Test("Text typed over a choice chooses nothing, and its Enter neither", arguments: ["s", "p"])
    func overChoice(key: String) throws {
        var house = try reading()
        try house.press(key)
        house.type("orry\n")
        #expect(house.changed.isEmpty)
    }

    @Test("A reply that comes back takes no key that was meant as a command")
    func returned() throws {
        var house = try reading()
        try house.press("r")
        house.type("Bonjour")
        try house.press("^S")
        house.dispatch(.composer(.messageRefused(house.sent[0], .refused(.outdated))))
        house.answer()
        try house.press("p")
        #expect(house.state.composer?.editor.text == "Bonjour")
        #expect(house.screen.contains("Priority · Sofia Moreau"))
    }

    @Test("A conversation goes to another role only with a reason: the state asks to whom and why")
    func transferred() throws {
        var house = try reading()
        try house.press("s")
        let index = try #require(house.choosableStates.firstIndex(of: .transferee))
        for _ in 0..<index { try house.press("j") }
        try house.press("Enter")
        #expect(house.screen.contains("Transfer Sofia Moreau"))
        house.type("technicien")
        try house.press("Enter", "Enter")
        #expect(notice(house).contains("A transfer needs a reason."))
        house.type("panne")
        try house.press("Enter")
        #expect(house.changed.isEmpty)
        #expect(house.steered.contains { if case .transfer(let order) = $0 { order.reason == "panne" } else { false } })
        #expect(notice(house).contains("Sofia Moreau · Transferred to technicien."))
    }

    @Test("Many at once are not escalated to nobody in particular")
    func many() throws {
        var house = ConsoleHarness(columns: 120, rows: 24, role: .superviseur)
        try house.press("Space", "Space", "s")
        #expect(!house.choosableStates.contains(.transferee))
    }
}

extension ConsoleHarness {
    /// The states that the open choice offers, in order.
    fileprivate var choosableStates: [ConversationState] {
        let lines = canvas.lines
        let top = lines.firstIndex { $0.contains("── State") } ?? 0
        return lines[top...].dropFirst().prefix { !$0.contains("──") }
            .compactMap { line in
                ConversationState.all.first { line.contains(Language.english.text(ConversationPhrase.state($0))) }
            }
    }
}
