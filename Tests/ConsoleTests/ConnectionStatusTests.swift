import Console
import Domain
import Screen
import Testing

@Suite("The line to the server")
struct ConnectionStatusTests {
    private func header(_ house: ConsoleHarness) -> String { house.canvas.lines[0] }

    @Test("Before the first answer it says that it connects, and keys do no harm")
    func connecting() {
        var state = State(size: Size(columns: 80, rows: 24), language: .english, clock: .utc, now: ConsoleHarness.now)
        var generator = SequentialGenerator()
        #expect(view(state).text.contains("○ connecting…"))
        for key in [Key.character("j"), .enter, .character("G"), .tab, .character("r"), .character("u")] {
            _ = state.update(with: .input(.key(key)), at: ConsoleHarness.now, using: &generator)
        }
        #expect(view(state).text.contains("○ connecting…"))
        #expect(state.focus == .inbox)
    }

    @Test(
        "The list is asked for when it is known whose it is, and once",
        arguments: [(AppRole.agent, [Int16(0), 1]), (.superviseur, [])]
    )
    func firstPage(role: AppRole, zones: [Int16]) {
        var state = State(size: Size(columns: 80, rows: 24), language: .english, clock: .utc, now: ConsoleHarness.now)
        var generator = SequentialGenerator()
        #expect(
            state.update(with: .session(.connectionChanged(.live)), at: ConsoleHarness.now, using: &generator).isEmpty
        )
        let name = UntrustedText("Nadia Alami")
        let user = CurrentUser(
            id: ConsoleHarness.me,
            login: "nadia",
            name: name,
            role: role,
            zones: [1],
            isIsolated: false
        )
        let asked = state.update(with: .session(.signedIn(user, zones: [])), at: ConsoleHarness.now, using: &generator)
        let read = asked.prefix { $0 != .inbox(.readCounters) }.compactMap { effect -> InboxPageRequest? in
            if case .inbox(.readPage(let read)) = effect { read } else { nil }
        }
        #expect(read.map(\.query.zones) == [zones], "before anything is counted")
    }

    @Test("When the server is gone it counts down, keeps everything, and goes on working")
    func offline() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter")
        let before = house.canvas.lines.dropFirst()
        for seconds in [3, 2, 1] {
            house.dispatch(.session(.connectionChanged(.offline(retryIn: seconds))))
            #expect(header(house).contains("○ offline, retry in \(seconds) s"))
            #expect(house.canvas.lines.dropFirst() == before)
        }
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 0))))
        #expect(header(house).contains("○ offline, trying…"))
        try house.pressWithoutReplies("Tab", "j")
        #expect(house.state.inbox.selectedIndex == 1)
    }

    @Test("Back again it catches up at once, and once")
    func back() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter")
        house.dispatch(.refreshTimerFired)
        house.dropRequests()
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 1))))
        house.dispatch(.refreshTimerFired)
        #expect(house.asked.isEmpty, "nothing is asked of a dead line")
        house.wait(.seconds(10))
        house.dispatch(.session(.connectionChanged(.live)))
        #expect(header(house).contains("● live"))
        let asked = house.takeAsked()
        #expect(asked.count == 7, "list, counters, conversation, thread, the house, where one is, who else is there")
        #expect(Set(asked).count == asked.count)
        house.dispatch(.session(.connectionChanged(.live)))
        #expect(house.asked.isEmpty)
    }

    @Test("While answers are out, hints don't ask for the same again")
    func hints() {
        var house = ConsoleHarness(columns: 120, rows: 24)
        house.wait(.seconds(10))
        house.dispatch(.inbox(.conversationsChanged(.all)))
        house.dispatch(.refreshTimerFired)
        let first = house.asked
        house.receiveNotification(ConsoleHarness.guests[2].id)
        house.receiveNotification(ConsoleHarness.guests[2].id)
        house.dispatch(.refreshTimerFired)
        #expect(house.asked == first + [.wake(after: .seconds(1))])
    }

    @Test("What was read while word of it got lost is told again")
    func readMark() throws {
        var house = ConsoleHarness(columns: 120, rows: 24)
        try house.press("Enter")
        let told = house.done.count { $0 == .thread(.markRead(ConsoleHarness.guests[0].id, upTo: 4, version: 0)) }
        #expect(told == 1)
        house.dispatch(.session(.connectionChanged(.offline(retryIn: 1))))
        house.dispatch(.session(.connectionChanged(.live)))
        house.answer()
        #expect(house.done.count { $0 == .thread(.markRead(ConsoleHarness.guests[0].id, upTo: 4, version: 0)) } == 2)
        house.conversations[0].unread = 0
        house.dispatch(.refreshTimerFired)
        house.answer()
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.done.count { $0 == .thread(.markRead(ConsoleHarness.guests[0].id, upTo: 4, version: 0)) } == 2)
    }

    @Test("A refused login says so")
    func refused() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        house.dispatch(.session(.connectionChanged(.refused)))
        #expect(header(house).contains("✗ login refused"))
        #expect(house.screen.contains("Login refused. Your text is kept; ^R tries again."))
        try house.press("^R")
        #expect(house.done.last == .reconnect)
    }

    @Test("A login without a person behind it is told what to do, and stays told", arguments: Language.allCases)
    func identityMissing(language: Language) throws {
        var house = ConsoleHarness(columns: 100, rows: 24, language: language, conversations: [])
        house.dispatch(.session(.signedInWithoutUser))
        let text = language.text(ChromePhrase.noRights)
        #expect(house.screen.contains(text))
        try house.press("j")
        #expect(house.screen.contains(text))
    }

    @Test("Each kind of failure is said in words, and changes nothing that is shown", arguments: Language.allCases)
    func failures(language: Language) throws {
        let others: [Failure] = [
            .invalidValue, .duplicate, .timedOut, .conflict, .cancelled, .serverReplaced, .offline, .serverExhausted,
            .loginRefused, .readOnly, .schemaMismatch, .outcomeUnknown, .unexpected("XX000"), .unexpected(nil),
        ]
        let failures = Refusal.allCases.map { Failure.refused($0) } + others
        for failure in failures {
            var house = ConsoleHarness(columns: 120, rows: 24, language: language)
            let before = house.canvas.lines.dropLast()
            house.dispatch(.changes(.completed(.claim, on: ConsoleHarness.guests[0].id, .failure(failure))))
            #expect(house.canvas.lines.dropLast() == before)
            #expect(house.canvas.lines.last?.contains(language.text(OutcomePhrase.failed(failure))) == true)
        }
    }

    @Test("A page that fails is said and asked for again; one that a dead line swallowed is not worth words")
    func failedPage() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        house.dispatch(.refreshTimerFired)
        house.failInbox(.timedOut)
        #expect(house.screen.contains("The server took too long"))
        house.dispatch(.refreshTimerFired)
        #expect(!house.asked.isEmpty)
        try house.pressWithoutReplies("j")
        house.failInbox(.offline)
        #expect(!house.screen.contains("You're offline"))
    }

    @Test("A conversation that is gone is left, with a word")
    func gone() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("Enter")
        house.conversations.removeFirst()
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.state.thread == nil)
        #expect(house.screen.contains("It is gone, or not visible to you."))
    }
}

extension ConsoleHarness {
    fileprivate mutating func failInbox(_ failure: Failure) {
        for effect in takeAsked() {
            if case .inbox(.readPage(let read)) = effect { dispatch(.inbox(.pageRead(read, .failure(failure)))) }
        }
    }
}
