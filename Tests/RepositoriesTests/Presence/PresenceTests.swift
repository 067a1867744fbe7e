import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Who is where")
struct PresenceTests: PresenceSuite {
    let company: PresenceFixture
    init() throws { company = try PresenceFixture() }

    @Test("A colleague sees by first name who reads a conversation and who types in it; one doesn't see oneself")
    func readingAndTyping() throws {
        try reportPresence(fatima, in: talk)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima reads"])
        try reportPresence(fatima, in: talk, .typing)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima types"])
        #expect(try colleagues(of: fatima, in: talk, while: [youssef]) == [])
        try reportPresence(fatima, in: nil)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == [])
    }

    @Test("Who types is seen from everywhere, who reads only in the same conversation")
    func elsewhere() throws {
        let other = try desk.waiting()
        try reportPresence(fatima, in: talk)
        #expect(try colleagues(of: youssef, in: other, while: [fatima]) == [])
        try reportPresence(fatima, in: talk, .typing)
        #expect(try colleagues(of: youssef, in: other, while: [fatima]) == ["Fatima types elsewhere"])
        #expect(try colleagues(of: youssef, in: nil, while: [fatima]) == ["Fatima types elsewhere"])
    }

    @Test("Of one person with two consoles the one that types counts, and the person counts once")
    func twoConsoles() throws {
        let second = FixtureUser(
            person: fatima.person,
            user: fatima.user,
            connection: desk.database.connection(as: fatima.person)
        )
        try reportPresence(fatima, in: talk)
        try reportPresence(second, in: talk, .typing)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima, second]) == ["Fatima types"])
    }

    @Test("Only conversations that a colleague has on the screen, and only what changes there, is worth a hint")
    func hints() throws {
        #expect(try reportPresence(fatima, in: talk) == [])
        #expect(try reportPresence(youssef, in: talk) == [talk])
        #expect(try reportPresence(youssef, in: talk, .typing) == [talk])
        #expect(try reportPresence(youssef, in: talk, .typing) == [])
        #expect(try reportPresence(youssef, in: talk, .reading) == [talk])
        #expect(try reportPresence(youssef, in: talk, .reading, idle: .seconds(600)) == [])
        let other = try desk.waiting()
        #expect(try reportPresence(youssef, in: other) == [talk])
        #expect(try reportPresence(fatima, in: other) == [other])
        #expect(try reportPresence(fatima, in: nil) == [other])
    }

    @Test("A hint carries the conversation's id alone, and says that it is about presence")
    func hint() throws {
        let listener = youssef.connection
        var heard: [Postgres.Notification] = []
        listener.onNotification = { heard.append($0) }
        try listener.connect()
        listener.listen(onlyTo: try listener.run(Session.channels()))
        _ = try listener.run(Session.currentUser())
        _ = try fatima.connection.run(Presence.hint(talk))
        for _ in 0..<600 where heard.isEmpty { listener.waitAndAdvance(limit: .now() + .milliseconds(100)) }
        #expect(heard.map(\.payload) == ["presence \(talk)"])
    }

    @Test("Of a colleague the desk sees whether they are here, away since when, or not connected")
    func attendance() throws {
        let supervisor = try desk.member(.superviseur)
        let request = try Assignments.colleagues(for: supervisor.user)
        try reportPresence(fatima, in: nil)
        try reportPresence(youssef, in: talk, idle: .seconds(720))
        let known = try seen(by: supervisor, request, while: [fatima, youssef])
        let attendance = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0.attendance) })
        #expect(attendance[fatima.person.id] == .online)
        #expect(attendance[supervisor.person.id] == .offline)
        guard case .away(let since) = attendance[youssef.person.id] else { throw Stalled() }
        let minutes = try desk.database.value(
            "SELECT extract(epoch FROM clock_timestamp() - $1::timestamptz)::bigint / 60",
            [Parameter(since)],
            as: Int64.self
        )
        #expect((12...20).contains(try #require(minutes)))
        let staff = try seen(by: supervisor, try People.list(for: supervisor.user), while: [fatima, youssef])
        #expect(staff.first { $0.id == fatima.person.id }.map { $0.attendance != .offline } == true)
    }

    @Test("Who went away reads nothing, and is back with the next word")
    func away() throws {
        try reportPresence(fatima, in: talk, idle: .seconds(600))
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == [])
        try reportPresence(fatima, in: talk)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima reads"])
    }

    @Test("Noting again and again makes no row more, writes no log of its own, and no index has to follow")
    func noBloat() throws {
        for round in 0..<100 { try reportPresence(fatima, in: talk, round.isMultiple(of: 2) ? .reading : .typing) }
        #expect(try desk.database.value("SELECT count(*) FROM riad.consoles", as: Int64.self) == 1)
        let kind = "SELECT relpersistence::text FROM pg_class WHERE oid = 'riad.consoles'::regclass"
        #expect(try desk.database.value(kind, as: String.self) == "u")
        let indexes = """
            SELECT string_agg(a.attname, ' ') FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indexrelid
            WHERE i.indrelid = 'riad.consoles'::regclass
            """
        #expect(try desk.database.value(indexes, as: String.self) == "pid")
    }
}
