import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Setting answer times")
struct AnswerTimesTests {
    private let desk: AssignmentFixture
    private let boss: FixtureUser
    init() throws {
        desk = try AssignmentFixture()
        boss = try desk.member(.superviseur)
    }

    private func calendar(_ name: String, _ hours: String, zone: String = "Africa/Casablanca") throws
        -> BusinessCalendar
    {
        BusinessCalendar(
            id: freshIdentifier(),
            name: UntrustedText(name),
            timeZone: zone,
            hours: try #require(OpeningNotation.hours(hours))
        )
    }

    private func run<Answer>(_ request: Request<Answer>) throws -> Answer { try boss.connection.run(request) }

    private func targets() throws -> [String] {
        try run(try SLA.targets(for: boss.user)).map { target in
            let condition = target.condition
            return [
                condition.kind.rawValue, condition.priority?.label ?? "*", condition.channel?.label ?? "*",
                condition.zone == 0 ? "0" : target.zoneLabel ?? "*", "\(target.minutes)", target.calendarName.original,
            ].joined(separator: " ")
        }
    }

    @Test("An empty installation answers by priority, around the clock")
    func defaults() throws {
        let all = ["urgent * * 15", "high * * 30", "medium * * 120", "low * * 480"].map { "\($0) 24/7" }
        #expect(try targets() == all.map { "first \($0)" } + all.map { "next \($0)" })
    }

    @Test("A calendar with a night and holidays comes back as it was set, and targets count by it")
    func roundTrip() throws {
        var office = try calendar("Bureau", "mon-fri 09:00-12:30 14:00-18:00, fri-sun 22:00-02:00")
        #expect(try run(try SLA.set(office, by: boss.user)) == 0)
        office.holidays = [Holiday(day: CalendarDay(days: 20_820), name: UntrustedText("Aïd"))]
        let other = CalendarDay(days: 20_900)
        let added = office.holidays + [Holiday(day: other, name: UntrustedText("Jour"))]
        _ = try run(try SLA.setHolidays(of: office.id, adding: added, by: boss.user))
        _ = try run(try SLA.setHolidays(of: office.id, adding: [], removing: [other], by: boss.user))
        #expect(try run(try SLA.calendars(for: boss.user)).last == office)
        let condition = SLACondition(kind: .first, channel: .email, zone: 0)
        _ = try run(try SLA.set(condition, minutes: 60, calendar: office.id, by: boss.user))
        _ = try run(try SLA.set(condition, minutes: 90, calendar: office.id, by: boss.user))
        #expect(try targets().first == "first * email 0 90 Bureau")
        #expect(
            try refusal { try run(try SLA.remove(office.id, by: boss.user)) }
                == Refusal.illegalTransition.state
        )
        _ = try run(try SLA.remove(condition, by: boss.user))
        #expect(
            try refusal { _ = try run(try SLA.remove(condition, by: boss.user)) } == Refusal.notFound.state
        )
        try run(try SLA.remove(office.id, by: boss.user))
        #expect(try run(try SLA.calendars(for: boss.user)).map(\.name.original) == ["24/7"])
    }

    @Test("A change moves the open conversations' deadlines with it")
    func moves() throws {
        let talk = try desk.waiting(.high)
        try desk.database.run("UPDATE public.conversations SET owed_since = last_message_at WHERE id = '\(talk)'")
        let before = try #require(try run(try Conversations.find(talk, for: boss.user))?.replyDueAt)
        let always = try #require(try run(try SLA.calendars(for: boss.user)).first)
        let high = SLACondition(kind: .first, priority: .high)
        #expect(try run(try SLA.set(high, minutes: 45, calendar: always.id, by: boss.user)) == 1)
        let after = try #require(try run(try Conversations.find(talk, for: boss.user)))
        #expect(after.replyDueAt.map { $0 - before } == .seconds(900))
        #expect(after.deadline?.kind == .answer)
        #expect(try run(try SLA.recalculateDeadlines(by: boss.user)) == 0)
    }

    @Test("What makes no sense is refused with a reason")
    func nonsense() throws {
        let office = try calendar("Bureau", "mon 09:00-09:01")
        _ = try run(try SLA.set(office, by: boss.user))
        let condition = SLACondition(kind: .next)
        func set(_ minutes: Int32, _ condition: SLACondition, _ calendar: BusinessCalendar) throws -> String? {
            try refusal {
                _ = try run(try SLA.set(condition, minutes: minutes, calendar: calendar.id, by: boss.user))
            }
        }
        #expect(try set(0, condition, office) == Refusal.invalidInput.state)
        #expect(try set(43_201, condition, office) == Refusal.invalidInput.state)
        #expect(try set(200, condition, office) == Refusal.invalidInput.state)
        #expect(try set(5, SLACondition(kind: .next, zone: 999), office) == Refusal.invalidInput.state)
        #expect(try set(5, SLACondition(kind: .next, channel: .other("fax")), office) == Refusal.invalidInput.state)
        #expect(try set(5, condition, try calendar("Keiner", "24/7")) == Refusal.notFound.state)
        #expect(try set(5, condition, office) == nil)
        let sameName = try calendar("Bureau", "24/7")
        #expect(try refusal { _ = try run(try SLA.set(sameName, by: boss.user)) } == Refusal.alreadyExists.state)
        let hostile = [
            "", "Mars/Olympus", "posix/Europe/Paris", "XYZ-26:00", "../../../etc/passwd", "Europe/Paris'; DROP TABLE x",
            "europe/paris", "\u{1B}[2J", "<+99>-99", String(repeating: "A", count: 10_000),
        ]
        for zone in hostile {
            let wild = try calendar("Zone", "24/7", zone: zone)
            #expect(
                try refusal { _ = try run(try SLA.set(wild, by: boss.user)) } == Refusal.invalidInput.state,
                "\(zone.prefix(20))"
            )
        }
        for name in ["", "  ", "a\u{202E}b", String(repeating: "x", count: 61)] {
            let wild = try calendar(name, "24/7")
            #expect(
                try refusal { _ = try run(try SLA.set(wild, by: boss.user)) } == Refusal.invalidInput.state,
                "\(name)"
            )
        }
    }

    @Test("Ten thousand holidays are too many, at once and in parts; a calendar that they leave shut is refused")
    func holidays() throws {
        let office = try calendar("Bureau", "24/7")
        _ = try run(try SLA.set(office, by: boss.user))
        func add(_ days: Range<Int>) throws -> String? {
            let added = days.map { Holiday(day: CalendarDay(days: 20_000 + $0), name: UntrustedText("Fête")) }
            return try refusal {
                _ = try run(try SLA.setHolidays(of: office.id, adding: added, by: boss.user))
            }
        }
        #expect(try add(0..<10_000) == Refusal.invalidInput.state)
        #expect(try add(0..<600) == nil)
        #expect(try add(600..<1_001) == Refusal.invalidInput.state)
        _ = try run(
            try SLA.set(SLACondition(kind: .first), minutes: 5, calendar: office.id, by: boss.user)
        )
        #expect(try add(600..<1_000) == nil)
        let today =
            Int(try desk.database.value("SELECT current_date - '1970-01-01'::date", as: Int32.self) ?? 0) - 20_000
        let all = try calendar("Fermé", "24/7")
        _ = try run(try SLA.set(all, by: boss.user))
        _ = try run(try SLA.set(SLACondition(kind: .next), minutes: 5, calendar: all.id, by: boss.user))
        let year = (today - 2..<today + 500).map {
            Holiday(day: CalendarDay(days: 20_000 + $0), name: UntrustedText("Fête"))
        }
        #expect(
            try refusal { _ = try run(try SLA.setHolidays(of: all.id, adding: year, by: boss.user)) }
                == Refusal.invalidInput.state
        )
    }

    @Test("Only superviseur and above, in the repository and in the database", arguments: AppRole.all)
    func rights(role: AppRole) throws {
        let member = try desk.member(role)
        let always = try #require(try run(try SLA.calendars(for: boss.user)).first)
        let condition = SLACondition(kind: .first)
        var pretender = member.user
        pretender.role = .superAdmin
        let attempts: [(CurrentUser) throws -> Request<Int64>] = [
            { try SLA.set(condition, minutes: 5, calendar: always.id, by: $0) },
            { try SLA.remove(condition, by: $0) }, { try SLA.set(always, by: $0) },
            { try SLA.setHolidays(of: always.id, adding: [], removing: [CalendarDay(days: 1)], by: $0) },
            { try SLA.recalculateDeadlines(by: $0) },
            { try SLA.remove(freshIdentifier(), by: $0).map { 0 } },
        ]
        let may = member.user.can(.manageShared)
        for (place, attempt) in attempts.enumerated() {
            #expect(((try? attempt(member.user)) != nil) == may, "\(role.label) \(place)")
            let refused = try refusal { _ = try member.connection.run(try attempt(pretender)) }
            #expect((refused == Refusal.notPermitted.state) == !may, "\(role.label) \(place): \(refused ?? "allowed")")
        }
        let direct = try refusal {
            try member.connection.run(script: "UPDATE riad.sla_targets SET minutes = 43200", name: "direct")
        }
        #expect(direct == "42501")
        let facts = Statement(name: "facts", text: "SELECT FROM riad.responses")
        try desk.database.run(
            """
            INSERT INTO riad.responses (conversation_id, seq, kind, answered_at, zone_id, priority, channel_type)
            VALUES ('\(try desk.waiting())', 1, 'first', now(), 0, 'low', 'sms')
            """
        )
        let seen = try member.connection.run(Request(reading: facts) { $0.count })
        #expect((seen > 0) == member.user.can(.readMetrics))
    }
}
