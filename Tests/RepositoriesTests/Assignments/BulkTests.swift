import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Changing many at once")
struct BulkTests {
    private let desk: AssignmentFixture
    private let boss: FixtureUser
    private let agent: FixtureUser
    init() throws {
        desk = try AssignmentFixture()
        boss = try desk.member(.superviseur)
        agent = try desk.member(.agent, name: ("Fatima", "El-Fassi"))
    }

    private func items(_ ids: [Identifier<Conversation>], version: Int32 = 0) -> [BulkItem] {
        ids.map { BulkItem(id: $0, assignVersion: version) }
    }

    private func column(_ name: String, of id: Identifier<Conversation>) throws -> String? {
        try desk.database.value("SELECT \(name)::text FROM public.conversations WHERE id = $1", [Parameter(id)])
    }

    @Test("Reassigning: one report says what was done, what was left alone and why, and who has it instead")
    func report() throws {
        let other = try desk.member(.agent)
        let free = try desk.waiting(.urgent, transferredTo: .technicien)
        let waits = try desk.deployment.conversation(.enAttente, assignedTo: other.person)
        let moved = try desk.deployment.conversation(.nouvelle)
        try other.connection.run(try Conversations.claim(moved, assignedTo: nil, by: other.user))
        let done = try desk.deployment.conversation(.resolue, assignedTo: other.person)
        let archived = try desk.deployment.conversation(.archivee)
        let already = try desk.deployment.conversation(.enCours, assignedTo: agent.person)
        let all = [free, waits, moved, done, archived, already, freshIdentifier(), free]
        let report = try boss.apply(.assign(agent.id), to: items(all), reason: "Fin de service")
        #expect(report.changedCount == 2 && report.remainingCount == 0 && report.undoUntil != nil)
        #expect(report.skips == ["already 1", "archived 1", "illegal 1", "moved 1", "not_found 1"])
        let loser = try #require(report.skipped.first { $0.reason == .changedMeanwhile }?.conversations.first)
        #expect(loser.id == moved && loser.assignee == other.id && loser.assigneeName?.original == "Test Person")
        #expect(try desk.standing(free) == "EN_COURS \(agent.id) - 1")
        #expect(try desk.standing(waits) == "EN_ATTENTE \(agent.id) - 1")
        #expect(try desk.standing(moved) == "EN_COURS \(other.id) - 1")
        let entry = try #require(try boss.history(free).first)
        #expect(entry.action == .assignment && entry.actor == boss.id && entry.batch == report.batch)
        #expect(entry.reason?.original == "Fin de service" && entry.from == .role(.technicien))
    }

    @Test("Back to the queue, priority, tags, states")
    func changes() throws {
        let talk = try desk.deployment.conversation(.enCours, assignedTo: agent.person)
        try desk.database.run(
            "UPDATE public.conversations SET tags = '{wifi}', owed_since = last_message_at"
        )
        #expect(try boss.apply(.priority(.urgent), to: items([talk])).changedCount == 1)
        #expect(try column("(extract(epoch FROM sla_due_at - last_message_at)::integer / 60)", of: talk) == "15")
        #expect(try boss.apply(.priority(.urgent), to: items([talk])).skips == ["already 1"])
        #expect(try boss.apply(.addTags(["clé", "wifi", " clé "]), to: items([talk])).changedCount == 1)
        #expect(try column("tags", of: talk) == "{wifi,clé}")
        #expect(try boss.apply(.removeTags(["wifi", "x"]), to: items([talk])).changedCount == 1)
        #expect(try boss.apply(.removeTags(["wifi"]), to: items([talk])).skips == ["already 1"])
        #expect(try column("tags", of: talk) == "{clé}")
        let many = (1...20).map { "t\($0)" }
        #expect(try boss.apply(.addTags(many), to: items([talk])).skips == ["illegal 1"])
        #expect(try boss.apply(.release, to: items([talk])).changedCount == 1)
        #expect(try desk.standing(talk) == "NOUVELLE - - 1")
        #expect(try boss.apply(.release, to: items([talk], version: 1)).skips == ["already 1"])
        #expect(try boss.apply(.state(.cloturee), to: items([talk], version: 0)).skips == ["moved 1"])
        #expect(try boss.apply(.state(.cloturee), to: items([talk], version: 1)).changedCount == 1)
        #expect(try column("sla_due_at", of: talk) == "infinity")
        #expect(try boss.apply(.state(.archivee), to: items([talk], version: 1)).changedCount == 1)
        #expect(try boss.apply(.addTags(["x"]), to: items([talk], version: 1)).skips == ["archived 1"])
    }

    @Test("Nonsense is refused whole")
    func nonsense() throws {
        let talk = items([try desk.waiting()])
        let inactive = try desk.database.person(.agent, isActive: false)
        let wrong: [BulkChange] = [
            .assign(inactive.id), .assign(freshIdentifier()), .addTags([]), .addTags([""]), .addTags(["a\u{1b}[31m"]),
            .removeTags([String(repeating: "x", count: 51)]), .state(.other("PERDUE")),
        ]
        for change in wrong {
            #expect(try refusal { _ = try boss.apply(change, to: talk) } == Refusal.invalidInput.state, "\(change)")
        }
        #expect(try refusal { _ = try boss.apply(.release, to: []) } == Refusal.invalidInput.state)
        let tooMany = items((0...10_000).map { _ in freshIdentifier() })
        #expect(try refusal { _ = try boss.apply(.release, to: tooMany) } == Refusal.invalidInput.state)
        #expect(try refusal { _ = try boss.apply(.release, to: talk, reason: " ") } == Refusal.invalidInput.state)
    }

    @Test("A person beside the desk is given only what waits for their role")
    func notAllowed() throws {
        let repairs = try desk.member(.technicien)
        let (theirs, others) = (try desk.waiting(transferredTo: .technicien), try desk.waiting())
        let report = try boss.apply(.assign(repairs.id), to: items([theirs, others]))
        #expect(report.changedCount == 1 && report.skips == ["not_allowed 1"])
        #expect(try desk.standing(theirs) == "EN_COURS \(repairs.id) - 1")
    }

    @Test(
        "All that match a filter, as the user saw it: what moved on or came later isn't touched, the rest is counted"
    )
    func filter() throws {
        let rabat = try desk.zone("rabat_agdal")
        let (first, second) = (try desk.waiting(.urgent, zone: rabat, minutes: 9), try desk.waiting(.high, zone: rabat))
        let third = try desk.waiting(.low, zone: rabat)
        let elsewhere = try desk.waiting(.urgent)
        let somebodys = try desk.deployment.conversation(.enCours, assignedTo: agent.person, zone: rabat)
        let moment = try #require(
            try desk.database.value("SELECT clock_timestamp() - interval '1 min'", as: Timestamp.self)
        )
        let fresh = try desk.waiting(.urgent, zone: rabat, minutes: 0)
        let query = InboxQuery(zones: [rabat], assignment: .unassigned)
        let report = try boss.connection.run(
            try Bulk.applyToAll(.assign(agent.id), matching: query, upTo: moment, limit: 2, by: boss.user)
        )
        #expect(report.changedCount == 2 && report.skipped.isEmpty && report.remainingCount == 1)
        for id in [first, second] { #expect(try desk.standing(id) == "EN_COURS \(agent.id) - 1") }
        for id in [third, elsewhere, fresh] { #expect(try desk.standing(id) == "NOUVELLE - - 0") }
        let urgent = InboxQuery(priorities: [.low], zones: [rabat])
        let closing = try boss.connection.run(
            try Bulk.applyToAll(.state(.cloturee), matching: urgent, upTo: moment, by: boss.user)
        )
        #expect(closing.changedCount == 1 && closing.remainingCount == 0)
        #expect(try desk.standing(somebodys) == "EN_COURS \(agent.id) - 0")
        let nothing = try boss.connection.run(
            try Bulk.applyToAll(.release, matching: InboxQuery(states: [.archivee]), upTo: moment, by: boss.user)
        )
        #expect(nothing.changedCount == 0 && nothing.skipped.isEmpty && nothing.undoUntil == nil)
    }

    @Test("Of two supervisors who reassign the same at once one wins, and the other hears who has it")
    func race() throws {
        let rival = try desk.member(.superviseur)
        let other = try desk.member(.agent, name: ("Youssef", "Amrani"))
        let talks = try (1...20).map { _ in try desk.waiting() }
        let list = talks.map { "'\($0)'" }.joined(separator: ", ")
        let zeros = talks.map { _ in "0" }.joined(separator: ", ")
        try boss.connection.run(
            script: """
                BEGIN;
                SELECT riad.run_batch_step(riad.start_batch('assign', '\(agent.id)', NULL, NULL, ARRAY[\(list)]::uuid[],
                    ARRAY[\(zeros)], NULL, NULL), 100)
                """,
            name: "first_step"
        )
        var answer: Result<BulkReport, PostgresError>?
        try rival.connection.connect()
        rival.connection.send(try Bulk.apply(.assign(other.id), to: items(talks.reversed()), by: rival.user)) {
            answer = $0
        }
        rival.connection.waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(answer == nil)
        try boss.connection.run(script: "COMMIT", name: "commit")
        while answer == nil { rival.connection.waitAndAdvance() }
        let report = try #require(try answer?.get())
        #expect(report.changedCount == 0 && report.skips == ["moved 20"] && report.undoUntil == nil)
        let names = report.skipped[0].conversations.map(\.assigneeName?.original)
        #expect(Set(names) == ["Fatima El-Fassi"])
    }

    @Test("Bulks that cross each other wait, and don't die")
    func crossing() throws {
        let rival = try desk.member(.superviseur)
        let talks = try (1...200).map { _ in try desk.waiting() }
        for member in [boss, rival] { try member.connection.connect() }
        for round in 0..<10 {
            var answers: [Result<BulkReport, PostgresError>?] = [nil, nil]
            let tags = BulkChange.addTags(["r\(round)"])
            boss.connection.send(try Bulk.apply(tags, to: items(talks), by: boss.user)) { answers[0] = $0 }
            rival.connection.send(try Bulk.apply(tags, to: items(talks.reversed()), by: rival.user)) {
                answers[1] = $0
            }
            while answers[0] == nil { boss.connection.waitAndAdvance() }
            while answers[1] == nil { rival.connection.waitAndAdvance() }
            let done = try answers.compactMap { try $0?.get().changedCount }
            #expect(done.reduce(0, +) == 200)
        }
    }
}
