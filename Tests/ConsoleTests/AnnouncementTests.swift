import Console
import Domain
import Screen
import Testing

@Suite("What is announced")
struct AnnouncementTests {
    private func house(_ rows: Int = 24, query: String? = nil, conversations: Int = 1_000) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: 80, rows: rows, conversations: ConsoleHarness.many(conversations))
        if let query {
            try house.press("/", "^U")
            house.type(query)
            try house.press("Enter")
        }
        house.wait(.seconds(10))
        _ = house.takeAsked()
        return house
    }

    private func id(_ number: Int) -> Identifier<Conversation> { ConsoleHarness.many(number + 1)[number].id }

    @Test("asks for nothing but the rows that were named")
    func named() throws {
        var house = try house()
        house.receiveNotification(id(3), id(500))
        #expect(house.asked == [.inbox(.readConversations([id(3), id(500)]))])
    }

    @Test("changes a row where it stands")
    func inPlace() throws {
        var house = try house()
        try house.press("j", "j")
        let before = house.canvas.lines
        house.conversations[3].guestName = UntrustedText("Guest 3 bis")
        house.receiveNotification(id(3))
        house.answer()
        let changed = house.canvas.lines.indices.filter { house.canvas.lines[$0] != before[$0] }
        #expect(changed.count == 1 && house.canvas.lines[changed[0]].contains("Guest 3 bis"))
    }

    @Test("brings a conversation in where it belongs, and takes it to where it moved")
    func moving() throws {
        var house = try house()
        house.conversations[700].lastMessageAt = ConsoleHarness.now
        house.conversations[700].priority = .high
        house.receiveNotification(id(700))
        house.answer()
        #expect(house.shownNumbers.prefix(3) == [700, 0, 1])
        #expect(house.selectedNumber == 0)
        house.conversations[700].priority = .medium
        house.conversations[700].lastMessageAt = ConsoleHarness.many(3)[2].lastMessageAt
        house.wait(.seconds(1))
        house.receiveNotification(id(700))
        house.answer()
        #expect(house.shownNumbers.prefix(4) == [0, 1, 700, 2])
        #expect(house.state.inbox.rows == ConsoleHarness.rows(of: house))
    }

    @Test("leaves the window alone where a conversation stands outside of it")
    func outside() throws {
        var house = try house()
        let before = house.state.inbox.rows
        house.conversations[700].unread = 3
        house.receiveNotification(id(700))
        house.answer()
        #expect(house.state.inbox.rows == before)
    }

    @Test(
        "takes away what doesn't fit any more, what the user lost sight of, and nothing else",
        arguments: [false, true]
    )
    func leaving(isOutOfSight: Bool) throws {
        var house = try house()
        try house.press("j", "j", "j")
        if isOutOfSight {
            house.conversations.remove(at: 1)
        } else {
            house.conversations[1].state = .resolue
        }
        house.receiveNotification(id(1))
        house.answer()
        #expect(house.shownNumbers.prefix(4) == [0, 2, 3, 4])
        #expect(house.selectedNumber == 3)
    }

    @Test("of the selected conversation leaves its line selected where it goes away, and follows it a little way")
    func selected() throws {
        var house = try house()
        for _ in 0..<150 { try house.press("j") }
        let line = house.canvas.lines.firstIndex { $0.hasPrefix("▌") }
        house.conversations[150].state = .resolue
        house.wait(.seconds(2))
        house.receiveNotification(id(150))
        house.answer()
        #expect(house.selectedNumber == 151)
        house.conversations[151].lastMessageAt = ConsoleHarness.many(149)[148].lastMessageAt
        house.wait(.seconds(2))
        house.receiveNotification(id(151))
        house.answer()
        #expect(house.selectedNumber == 151 && house.shownNumbers.suffix(2) == [147, 151])
        house.conversations[151].lastMessageAt = ConsoleHarness.now
        house.wait(.seconds(2))
        house.receiveNotification(id(151))
        house.answer()
        #expect(house.selectedNumber == 148)
        #expect(house.canvas.lines.firstIndex { $0.hasPrefix("▌") } == line)
    }

    @Test("never makes other rows of the window than the server has, whatever happens in whichever order")
    func anything() throws {
        for order in ["priority", "activity", "deadline"] {
            var house = try house(query: "order:\(order)", conversations: 60)
            var generator = SequentialGenerator()
            for step in 0..<200 {
                let number = Int.random(in: 0..<60, using: &generator)
                house.conversations[number].apply(step, ConsoleHarness.now)
                house.wait(.seconds(1))
                house.receiveNotification(house.conversations[number].id)
                house.answer()
                let all = ConsoleHarness.rows(of: house)
                let rows = house.state.inbox.rows
                #expect(rows == Array(all.prefix(rows.count)))
                #expect(house.state.inbox.hasAfter || rows.count == all.count)
            }
        }
    }

    @Test("is asked for at once, then gathered for a second")
    func gathering() throws {
        var house = try house()
        house.receiveNotification(id(3))
        house.receiveNotification(id(4))
        house.receiveNotification(id(5), id(4))
        #expect(house.takeAsked() == [.inbox(.readConversations([id(3)])), .wake(after: .seconds(1))])
        house.wait(.seconds(1))
        #expect(house.takeAsked() == [.inbox(.readConversations([id(4), id(5)]))])
        house.wait(.seconds(1))
        #expect(house.asked.isEmpty)
    }

    @Test("makes a page where it is about many, or names none")
    func many() throws {
        for announced in [.all, ChangeNotification((0..<30).map { id($0) })] {
            var house = try house()
            house.dispatch(.inbox(.conversationsChanged(announced)))
            #expect(house.asked.map(\.purpose) == [.refresh])
        }
    }

    @Test("is left to a page, every few seconds at most, where a row doesn't tell whether it fits")
    func narrowed() throws {
        var house = try house(query: "tag:wifi")
        house.receiveNotification(id(3))
        #expect(house.takeAsked().map(\.purpose) == [.refresh])
        house.wait(.seconds(1))
        house.receiveNotification(id(4))
        #expect(house.takeAsked() == [.wake(after: .seconds(2))])
        house.wait(.seconds(2))
        #expect(house.takeAsked().map(\.purpose) == [.refresh])
    }

    @Test("of the open conversation reads its end and its head at once, of another one nothing of it")
    func openThread() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter")
        let id = ConsoleHarness.guests[0].id
        house.receiveNotification(ConsoleHarness.guests[1].id)
        #expect(!house.takeAsked().contains(.thread(.readConversation(id))))
        for _ in 0..<2 {
            house.receiveNotification(id)
            #expect(house.asked.contains(.thread(.readConversation(id))))
            #expect(house.asked.contains { if case .thread(.readPage) = $0 { true } else { false } })
            house.answer()
        }
    }

    @Test("while the thread is being read has it read again")
    func twice() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter")
        let id = ConsoleHarness.guests[0].id
        house.receiveNotification(id)
        let first = house.takeAsked().filter { if case .thread(.readPage) = $0 { true } else { false } }
        // The answer was made before the message came.
        house.messages[id]?.append(ConsoleHarness.message(5, .guest, "Sofia Moreau", "Encore moi", minutesAgo: 0))
        house.receiveNotification(id)
        #expect(!house.takeAsked().contains { if case .thread(.readPage) = $0 { true } else { false } })
        guard case .thread(.readPage(let read)) = try #require(first.first) else { return }
        house.dispatch(.thread(.pageRead(read, .success(ConsoleHarness.threads[id] ?? []))))
        house.answer()
        #expect(house.screen.contains("Encore moi"))
    }

    @Test("isn't undone by a page that was asked for earlier, and gives way to one that was asked for later")
    func pages() throws {
        var house = try house()
        house.conversations[3].unread = 7
        house.receiveNotification(id(3))
        let asked = house.takeAsked()
        house.dispatch(.refreshTimerFired)
        let later = house.takeAsked()
        house.conversations[3].unread = 9
        later.forEach { house.answer($0) }
        house.conversations[3].unread = 7
        #expect(house.state.inbox.rows[3].conversation.unread == 9)
        house.dispatch(.refreshTimerFired)
        asked.forEach { house.answer($0) }
        #expect(house.state.inbox.rows[3].conversation.unread == 9)
    }

    @Test("is counted every few seconds, seldom where counting takes long, and once a minute where all is quiet")
    func counting() throws {
        var house = try house()
        house.receiveNotification(id(3))
        #expect(!house.takeAsked().contains(.inbox(.readCounters)))
        house.dispatch(.refreshTimerFired)
        #expect(house.takeAsked().contains(.inbox(.readCounters)))
        house.wait(.milliseconds(15))
        house.answer(.inbox(.readCounters))
        house.receiveNotification(id(4))
        house.wait(.seconds(5))
        house.dispatch(.refreshTimerFired)
        #expect(!house.takeAsked().contains(.inbox(.readCounters)))
        house.wait(.seconds(10))
        house.dispatch(.refreshTimerFired)
        #expect(house.takeAsked().contains(.inbox(.readCounters)))
        house.answer(.inbox(.readCounters))
        house.wait(.seconds(59))
        house.dispatch(.refreshTimerFired)
        #expect(!house.takeAsked().contains(.inbox(.readCounters)))
        house.wait(.seconds(1))
        house.dispatch(.refreshTimerFired)
        #expect(house.takeAsked().contains(.inbox(.readCounters)))
    }

    @Test("before the line was lost is forgotten: all is read anew")
    func lostLine() throws {
        var house = try house()
        house.receiveNotification(id(3))
        house.receiveNotification(id(4))
        house.dropRequests()
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 1))))
        house.receiveNotification(id(5))
        house.wait(.seconds(1))
        #expect(house.asked.isEmpty)
        house.dispatch(.session(.connectionChanged(.live)))
        #expect(house.takeAsked().contains { $0.purpose == .refresh })
        house.wait(.seconds(2))
        #expect(house.asked.isEmpty)
    }

    @Test("of a conversation that others were merged into, or of one of them, changes the head's row")
    func merged() throws {
        var house = ConsoleHarness.withPair()
        house.merge(ConsoleHarness.chat.id, into: ConsoleHarness.mail.id)
        house.receiveNotification(ConsoleHarness.chat.id, ConsoleHarness.mail.id)
        house.answer()
        let ids = house.state.inbox.rows.map(\.conversation.id)
        #expect(ids.contains(ConsoleHarness.mail.id) && !ids.contains(ConsoleHarness.chat.id))
        let head = try #require(house.conversations.firstIndex { $0.id == ConsoleHarness.mail.id })
        house.conversations[head].unread = 9
        house.wait(.seconds(1))
        house.receiveNotification(ConsoleHarness.chat.id)
        house.answer()
        #expect(house.state.inbox.rows.first { $0.conversation.id == ConsoleHarness.mail.id }?.conversation.unread == 9)
    }
}

extension Effect {
    /// What a page of the inbox is asked for; nil for another effect.
    fileprivate var purpose: InboxPageRequest.Purpose? {
        if case .inbox(.readPage(let read)) = self { read.purpose } else { nil }
    }
}

extension ConsoleHarness {
    /// The list as the server has it.
    fileprivate static func rows(of house: ConsoleHarness) -> [ConversationRow] {
        Array(house.rows(of: house.state.inbox.query).prefix(house.state.inbox.rows.count)).map(ConversationRow.init)
    }
}

extension Conversation {
    /// One of the things that happen to conversations.
    fileprivate mutating func apply(_ step: Int, _ now: Timestamp) {
        switch step % 5 {
        case 0: lastMessageAt = Timestamp(seconds: now.seconds + Int64(step))
        case 1: priority = Priority.allCases[step / 5 % 4]
        case 2: state = state.isOpen ? .resolue : .enCours
        case 3: replyDueAt = step % 2 == 0 ? nil : Timestamp(seconds: now.seconds + Int64(step * 37 % 500))
        default: unread += 1
        }
    }
}
