import Console
import Domain
import Testing

@Suite("By which channel the messages of a merged thread came")
struct ThreadChannelTests {
    private static let words = ["mail": "by e-mail", "chat": "by WhatsApp"]

    /// The guest's e-mails and chats in turns, merged and open. Each message says itself what it is.
    private func long(columns: Int = 80, rows: Int = 24) throws -> ConsoleHarness {
        var house = ConsoleHarness.withPair(columns: columns, rows: rows)
        house.messages[ConsoleHarness.mail.id] = (0..<40).map {
            message($0 < 30 ? $0 : $0 + 40, "mail", in: ConsoleHarness.mail)
        }
        house.messages[ConsoleHarness.chat.id] = (30..<70).map { message($0, "chat", in: ConsoleHarness.chat) }
        house.messages[ConsoleHarness.chat.id]?.append(internalNote(78, "a note of the chat", in: ConsoleHarness.chat))
        return try opened(house)
    }

    private func opened(_ house: ConsoleHarness) throws -> ConsoleHarness {
        var house = house
        house.merge(ConsoleHarness.chat.id, into: ConsoleHarness.mail.id)
        try house.press("^R")
        while house.state.inbox.selected?.conversation.id != ConsoleHarness.mail.id { try house.press("j") }
        try house.press("Enter")
        return house
    }

    private func message(_ number: Int, _ word: String, in talk: Conversation) -> Message {
        let minutes = Int64(800 - 2 * number)
        let text = "\(word) \(number)" + (number % 20 == 5 ? String(repeating: "\n\(word) goes on", count: 30) : "")
        var message = ConsoleHarness.message(Int64(number), .guest, "Inès", text, minutesAgo: minutes)
        message.id = Identifier(high: 9, low: UInt64(5_000 + number))
        (message.conversation, message.channel) = (talk.id, talk.channel)
        return message
    }

    private func internalNote(_ number: Int, _ text: String, in talk: Conversation) -> Message {
        let minutes = Int64(801 - 2 * number)
        var message = ConsoleHarness.message(Int64(number), .agent, "Nadia", text, minutesAgo: minutes, note: true)
        message.id = Identifier(high: 9, low: UInt64(6_000 + number))
        (message.conversation, message.channel) = (talk.id, talk.channel)
        return message
    }

    /// What the screen says above each line of a message, and what that line is; in order, from the top.
    private func read(_ house: ConsoleHarness) -> [(said: String?, word: String)] {
        var said: String?
        return house.canvas.lines.compactMap { line in
            if let word = Self.words.values.first(where: { line.hasSuffix($0) || line.contains("↑ " + $0) }) {
                said = word
                return nil
            }
            return Self.words.keys.first { line.contains("  \($0) ") }.map { (said, $0) }
        }
    }

    @Test(
        "Wherever a person scrolls to, the screen says once by which channel what stands there came",
        arguments: [24, 10]
    )
    func everywhere(_ rows: Int) throws {
        var house = try long(columns: rows == 10 ? 40 : 80, rows: rows)
        #expect(!house.screen.contains("Inès ·"))
        for _ in 0..<1_000 where !house.screen.contains("the conversation begins here") {
            let wrong = read(house).first { $0.said != Self.words[$0.word] }
            try #require(wrong == nil, "\(house.screen)")
            #expect(house.screen.split(separator: "↑").count <= 2)
            try house.press("k")
        }
        #expect(house.screen.contains("the conversation begins here"))
    }

    @Test(
        "Where the line that says it is in sight the title doesn't say it again, and a thread that isn't merged never does"
    )
    func once() throws {
        var house = try opened(ConsoleHarness.withPair())
        #expect(house.screen.contains("by WhatsApp") && !house.screen.contains("↑"))
        house = ConsoleHarness.withPair()
        house.messages[ConsoleHarness.chat.id] = (0..<26).map { message($0, "chat", in: ConsoleHarness.chat) }
        while house.state.inbox.selected?.conversation.id != ConsoleHarness.chat.id { try house.press("j") }
        try house.press("Enter", "k", "k")
        #expect(house.screen.contains("chat goes on") && !house.screen.contains("by WhatsApp"))
    }

    @Test("A note between two e-mails is no change of channel")
    func notes() throws {
        let house = try long()
        let lines = house.canvas.lines
        let place = try #require(lines.firstIndex { $0.contains("a note of the chat") })
        #expect(!lines[place - 2].contains("by WhatsApp") && !house.screen.contains("by WhatsApp"))
    }

    @Test("A reply on its way by another channel than the last message says so too")
    func onItsWay() throws {
        var house = try long()
        try house.press("r")
        while house.state.composer?.conversation != ConsoleHarness.chat.id { try house.press("^V") }
        house.type("Oui")
        try house.press("^S")
        let lines = house.canvas.lines
        let place = try #require(lines.lastIndex { $0.hasSuffix("  Oui") })
        #expect(lines[place - 2].contains("by WhatsApp"))
    }
}
