import Console
import Domain
import Screen
import Testing

@Suite("Colleagues at work")
struct PresenceTests {
    private func company(_ house: ConsoleHarness) -> String? {
        house.canvas.lines.first {
            ["is typing", "are typing", "is reading", "are reading", "écri", " lit", "lisent"].contains(
                where: $0.contains
            )
        }.map { $0.split(separator: "│").last.map { $0.trimmingBlanks() } ?? "" }
    }

    /// A house with a conversation open on the screen, and these colleagues in it.
    private func house(
        _ colleagues: [(name: String?, isTyping: Bool)],
        language: Language = .english
    ) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: 80, rows: 24, language: language)
        house.company = colleagues.map { house.colleague($0.name, in: 0, typing: $0.isTyping) }
        try house.press("Enter")
        return house
    }

    @Test(
        "A line below the messages says who types and who reads, in the person's language",
        arguments: [
            ([("Fatima", true)], "Fatima is typing…", "Fatima écrit…"),
            ([("Fatima", false)], "Fatima is reading", "Fatima lit"),
            ([("Fatima", false), ("Youssef", false)], "Fatima and Youssef are reading", "Fatima et Youssef lisent"),
            (
                [("Fatima", true), ("Youssef", true), ("Karim", true)], "Fatima and 2 others are typing…",
                "Fatima et 2 autres écrivent…"
            ),
            (
                [("Fatima", true), ("Youssef", false)], "Fatima is typing…   Youssef is reading",
                "Fatima écrit…   Youssef lit"
            ),
            ([(nil, true)], "A colleague is typing…", "Un collègue écrit…"),
            ([(nil, false), (nil, false)], "2 colleagues are reading", "2 collègues lisent"),
        ] as [([(String?, Bool)], String, String)]
    )
    func words(colleagues: [(name: String?, isTyping: Bool)], english: String, french: String) throws {
        #expect(company(try house(colleagues)) == english)
        #expect(company(try house(colleagues, language: .french)) == french)
    }

    @Test("What a colleague calls themselves can't leave its line or hide anything")
    func hostileName() throws {
        let house = try house([("Fat\u{1B}[2Jima\n\u{202E}\(String(repeating: "x", count: 300))", true)])
        let line = try #require(company(house))
        #expect(line.hasPrefix("Fat") && line.hasSuffix("is typing…"))
        #expect(!line.contains("\u{1B}") && !line.contains("\u{202E}"))
    }

    @Test("Whose name is empty is a colleague")
    func nameless() throws {
        #expect(company(try house([("", true)])) == "A colleague is typing…")
    }

    @Test("The screens: someone types while one answers, wide and narrow", arguments: [(120, 24), (80, 24)])
    func screens(columns: Int, rows: Int) throws {
        var house = ConsoleHarness(columns: columns, rows: rows)
        house.company = [
            house.colleague("Fatima", in: 0, typing: true), house.colleague("Karim", in: 0),
            house.colleague("Youssef", in: 2, typing: true),
        ]
        try house.press("Enter", "r")
        house.type("Je suis désolée")
        try expectScreen(house.screen, "presence-\(columns)x\(rows)")
    }

    @Test("In the list, the second line of a conversation says that a colleague types in it")
    func list() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        let before = house.canvas.lines
        house.company = [house.colleague("Youssef", in: 2, typing: true), house.colleague("Karim", in: 1)]
        house.dispatch(.refreshTimerFired)
        house.answer()
        let changed = zip(before, house.canvas.lines).filter { $0 != $1 }.map(\.1)
        #expect(changed.count == 1)
        #expect(changed.first?.contains("Youssef is typing…") == true)
        house.company = []
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.canvas.lines == before)
    }

    @Test("The line goes when the colleague does, and when the line to the server is lost")
    func leaves() throws {
        var house = try house([("Fatima", true)])
        let here = house.company
        house.company = []
        house.dispatch(.presence(.changed(in: house.id(0))))
        house.answer()
        #expect(company(house) == nil)
        house.company = here
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(company(house) == "Fatima is typing…")
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 3))))
        #expect(company(house) == nil)
    }

    @Test("A hint about another conversation asks nothing")
    func otherHint() throws {
        var house = try house([])
        house.dispatch(.presence(.changed(in: house.id(2))))
        #expect(house.takeAsked() == [])
    }

    @Test("What is told: opening, beginning and ending to type, leaving; nothing in between")
    func told() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        #expect(house.whereabouts == [place(nil)])
        try house.press("j", "k", "j", "G", "g", "^D", "^U")
        #expect(house.whereabouts.count == 1)
        let id = house.id(0)
        try house.press("Enter")
        #expect(house.whereabouts.last == place(id))
        try house.press("r")
        #expect(house.whereabouts.count == 2)
        house.type("Bonjour, oui")
        #expect(house.whereabouts.dropFirst(2) == [place(id, .typing)])
        try house.press("^S")
        #expect(house.whereabouts.dropFirst(3) == [place(id)])
        try house.press("Esc")
        #expect(house.whereabouts.dropFirst(4) == [place(nil)])
    }

    @Test("Moving in the list sends nothing about presence, not even a question")
    func movingIsFree() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.pressWithoutReplies("j", "j", "k", "g")
        #expect(house.takeAsked().allSatisfy { if case .presence = $0 { false } else { true } })
    }

    @Test(
        "Who stops typing types no more after a while, though the composer is open, and types again with the next key"
    )
    func pauses() throws {
        var house = try house([])
        try house.press("r")
        house.type("Bon")
        let id = house.id(0)
        house.wait(.seconds(14))
        house.answer()
        #expect(house.whereabouts.last == place(id, .typing))
        house.wait(.seconds(2))
        house.answer()
        #expect(house.whereabouts.last == place(id))
        house.type("j")
        #expect(house.whereabouts.last == place(id, .typing))
    }

    @Test("Who presses no key for five minutes is away since then, and back with the next key, whatever it is")
    func away() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("j")
        let last = house.now
        house.wait(.seconds(299))
        house.answer()
        #expect(house.whereabouts.count == 1)
        house.wait(.seconds(1))
        house.answer()
        #expect(house.whereabouts.last == PresenceUpdate(conversation: nil, act: .reading, idleSince: last))
        house.wait(.seconds(600))
        house.answer()
        #expect(house.whereabouts.count == 2)
        try house.press("k")
        #expect(house.whereabouts.last == place(nil))
        #expect(house.whereabouts.count == 3)
    }

    @Test("In one's own editor one writes, however long it takes; it is told before the editor has the terminal")
    func editor() throws {
        var house = try house([])
        try house.press("r")
        try house.pressWithoutReplies("^O")
        let asked = house.takeAsked()
        #expect(asked.first == .presence(.update(place(house.id(0), .editing))))
        #expect(asked.dropFirst().contains { if case .composer(.editExternally) = $0 { true } else { false } })
        house.wait(.seconds(900))
        house.dispatch(.composer(.editorClosed(nil)))
        house.answer()
        #expect(house.whereabouts.last == place(house.id(0)))
    }

    @Test("After a lost line it is told anew where one is")
    func reconnected() throws {
        var house = try house([])
        let count = house.whereabouts.count
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 1))))
        try house.press("j")
        #expect(house.whereabouts.count == count)
        house.dispatch(.session(.connectionChanged(.live)))
        house.answer()
        #expect(house.whereabouts.dropFirst(count) == [place(house.id(0))])
    }

    @Test("What the server didn't take is told again with the next catch-up, not at once")
    func untold() throws {
        var house = try house([])
        let count = house.whereabouts.count
        house.dispatch(.presence(.updateFailed))
        house.answer()
        try house.press("j")
        #expect(house.whereabouts.count == count)
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.whereabouts.count == count + 1)
    }

    @Test("Nobody is told anything by a login without rights")
    func noRights() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        house.dispatch(.session(.signedInWithoutUser))
        let count = house.whereabouts.count
        try house.press("Enter")
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.whereabouts.count == count)
    }

    @Test("On the smallest screen it takes one line, and the message that is answered keeps its own")
    func low() throws {
        var house = ConsoleHarness(columns: 40, rows: 10)
        house.company = [house.colleague("Fatima", in: 0, typing: true)]
        try house.press("Enter", "r")
        #expect(house.canvas.lines.contains { $0.hasPrefix(" Fatima is typing…") })
        #expect(house.screen.contains("Le code de la porte") && house.screen.contains("Reply on WhatsApp"))
    }

    private func place(_ id: Identifier<Conversation>?, _ act: PresenceActivity = .reading) -> PresenceUpdate {
        PresenceUpdate(conversation: id, act: act, idleSince: nil)
    }
}

extension Substring {
    fileprivate func trimmingBlanks() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
