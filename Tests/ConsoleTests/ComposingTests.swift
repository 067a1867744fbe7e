import Console
import Domain
import Screen
import Testing

@Suite("Composing")
struct ComposingTests {
    private func writing(_ keys: String = "r", columns: Int = 120, rows: Int = 24) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows)
        try house.press("Enter", keys)
        return house
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
        #expect(house.done.last == .composer(.deleteDraft(ConsoleHarness.guests[0].id)))
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
        try house.pressWithoutReplies("^S")
        let message = try #require(house.sentOrAsked)
        func expectThere(_ when: String) { #expect(house.screen.contains("  Bien noté"), "\(when)") }
        expectThere("queued")
        house.dispatch(.composer(.messageStored(message, ConsoleHarness.receipt(5))))
        expectThere("stored")
        house.dispatch(.input(.resized(Size(columns: 110, rows: 30))))
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
        house.dispatch(.composer(.messageStored(house.sent[0], ConsoleHarness.receipt(5))))
        try house.pressWithoutReplies("r")
        house.dispatch(.input(.paste("trois")))
        try house.pressWithoutReplies("^S")
        let third = house.takeAsked().compactMap { effect in
            if case .composer(.enqueue(let message)) = effect { message.expectedSequence } else { nil }
        }
        #expect(third == [6])
    }

    @Test("A thread that moved while the writer was scrolled up stops the message and says by how much")
    func moved() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, messages: ConsoleHarness.thread(100))
        house.conversations[0].lastSequence = 100
        try house.press("Enter", "PgUp", "r")
        house.type("Bonjour")
        house.receive(101...102)
        try house.press("^S")
        #expect(house.sent.isEmpty)
        #expect(house.screen.contains("2 messages came in meanwhile. Read, then send again."))
        #expect(house.shownMessages.last == 102)
        #expect(house.screen.contains("Reply on WhatsApp to"), "it is always plain which one")
        house.wait(.seconds(1))
        try house.press("^S")
        #expect(house.sent.map(\.expectedSequence) == [102])
    }

    @Test("A writer who was scrolled up before beginning hasn't seen what came below either")
    func movedBefore() throws {
        var house = ConsoleHarness(columns: 80, rows: 24, messages: ConsoleHarness.thread(100))
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
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 8))))
        house.type("Bonjour")
        try house.press("^S")
        #expect(house.sent.count == 1)
        #expect(house.screen.contains("Saved; it will be sent once you're back online."))
        #expect(house.screen.contains("sending…"))
        try house.press("^Q")
        #expect(house.screen.contains("1 unsent message to Sofia Moreau: kept and sent next time."))
    }

    @Test("A paste is text, whatever it holds, and never a command")
    func paste() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        let before = house.screen
        house.dispatch(.input(.paste("jjq\ny\n")))
        #expect(house.screen == before)
        #expect(house.asked.isEmpty)
        try house.press("Enter", "r")
        house.dispatch(.input(.paste("un\u{1b}[31m\u{13}deux\r\ntrois\u{202e}")))
        #expect(house.state.composer?.editor.text == "un[31mdeux\ntrois")
        #expect(house.sent.isEmpty)
    }

    @Test("A paste of 100 kB is one change, drawn once, and goes out whole")
    func bigPaste() throws {
        var house = try writing()
        let text = String(repeating: "Une ligne collée, assez longue pour deux.\n", count: 2_400)
        house.dispatch(.input(.paste(text)))
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
}

extension ConsoleHarness {
    /// The message last put on the queue, whether its effect has been taken or not.
    fileprivate var sentOrAsked: OutgoingMessage? {
        (done + asked).reversed().lazy.compactMap { effect in
            if case .composer(.enqueue(let message)) = effect { message } else { nil }
        }.first
    }

    /// The server stores a message.
    fileprivate mutating func store(_ message: OutgoingMessage, _ sequence: Int64) {
        var stored = ConsoleHarness.message(
            sequence,
            .agent,
            "Nadia Alami",
            message.body,
            minutesAgo: 0,
            person: ConsoleHarness.me
        )
        stored.id = message.id
        messages[message.conversation, default: []].append(stored)
        conversations[0].lastSequence = sequence
    }
}

extension String {
    /// How often another text stands in this one.
    func components(of text: String) -> Int { ranges(of: text).count }
}
