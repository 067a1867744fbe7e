import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Who is where")
struct PresenceTests {
    private let desk: Desk
    private let fatima: DeskMember
    private let youssef: DeskMember
    private let talk: Identifier<Conversation>

    init() throws {
        desk = try Desk()
        fatima = try desk.member(.agent, zones: ["rabat_agdal"], name: ("Fatima", "El-Fassi"))
        youssef = try desk.member(.agent, zones: ["rabat_agdal"], name: ("Youssef", "Bennani"))
        talk = try desk.waiting(zone: try desk.zone("rabat_agdal"))
    }

    @discardableResult
    private func note(
        _ member: DeskMember,
        in conversation: Identifier<Conversation>?,
        _ act: PresenceAct = .reading,
        idle: Duration? = nil
    ) throws -> [Identifier<Conversation>] {
        let now = Timestamp(seconds: 1_800_000_000)
        let whereabouts = Whereabouts(
            conversation: conversation,
            act: act,
            idleSince: idle.map { Timestamp(microseconds: now.microseconds - $0.components.seconds * 1_000_000) }
        )
        return try member.connection.run(try Presence.note(whereabouts, at: now, by: member.reader))
    }

    /// What a reader sees while the others' consoles have just shown a sign of life. Asked again where the machine stood
    /// still so long in between that they count as silent.
    private func seen<Answer>(
        by reader: DeskMember,
        _ request: Request<Answer>,
        while others: [DeskMember]
    ) throws -> Answer {
        for _ in 0..<20 {
            let begin = Moment.now()
            for other in others { _ = try other.connection.run(Session.reader()) }
            let answer = try reader.connection.run(request)
            if Moment.now() - begin < .seconds(20) { return answer }
        }
        throw Stalled()
    }

    private struct Stalled: Error {}

    private func colleagues(
        of reader: DeskMember,
        in conversation: Identifier<Conversation>?,
        while others: [DeskMember]
    ) throws -> [String] {
        try seen(by: reader, try Presence.colleagues(in: conversation, for: reader.reader), while: others).map {
            "\($0.name?.original ?? "?") \($0.isTyping ? "types" : "reads")\($0.conversation == conversation ? "" : " elsewhere")"
        }
    }

    @Test("A colleague sees by first name who reads a conversation and who types in it; one doesn't see oneself")
    func readingAndTyping() throws {
        try note(fatima, in: talk)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima reads"])
        try note(fatima, in: talk, .typing)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima types"])
        #expect(try colleagues(of: fatima, in: talk, while: [youssef]) == [])
        try note(fatima, in: nil)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == [])
    }

    @Test("Who types is seen from everywhere, who reads only in the same conversation")
    func elsewhere() throws {
        let other = try desk.waiting()
        try note(fatima, in: talk)
        #expect(try colleagues(of: youssef, in: other, while: [fatima]) == [])
        try note(fatima, in: talk, .typing)
        #expect(try colleagues(of: youssef, in: other, while: [fatima]) == ["Fatima types elsewhere"])
        #expect(try colleagues(of: youssef, in: nil, while: [fatima]) == ["Fatima types elsewhere"])
    }

    @Test("Of one person with two consoles the one that types counts, and the person counts once")
    func twoConsoles() throws {
        let second = DeskMember(
            person: fatima.person,
            reader: fatima.reader,
            connection: desk.database.connection(as: fatima.person)
        )
        try note(fatima, in: talk)
        try note(second, in: talk, .typing)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima, second]) == ["Fatima types"])
    }

    @Test("Under zone isolation nobody is seen in a conversation that the reader can't read")
    func isolation() throws {
        try desk.deployment.isolateZones()
        let stranger = try desk.member(.agent, zones: ["agadir_marina"])
        let supervisor = try desk.member(.superviseur)
        try note(fatima, in: talk, .typing)
        #expect(try colleagues(of: stranger, in: talk, while: [fatima]) == [])
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima types"])
        #expect(try colleagues(of: supervisor, in: talk, while: [fatima]) == ["Fatima types"])
    }

    @Test(
        "Whoever isn't of the desk sees in a conversation of theirs that somebody is there, without a name; elsewhere nothing",
        arguments: AppRole.all.filter { !Rights.desk.contains($0) }
    )
    func otherRoles(role: AppRole) throws {
        let member = try desk.member(role)
        let own = try desk.deployment.conversation(.enCours, assignedTo: member.person)
        try note(fatima, in: own, .typing)
        try note(youssef, in: talk, .typing)
        #expect(try colleagues(of: member, in: own, while: [fatima, youssef]) == ["? types"])
        let seen = try member.connection.run(try Presence.colleagues(in: own, for: member.reader))
        #expect(seen.allSatisfy { $0.person == nil })
        let names = Request(
            reading: Statement(name: "attendance", text: "SELECT count(*) FROM riad.attendance()")
        ) { rows throws(DecodingError) -> Int64 in try rows.single()[0] }
        #expect(try member.connection.run(names) == 0)
    }

    @Test("Nobody is present in a conversation that they can't read, nor in one that there is not")
    func forged() throws {
        try desk.deployment.isolateZones()
        let stranger = try desk.member(.agent, zones: ["agadir_marina"])
        let technician = try desk.member(.technicien)
        #expect(try refusal { try note(stranger, in: talk, .typing) } == "RI002")
        #expect(try refusal { try note(technician, in: talk) } == "RI002")
        #expect(try refusal { try note(fatima, in: freshIdentifier()) } == "RI002")
        #expect(try desk.database.value("SELECT count(*) FROM riad.consoles", as: Int64.self) == 0)
    }

    @Test("Acts and idle times that can't be are refused, and a login without rights is nowhere")
    func refused() throws {
        let connection = fatima.connection
        for call in ["NULL, 'lurking', NULL", "NULL, NULL, NULL", "NULL, 'reading', -1", "NULL, 'reading', 2000000000"]
        {
            let error = #expect(throws: PostgresError.self) {
                try connection.run(script: "SELECT riad.note_presence(\(call))", name: "attack")
            }
            #expect(error?.state == "RI010", "\(call)")
        }
        let nobody = desk.database.connection(as: try desk.database.person(.agent, isActive: false))
        let error = #expect(throws: PostgresError.self) {
            try nobody.run(script: "SELECT riad.note_presence(NULL, 'reading', NULL)", name: "attack")
        }
        #expect(error?.state == "RI001")
    }

    @Test("Who ended, was cut off or has lost their rights is seen no more, whatever their row says")
    func dead() throws {
        try note(fatima, in: talk, .typing)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima types"])
        try desk.database.run("UPDATE public.user_roles SET is_active = false WHERE user_id = '\(fatima.person.id)'")
        #expect(try colleagues(of: youssef, in: talk, while: []) == [])
        try desk.database.run("UPDATE public.user_roles SET is_active = true WHERE user_id = '\(fatima.person.id)'")
        let back = try desk.member(.agent, name: ("Amal", "Berrada"))
        try note(back, in: talk, .typing)
        #expect(try colleagues(of: youssef, in: talk, while: [back]) == ["Amal types"])
        back.connection.close()
        try awaitEnd(of: back)
        #expect(try colleagues(of: youssef, in: talk, while: []) == [])
    }

    @Test("A row of an earlier session with the same process number isn't taken for the one that is there now")
    func sameNumber() throws {
        try note(fatima, in: talk, .typing)
        try desk.database.run("UPDATE riad.consoles SET backend_start = backend_start - interval '1 day'")
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == [])
        try note(fatima, in: talk)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima reads"])
        try desk.database.run("UPDATE riad.consoles SET login = 'riad_owner'::regrole")
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == [])
    }

    @Test("A console that has been silent for too long is seen no more until it shows a sign of life")
    func silent() throws {
        try note(fatima, in: talk, .editing)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima types"])
        try desk.database.run(
            """
            CREATE OR REPLACE FUNCTION riad.longest_silence(_act text) RETURNS interval LANGUAGE sql STABLE
            BEGIN ATOMIC SELECT interval '-1 day'; END
            """
        )
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == [])
    }

    @Test("What ended sessions left is swept away when somebody new comes")
    func swept() throws {
        let guest = try desk.member(.agent)
        try note(guest, in: talk)
        try note(fatima, in: talk)
        guest.connection.close()
        try awaitEnd(of: guest)
        try note(fatima, in: nil)
        #expect(try desk.database.value("SELECT count(*) FROM riad.consoles", as: Int64.self) == 2)
        try note(youssef, in: talk)
        #expect(
            try desk.database.value(
                "SELECT count(*) FROM riad.consoles WHERE user_id = $1",
                [Parameter(guest.person.id)],
                as: Int64.self
            ) == 0
        )
        #expect(try desk.database.value("SELECT count(*) FROM riad.consoles", as: Int64.self) == 2)
    }

    /// Until the server has seen that a connection was closed.
    private func awaitEnd(of member: DeskMember) throws {
        for _ in 0..<600 {
            let left = try desk.database.value(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = $1 AND state IS NOT NULL",
                [Parameter(member.person.login)],
                as: Int64.self
            )
            if left == 0 { return }
            try desk.database.run("SELECT pg_sleep(0.1)")
        }
        throw Stalled()
    }

    @Test("Only conversations that a colleague has on the screen, and only what changes there, is worth a hint")
    func hints() throws {
        #expect(try note(fatima, in: talk) == [])
        #expect(try note(youssef, in: talk) == [talk])
        #expect(try note(youssef, in: talk, .typing) == [talk])
        #expect(try note(youssef, in: talk, .typing) == [])
        #expect(try note(youssef, in: talk, .reading) == [talk])
        #expect(try note(youssef, in: talk, .reading, idle: .seconds(600)) == [])
        let other = try desk.waiting()
        #expect(try note(youssef, in: other) == [talk])
        #expect(try note(fatima, in: other) == [other])
        #expect(try note(fatima, in: nil) == [other])
    }

    @Test("A hint carries the conversation's id alone, on a channel of its own")
    func hint() throws {
        let listener = youssef.connection
        var heard: [Postgres.Notification] = []
        listener.onNotification = { heard.append($0) }
        try listener.connect()
        listener.listen(to: Presence.channel)
        _ = try listener.run(Session.reader())
        _ = try fatima.connection.run(Presence.hint(talk))
        for _ in 0..<600 where heard.isEmpty { listener.waitAndAdvance(limit: .now() + .milliseconds(100)) }
        #expect(heard.map(\.payload) == [talk.description])
        #expect(heard.map(\.channel) == ["riad_presence"])
    }

    @Test("Of a colleague the desk sees whether they are here, away since when, or not connected")
    func attendance() throws {
        let supervisor = try desk.member(.superviseur)
        let request = try Steering.colleagues(for: supervisor.reader)
        try note(fatima, in: nil)
        try note(youssef, in: talk, idle: .seconds(720))
        let known = try seen(by: supervisor, request, while: [fatima, youssef])
        let attendance = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0.attendance) })
        #expect(attendance[fatima.person.id] == .here)
        #expect(attendance[supervisor.person.id] == .notConnected)
        guard case .away(let since) = attendance[youssef.person.id] else { throw Stalled() }
        let minutes = try desk.database.value(
            "SELECT extract(epoch FROM clock_timestamp() - $1::timestamptz)::bigint / 60",
            [Parameter(since)],
            as: Int64.self
        )
        #expect((12...20).contains(try #require(minutes)))
        let staff = try seen(by: supervisor, try People.list(for: supervisor.reader), while: [fatima, youssef])
        #expect(staff.first { $0.id == fatima.person.id }.map { $0.attendance != .notConnected } == true)
    }

    @Test("Who went away reads nothing, and is back with the next word")
    func away() throws {
        try note(fatima, in: talk, idle: .seconds(600))
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == [])
        try note(fatima, in: talk)
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima reads"])
    }

    @Test("Noting again and again makes no row more, writes no log of its own, and no index has to follow")
    func noBloat() throws {
        for round in 0..<100 { try note(fatima, in: talk, round.isMultiple(of: 2) ? .reading : .typing) }
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
