import Console
import Domain
import Screen
import Testing

@Suite("Composing")
struct ComposingTests {
    private func writing(_ keys: String = "r", columns: Int = 120, rows: Int = 24) throws -> House {
        var house = House(columns: columns, rows: rows)
        try house.press("Enter", keys)
        return house
    }

    @Test("A text never changes by itself from reply to note, or back; it says so when the other key is pressed")
    func kind() throws {
        var house = try writing("r")
        house.type("Bonjour")
        try house.press("Esc", "i")
        #expect(house.screen.contains("── Reply on WhatsApp to Sofia Moreau"))
        #expect(house.screen.contains("A reply is begun here"))
        try house.press("^N")
        #expect(house.screen.contains("┄┄ Note, not sent to the guest"))
        try house.press("Esc", "r")
        #expect(house.screen.contains("┄┄ Note, not sent to the guest"))
        #expect(house.screen.contains("A note is begun here"))
    }

    @Test("Where the conversation goes out of sight under the writer, no key reaches another one, and the text stays")
    func outOfSight() throws {
        var house = try writing("r", columns: 80)
        house.type("Bon")
        let gone = house.conversations.removeFirst()
        house.messages[gone.id] = []
        house.happen(.catchUpFell)
        house.answer()
        #expect(house.screen.contains("It is gone, or not visible to you."))
        let before = house.done.count
        house.type("cxn")
        #expect(house.steered.allSatisfy { if case .takeNext = $0 { false } else { true } })
        #expect(house.done.dropFirst(before).allSatisfy { if case .keepDraft = $0 { true } else { false } })
        #expect(house.state.drafts[gone.id]?.text == "Boncxn")
        #expect(!house.screen.contains("Sofia Moreau"))
        #expect(!house.screen.contains("1234A"))
        try house.press("Esc")
        house.happen(.catchUpFell)
        house.answer()
        #expect(house.state.thread == nil)
    }

    @Test("Where it goes out of sight under a choice, the choice isn't made for another one")
    func outOfSightUnderChoice() throws {
        var house = House(columns: 80, rows: 24)
        try house.press("Enter", ":")
        house.type("release")
        let gone = house.conversations.removeFirst()
        house.happen(.catchUpFell)
        house.answer()
        try house.press("Enter")
        #expect(house.done.allSatisfy { if case .change(_, let id, _, _) = $0 { id == gone.id } else { true } })
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
        let id = House.guests[0].id
        #expect(house.done.suffix(2) == [.keepDraft(draft(.note, "a")), .keepDraft(draft(.note, "ab"))])
        try house.press("Backspace", "Backspace")
        #expect(house.done.last == .dropDraft(id))
    }

    private func draft(_ kind: ComposerKind, _ text: String) -> Draft {
        Draft(conversation: House.guests[0].id, kind: kind, text: text)
    }

    @Test("Drafts of an earlier run are there again, also where the conversation is open already")
    func restored() throws {
        var house = House(columns: 120, rows: 24)
        try house.press("Enter")
        house.happen(.restored(drafts: [draft(.note, "hier soir")], queue: []))
        #expect(house.screen.contains("hier soir"))
        #expect(house.screen.contains("Note, not sent to the guest"))
        try house.press("Esc", "Enter")
        #expect(house.screen.contains("hier soir"))
    }

    @Test("A draft begun before those of an earlier run were read is merged with them, not lost")
    func restoredLate() throws {
        var house = try writing("i")
        house.type("maintenant")
        house.happen(.restored(drafts: [draft(.reply, "hier soir")], queue: []))
        house.answer()
        let merged = draft(.note, "hier soir\n\nmaintenant")
        #expect(house.done.last == .keepDraft(merged))
        #expect(house.state.composer?.draft == merged)
    }

    @Test("Throwing a draft away asks first; any other key keeps it")
    func discard() throws {
        var house = try writing()
        house.type("x")
        try house.press("^X")
        #expect(house.screen.contains("Throw this draft away?"))
        try house.press("n")
        #expect(house.state.composer?.editor.text == "x")
        try house.press("^X", "y")
        #expect(house.state.composer == nil)
        #expect(house.done.last == .dropDraft(House.guests[0].id))
        try house.press("r", "^X")
        #expect(house.state.overlay == nil, "an empty one just closes")
    }

    @Test("Sending puts exactly one message on the queue, with what the writer has seen")
    func send() throws {
        var house = try writing()
        house.type("Bonjour")
        try house.press("^S", "^S")
        #expect(house.sent.map(\.body) == ["Bonjour"])
        #expect(house.sent.first?.expectedSequence == 4)
        #expect(house.sent.first?.isInternal == false)
        #expect(house.sent.first?.waitsForGuest == false)
        #expect(house.done.last == .dropDraft(House.guests[0].id))
        #expect(house.screen.contains("sending…"))
    }

    @Test("Only blanks are not sent", arguments: ["", "  ", "\n\n", " \n "])
    func blank(text: String) throws {
        var house = try writing()
        house.type(text)
        try house.press("^S")
        #expect(house.sent.isEmpty)
        #expect(house.screen.contains("There is nothing to send yet."))
    }

    @Test("Waiting for the guest goes with a reply, never with a note", arguments: [("r", true), ("i", false)])
    func andWait(key: String, waits: Bool) throws {
        var house = try writing(key)
        house.type("Bonjour")
        try house.press("^T")
        #expect(house.sent.map(\.waitsForGuest) == [waits])
    }

    @Test("A message stays on the screen from sending until the thread has read it")
    func settling() throws {
        var house = try writing()
        house.type("Bien noté")
        try house.strike("^S")
        let message = try #require(house.sentOrAsked)
        func expectThere(_ when: String) { #expect(house.screen.contains("  Bien noté"), "\(when)") }
        expectThere("queued")
        house.happen(.messageStored(message, House.receipt(5)))
        expectThere("stored")
        house.happen(.input(.resized(Size(columns: 110, rows: 30))))
        expectThere("stored, and the window has another size")
        house.store(message, 5)
        house.answer()
        expectThere("read")
        #expect(!house.screen.contains("sending…"))
        #expect(house.screen.components(of: "  Bien noté") == 1)
    }

    @Test("Two messages written one after the other expect each other")
    func twoInARow() throws {
        var house = try writing()
        house.type("un")
        try house.press("^S", "r")
        house.type("deux")
        try house.press("^S")
        #expect(house.sent.map(\.expectedSequence) == [4, 5])
        house.happen(.messageStored(house.sent[0], House.receipt(5)))
        try house.strike("r")
        house.happen(.input(.paste("trois")))
        try house.strike("^S")
        let third = house.takeAsked().compactMap { effect in
            if case .enqueue(let message) = effect { message.expectedSequence } else { nil }
        }
        #expect(third == [6])
    }

    @Test("A thread that moved while the writer was scrolled up stops the message and says by how much")
    func moved() throws {
        var house = House(columns: 80, rows: 24, messages: House.thread(100))
        house.conversations[0].lastSequence = 100
        try house.press("Enter", "PgUp", "r")
        house.type("Bonjour")
        house.receive(101...102)
        try house.press("^S")
        #expect(house.sent.isEmpty)
        #expect(house.screen.contains("2 messages came in meanwhile. Read, then send again."))
        #expect(house.shownMessages.last == 102)
        #expect(house.screen.contains("Reply on WhatsApp to"), "it is always plain which one")
        try house.press("^S")
        #expect(house.sent.map(\.expectedSequence) == [102])
    }

    @Test("A writer who was scrolled up before beginning hasn't seen what came below either")
    func movedBefore() throws {
        var house = House(columns: 80, rows: 24, messages: House.thread(100))
        house.conversations[0].lastSequence = 100
        try house.press("Enter", "PgUp")
        house.receive(101...101)
        try house.press("r")
        house.type("Bonjour")
        try house.press("^S")
        #expect(house.sent.isEmpty)
        #expect(house.screen.contains("1 message came in meanwhile."))
    }

    @Test("Without a line a message is kept, says so, and shows as on its way")
    func offline() throws {
        var house = try writing()
        house.happen(.connectionChanged(.offline(retryIn: 8)))
        house.type("Bonjour")
        try house.press("^S")
        #expect(house.sent.count == 1)
        #expect(house.screen.contains("Kept; it goes out as soon as the line is back."))
        #expect(house.screen.contains("sending…"))
        try house.press("^Q")
        #expect(house.screen.contains("1 message waits for the line"))
    }

    @Test("A paste is text, whatever it holds, and never a command")
    func paste() throws {
        var house = House(columns: 120, rows: 24)
        let before = house.screen
        house.happen(.input(.paste("jjq\ny\n")))
        #expect(house.screen == before)
        #expect(house.asked.isEmpty)
        try house.press("Enter", "r")
        house.happen(.input(.paste("un\u{1b}[31m\u{13}deux\r\ntrois\u{202e}")))
        #expect(house.state.composer?.editor.text == "un[31mdeux\ntrois")
        #expect(house.sent.isEmpty)
    }

    @Test("A paste of 100 kB is one change, drawn once, and goes out whole")
    func bigPaste() throws {
        var house = try writing()
        let text = String(repeating: "Une ligne collée, assez longue pour deux.\n", count: 2_400)
        house.happen(.input(.paste(text)))
        #expect(house.asked.count == 2)
        house.answer()
        _ = house.canvas
        house.type("!")
        try house.press("^S")
        #expect(house.sent.map(\.body) == [text + "!"])
    }

    @Test("The composer survives every size, its cursor in sight")
    func sizes() throws {
        var house = try writing()
        house.type("un\ndeux\ntrois\nquatre\ncinq\nsix\nsept\nhuit\nneuf\ndix")
        for (columns, rows) in [(40, 10), (200, 50), (30, 5), (40, 14), (99, 13), (100, 10), (120, 24)] {
            house.resize(columns, rows)
            let canvas = house.canvas
            guard columns >= 40, rows >= 10 else { continue }
            let cursor = try #require(canvas.cursor)
            #expect(canvas.lines[cursor.row].contains("  dix"))
        }
        #expect(house.state.composer?.editor.text.hasSuffix("neuf\ndix") == true)
    }

    @Test("The external editor's text takes the draft's place, also when its conversation is no longer open")
    func externalEditor() throws {
        var house = try writing("i")
        house.type("brouillon")
        try house.press("^O")
        #expect(house.done.last == .editExternally(draft(.note, "brouillon")))
        house.happen(.editorClosed(nil))
        #expect(house.state.composer?.editor.text == "brouillon")
        house.happen(.editorClosed(draft(.note, "mieux\net plus")))
        house.answer()
        #expect(house.state.composer?.editor.text == "mieux\net plus")
        #expect(house.done.last == .keepDraft(draft(.note, "mieux\net plus")))
        try house.press("Esc", "Esc")
        house.happen(.editorClosed(draft(.note, "encore")))
        house.answer()
        try house.press("i")
        #expect(house.state.composer?.editor.text == "encore")
    }
}

extension House {
    /// The message last put on the queue, whether its effect has been taken or not.
    fileprivate var sentOrAsked: OutgoingMessage? {
        (done + asked).reversed().lazy.compactMap { effect in
            if case .enqueue(let message) = effect { message } else { nil }
        }.first
    }

    /// The server stores a message.
    fileprivate mutating func store(_ message: OutgoingMessage, _ sequence: Int64) {
        var stored = House.message(sequence, .agent, "Nadia Alami", message.body, minutesAgo: 0, person: House.me)
        stored.id = message.id
        messages[message.conversation, default: []].append(stored)
        conversations[0].lastSequence = sequence
    }
}

extension String {
    /// How often another text stands in this one.
    func components(of text: String) -> Int { ranges(of: text).count }
}
