import Console
import Domain
import Testing

@Suite("Answer times on the screen")
struct AnswerTimesTests {
    private func house(
        role: AppRole = .superviseur,
        columns: Int = 80,
        rows: Int = 24,
        language: Language = .english
    ) -> ConsoleHarness {
        ConsoleHarness(columns: columns, rows: rows, role: role, language: language)
    }

    @Test("Targets and calendars, each in their list", arguments: [(80, 24), (200, 50), (40, 10)])
    func lists(columns: Int, rows: Int) throws {
        var house = house(columns: columns, rows: rows)
        try house.press("A")
        try expectScreen(house.screen, "answer-times-\(columns)x\(rows)")
        try house.press("Tab")
        try expectScreen(house.screen, "calendars-\(columns)x\(rows)")
    }

    @Test("In French")
    func french() throws {
        var house = house(language: .french)
        try house.press("A", "Tab", "Enter")
        try expectScreen(house.screen, "calendar-french")
    }

    @Test("A target's minutes are changed; what is no number of minutes is said at once")
    func changing() throws {
        var house = house()
        try house.press("A", "j", "Enter")
        try expectScreen(house.screen, "target-80x24")
        house.type("x")
        try house.press("Enter")
        #expect(house.screen.contains("Minutes are a number from 1 to 43200."))
        #expect(house.setTimes.isEmpty)
        try house.press("Backspace", "Backspace", "Enter")
        let condition = SLACondition(kind: .first, priority: .urgent)
        #expect(house.setTimes == [.setTarget(condition, minutes: 1, calendar: ConsoleHarness.always)])
        #expect(house.screen.contains("Saved; the deadlines are recalculated."))
        #expect(house.screen.contains("1 min"))
    }

    @Test("A new target takes what is chosen; one is removed only by a second x")
    func addingAndRemoving() throws {
        var house = house()
        try house.press("A", "a", "Right", "Tab", "Tab", "w", "Tab", "Right", "Tab")
        house.type("90")
        try house.press("Tab", "Enter")
        let condition = SLACondition(kind: .next, channel: .whatsapp, zone: 0)
        #expect(house.setTimes == [.setTarget(condition, minutes: 90, calendar: ConsoleHarness.office)])
        try house.press("g", "x")
        #expect(house.screen.contains("x removes it"))
        try house.press("k", "x", "x")
        #expect(house.setTimes.count == 2)
        #expect(house.setTimes.last == .removeTarget(house.book.targets.isEmpty ? condition : ConsoleHarness.emailLow))
    }

    @Test("A calendar is read from its words, and the place of a mistake is said")
    func calendar() throws {
        var house = house()
        try house.press("A", "Tab", "a")
        house.type("Nuit")
        try house.press("Tab", "Tab")
        house.type("fri-sat 22")
        try house.press("^S")
        #expect(house.screen.contains("Not understood."))
        house.type(":00-02:00")
        try house.press("Tab")
        house.type("2027-02-30 Jour")
        try house.press("^S")
        #expect(house.screen.contains("is not a day and a name"))
        try house.press("^U")
        house.type("2027-07-30 Fête du Trône")
        try house.press("^S")
        guard case .saveCalendar(let calendar, let removed) = house.setTimes.last else {
            Issue.record("nothing was saved")
            return
        }
        #expect(calendar.name.original == "Nuit" && calendar.timeZone == "Africa/Casablanca" && removed.isEmpty)
        #expect(calendar.hours == OpeningNotation.hours("fri-sat 22:00-02:00"))
        #expect(calendar.holidays == [Holiday(day: CalendarDay(days: 21_029), name: UntrustedText("Fête du Trône"))])
        #expect(house.screen.contains("Nuit"))
    }

    @Test("What the server refuses stays in the form, with the reason beside its field")
    func refused() throws {
        var house = house()
        house.refusal = .refused(.invalidInput)
        try house.press("A", "Tab", "Enter")
        house.type("!")
        try house.press("^S")
        #expect(house.screen.contains("The server doesn't know this time zone"))
        #expect(house.screen.contains("Bureau!"))
        house.refusal = .refused(.illegalTransition)
        try house.press("Esc", "Esc", "x", "x")
        #expect(house.screen.contains("A target uses this calendar"))
    }

    @Test("An agent is told that it isn't theirs, and nothing is asked for", arguments: [AppRole.agent, .technicien])
    func rights(role: AppRole) throws {
        var house = house(role: role)
        try house.press("A")
        #expect(house.state.overlay == nil)
        #expect(!house.screen.contains("calendar"))
    }

    @Test("Hostile names steer nothing")
    func hostile() throws {
        var house = house()
        house.book.calendars[0].name = UntrustedText("a\u{1B}[2J\u{202E}b")
        try house.press("A", "Tab")
        #expect(!house.screen.unicodeScalars.contains("\u{1B}") && !house.screen.unicodeScalars.contains("\u{202E}"))
    }
}

extension ConsoleHarness {
    static let always = Identifier<BusinessCalendar>(high: 5, low: 1)
    static let office = Identifier<BusinessCalendar>(high: 5, low: 2)
    static let emailLow = SLACondition(kind: .first, priority: .low, channel: .email)

    /// Answers as the server would.
    mutating func answerTimes(_ request: SLARequest) -> SLAEvent {
        if request != .read {
            setTimes.append(request)
            if let refusal { return request.event(for: refusal) }
        }
        switch request {
        case .read: return .read(.success(book))
        case .setTarget(let condition, let minutes, let calendar):
            book.targets.removeAll { $0.condition == condition }
            book.targets.append(Self.target(condition, minutes, calendar))
        case .removeTarget(let condition): book.targets.removeAll { $0.condition == condition }
        case .saveCalendar(let calendar, _):
            book.calendars.removeAll { $0.id == calendar.id }
            book.calendars.append(calendar)
        case .removeCalendar(let id): book.calendars.removeAll { $0.id == id }
        }
        return .changed(request, .success(()))
    }

    static func target(
        _ condition: SLACondition,
        _ minutes: Int32,
        _ calendar: Identifier<BusinessCalendar>
    ) -> SLATarget {
        SLATarget(
            condition: condition,
            zoneLabel: nil,
            minutes: minutes,
            calendar: calendar,
            calendarName: UntrustedText(calendar == office ? "Bureau" : "24/7")
        )
    }
}

extension SLAPolicies {
    /// A house with office hours for e-mails.
    static let house = SLAPolicies(
        targets: [ConsoleHarness.target(ConsoleHarness.emailLow, 480, ConsoleHarness.office)]
            + [(.urgent, 15), (.high, 30), (.medium, 120), (.low, 480)].map { priority, minutes in
                ConsoleHarness.target(SLACondition(kind: .first, priority: priority), minutes, ConsoleHarness.always)
            },
        calendars: [
            BusinessCalendar(
                id: ConsoleHarness.office,
                name: UntrustedText("Bureau"),
                timeZone: "Africa/Casablanca",
                hours: OpeningNotation.hours("mon-fri 09:00-18:00, sat 10:00-13:00") ?? .always,
                holidays: [Holiday(day: CalendarDay(days: 20_819), name: UntrustedText("Nouvel An"))]
            ),
            BusinessCalendar(
                id: ConsoleHarness.always,
                name: UntrustedText("24/7"),
                timeZone: "Africa/Casablanca",
                hours: .always
            ),
        ]
    )
}
