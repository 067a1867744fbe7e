import Console
import Domain
import Screen
import Testing
import Text

@Suite("Canned replies at the console")
struct RepliesTests {
    private func house(
        columns: Int = 80,
        role: AppRole = .agent,
        language: Language = .english,
        replies: [CannedReply] = ConsoleHarness.usualReplies
    ) -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: 24, role: role, language: language)
        house.replies = replies
        return house
    }

    /// The composer of Sofia's conversation, who writes from France.
    private func writing(_ replies: [CannedReply] = ConsoleHarness.usualReplies, columns: Int = 80) throws
        -> ConsoleHarness
    {
        var house = house(columns: columns, replies: replies)
        try house.press("Enter", "r")
        return house
    }

    @Test("The choice shows what it would insert, the guest's language first", arguments: [80, 140])
    func picker(columns: Int) throws {
        var house = try writing(columns: columns)
        try house.press("^R")
        try expectScreen(house.screen, "replies-picker-\(columns)x24")
    }

    @Test("Enter inserts at the cursor, filled in, as one change that one undo takes back")
    func insert() throws {
        var house = try writing()
        house.type("Bonjour. Merci !")
        try house.press("C-Left", "^R")
        house.type("dep")
        try house.press("Enter")
        #expect(house.state.overlay == nil)
        let text = "Bonjour. Le départ est à 11 h, Sofia.\nVotre Nadia AlamiMerci !"
        #expect(house.state.composer?.editor.text == text)
        #expect(
            house.done.last
                == .composer(.saveDraft(Draft(conversation: ConsoleHarness.guests[0].id, kind: .reply, text: text)))
        )
        try house.press("^_")
        #expect(house.state.composer?.editor.text == "Bonjour. Merci !")
    }

    @Test("Words of the text find it too, whatever their accents; what matches by name comes first")
    func search() throws {
        var house = try writing()
        try house.press("^R")
        house.type("reseau car")
        #expect(house.screen.contains("Wifi"))
        #expect(!house.screen.contains("Facture"))
        try house.press("^U")
        house.type("zzz")
        #expect(house.screen.contains("Nothing matches."))
        try house.press("Enter")
        #expect(house.state.overlay != nil, "nothing to insert")
        try house.press("Esc")
        #expect(house.state.overlay == nil)
        #expect(house.state.composer?.editor.isEmpty == true)
    }

    @Test("A variable that isn't known stays to be seen, and the reply isn't sent before it is filled in")
    func unfilled() throws {
        var house = try writing()
        try house.press("^R")
        house.type("facture")
        #expect(house.screen.contains("To fill in: {invoice.number}"))
        try house.press("Enter", "^S")
        #expect(house.screen.contains("Not sent: fill in {invoice.number} first."))
        #expect(house.sent.isEmpty)
        #expect(house.state.composer?.editor.text.contains("{invoice.number} pour Marina Casablanca 4B") == true)
        // Filled in by hand.
        try house.press("^U")
        house.type("Facture n° 17")
        try house.press("^S")
        #expect(house.sent.map(\.body) == ["Facture n° 17"])
    }

    @Test("Nothing in braces is ever sent; the composer says what is", arguments: ["{price}", "{Guest.Name}"])
    func braces(place: String) throws {
        var house = house()
        try house.press("Enter", "r")
        house.type("Only " + place + " left")
        try house.press("^S")
        #expect(house.screen.contains("Not sent: fill in \(place) first."))
        #expect(house.sent.isEmpty)
    }

    @Test("A note may speak of variables")
    func note() throws {
        var house = house()
        try house.press("Enter", "i")
        house.type("use {guest.first_name}")
        try house.press("^S")
        #expect(house.sent.map(\.body) == ["use {guest.first_name}"])
    }

    @Test("What a guest calls themselves is never read as a variable, and steers no terminal")
    func hostileGuest() throws {
        var sofia = ConsoleHarness.guests[0]
        sofia.guestName = UntrustedText("{agent.name}\u{1B}[2J\u{202E}x")
        var house = ConsoleHarness(conversations: [sofia])
        house.replies = [ConsoleHarness.reply(1, "Hi\u{1B}[31m", "Hi {guest.name}, \u{1B}]0;x\u{07}bye")]
        try house.press("Enter", "r", "^R")
        #expect(!house.screen.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
        try house.press("Enter", "^S")
        let sent = try #require(house.sent.first?.body)
        #expect(sent.hasPrefix("Hi (agent.name)"))
        #expect(!sent.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    }

    @Test("The list adds, changes and deletes", arguments: Language.allCases)
    func list(language: Language) throws {
        var house = house(role: .superviseur, language: language)
        try house.press("R")
        try expectScreen(house.screen, "replies-list-\(language.rawValue)-80x24")
        try house.press("a")
        house.type("Clés")
        try house.press("Tab", "Right", "Tab", "Space", "Tab")
        house.type("Sur la table, {guest.nam}.")
        try house.press("^S")
        #expect(house.screen.contains("{guest.nam}"))
        let question = language == .english ? "Did you mean {guest.name}?" : "Vouliez-vous dire {guest.name}"
        #expect(house.screen.contains(question))
        try house.press("Backspace", "Backspace")
        house.type("e}.")
        try expectScreen(house.screen, "replies-form-\(language.rawValue)-80x24")
        try house.press("^S")
        let added = try #require(house.replies.last)
        #expect(
            added.content
                == CannedReplyContent(name: "Clés", language: "fr", body: "Sur la table, {guest.name}.", isShared: true)
        )
        try house.press("d", "n")
        #expect(house.replies.count == 6)
        try house.press("d", "y")
        #expect(house.replies.map(\.name.original).contains("Check-out") == false)
        try house.press("Esc")
        #expect(house.state.overlay == nil)
    }

    @Test("An agent changes their own, and is told whose the shared ones are")
    func agent() throws {
        var house = house()
        try house.press("R", "d")
        #expect(house.screen.contains("Only supervisors change shared ones"))
        try house.press("j", "j", "j", "e")
        #expect(!house.screen.contains("For everybody"))
        try house.press("End")
        house.type("s")
        try house.press("Enter")
        #expect(house.replies.last?.content.name == "Mon mots")
        #expect(house.replies.last?.isShared == false)
    }

    @Test("A colleague's change is never overwritten unseen, and what was written stays in the form")
    func race() throws {
        var house = house(role: .superviseur)
        try house.press("R", "e")
        house.type(" tard")
        house.replies[0].version = 99
        try house.press("Enter")
        #expect(house.screen.contains("A colleague has changed it meanwhile"))
        #expect(house.screen.contains("Check-out tard"))
        try house.press("^U")
        house.type("Wifi")
        #expect(house.replies[0].version == 99)
    }

    @Test("A name that is taken is said at the name")
    func taken() throws {
        var house = house()
        try house.press("R", "a")
        house.type("Départ")
        try house.press("Tab", "Right", "Tab")
        house.type("x")
        try house.press("^S")
        #expect(house.screen.contains("This name is already taken in this language."))
        #expect(house.state.overlay != nil)
    }
}
