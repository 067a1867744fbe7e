import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Spreading conversations over agents")
struct DistributionTests {
    private let desk: AssignmentFixture
    private let boss: FixtureUser
    private let fatima: FixtureUser
    private let youssef: FixtureUser

    init() throws {
        desk = try AssignmentFixture()
        boss = try desk.member(.superviseur, zones: ["rabat_agdal", "agadir_marina"])
        fatima = try desk.member(.agent, zones: ["rabat_agdal"], name: ("Fatima", "El-Fassi"))
        youssef = try desk.member(.agent, zones: ["rabat_agdal", "agadir_marina"], name: ("Youssef", "Tazi"))
    }

    private func items(_ ids: [Identifier<Conversation>], version: Int32 = 0) -> [BulkItem] {
        ids.map { BulkItem(id: $0, assignVersion: version) }
    }

    private func waiting(_ count: Int, in zone: Int16) throws -> [Identifier<Conversation>] {
        try (0..<count).map { try desk.waiting(zone: zone, minutes: 60 - $0) }
    }

    private func holder(_ id: Identifier<Conversation>) throws -> String? {
        try desk.database.value(
            """
            SELECT p.first_name FROM public.conversations c JOIN public.profiles p ON p.user_id = c.assigned_agent_id
            WHERE c.id = $1
            """,
            [Parameter(id)]
        )
    }

    private func shares(_ report: BulkReport) -> [String] {
        report.shares.map { "\($0.name?.original ?? "") \($0.count)" }
    }

    @Test("By load: what they have counts, and what they are given with it")
    func leastLoaded() throws {
        let rabat = try desk.zone("rabat_agdal")
        for _ in 1...3 { _ = try desk.deployment.conversation(.enCours, assignedTo: fatima.person, zone: rabat) }
        _ = try desk.deployment.conversation(.resolue, assignedTo: youssef.person, zone: rabat)
        let report = try boss.apply(.distribute(.leastLoaded), to: items(try waiting(5, in: rabat)))
        #expect(report.changedCount == 5 && report.skipped.isEmpty)
        #expect(shares(report) == ["Youssef Tazi 4", "Fatima El-Fassi 1"])
    }

    @Test("In turn: who got one longest ago begins, whatever they have")
    func inTurn() throws {
        let rabat = try desk.zone("rabat_agdal")
        for _ in 1...3 { _ = try desk.deployment.conversation(.enAttente, assignedTo: youssef.person, zone: rabat) }
        let before = try waiting(2, in: rabat)
        _ = try boss.apply(.assign(youssef.id), to: items([before[0]]))
        _ = try boss.apply(.assign(fatima.id), to: items([before[1]]))
        let talks = try waiting(5, in: rabat)
        let report = try boss.apply(.distribute(.roundRobin), to: items(talks), reason: "Relève")
        #expect(shares(report) == ["Youssef Tazi 3", "Fatima El-Fassi 2"])
        #expect(try talks.map(holder) == ["Youssef", "Fatima", "Youssef", "Fatima", "Youssef"])
        let entry = try #require(try boss.history(talks[0]).first)
        #expect(entry.action == .assignment && entry.reason?.original == "Relève" && entry.batch == report.batch)
    }

    @Test(
        "Nobody inactive, without a login, of another role or of other zones is given any",
        arguments: SuggestionRule.allCases
    )
    func onlyTheirs(rule: SuggestionRule) throws {
        let gone = try desk.database.person(.agent, zones: ["agadir_marina"], isActive: false)
        let closed = try desk.member(.agent, zones: ["agadir_marina"])
        try desk.database.run("ALTER ROLE \(closed.person.login) NOLOGIN")
        let ended = try desk.member(.agent, zones: ["agadir_marina"])
        try desk.database.run(
            "UPDATE public.user_roles SET expires_at = clock_timestamp() - interval '1 s' WHERE user_id = '\(ended.id)'"
        )
        let talks = try waiting(4, in: try desk.zone("agadir_marina"))
        let report = try boss.apply(.distribute(rule), to: items(talks))
        #expect(report.shares.map(\.person) == [youssef.id] && report.changedCount == 4)
        #expect(!report.shares.map(\.person).contains(gone.id))
    }

    @Test("None stays with who has it; where the zone has nobody else it is left alone, as is what can't be given")
    func leftAlone() throws {
        let (rabat, agadir) = (try desk.zone("rabat_agdal"), try desk.zone("agadir_marina"))
        let his = try desk.deployment.conversation(.enCours, assignedTo: youssef.person, zone: rabat)
        let only = try desk.deployment.conversation(.enAttente, assignedTo: youssef.person, zone: agadir)
        let nobodys = try desk.waiting(zone: try desk.zone("fes_ville_nouvelle"))
        let done = try desk.deployment.conversation(.resolue, zone: rabat)
        let archived = try desk.deployment.conversation(.archivee, zone: rabat)
        let moved = BulkItem(id: try desk.waiting(zone: rabat), assignVersion: 7)
        let all = items([his, only, nobodys, done, archived, freshIdentifier(), his]) + [moved]
        let report = try boss.apply(.distribute(.leastLoaded), to: all)
        #expect(report.changedCount == 1)
        #expect(report.skips == ["archived 1", "illegal 1", "moved 1", "no_agent 2", "not_found 1"])
        #expect(try desk.standing(his) == "EN_COURS \(fatima.id) - 1")
        #expect(try desk.standing(only) == "EN_ATTENTE \(youssef.id) - 0")
        let left = try #require(report.skipped.first { $0.reason == .noAgent })
        #expect(left.conversations.first { $0.id == only }?.assigneeName?.original == "Youssef Tazi")
    }

    @Test("The common queue's go to any agent, those of a zone with few agents to them first")
    func commonQueue() throws {
        let talks = try waiting(3, in: try desk.zone("agadir_marina")) + waiting(3, in: 0)
        let report = try boss.apply(.distribute(.leastLoaded), to: items(talks))
        #expect(shares(report) == ["Fatima El-Fassi 3", "Youssef Tazi 3"])
    }

    @Test("All that match a filter are spread too; one undoing takes all of it back, and nobody outside hears of it")
    func undone() throws {
        let rabat = try desk.zone("rabat_agdal")
        let talks = try waiting(4, in: rabat)
        let query = InboxQuery(zones: [rabat], assignment: .unassigned)
        let report = try boss.connection.run(
            try Bulk.applyToAll(.distribute(.leastLoaded), matching: query, upTo: .endOfTime, by: boss.user)
        )
        #expect(report.changedCount == 4 && shares(report) == ["Fatima El-Fassi 2", "Youssef Tazi 2"])
        #expect(try desk.events()?.split(separator: " ").allSatisfy { $0.hasSuffix("*") } == true)
        let undoing = try boss.undo(report)
        #expect(undoing.changedCount == 4 && undoing.shares.isEmpty)
        for talk in talks { #expect(try desk.standing(talk) == "NOUVELLE - - 2") }
        #expect(try desk.events() == nil)
    }

    @Test("An agent spreads nothing, and there is no rule but the two")
    func refused() throws {
        let talks = items(try waiting(1, in: 0))
        var pretending = fatima.user
        pretending.role = .superviseur
        let request = try Bulk.apply(.distribute(.leastLoaded), to: talks, by: pretending)
        #expect(try refusal { _ = try fatima.connection.run(request) } == Refusal.notPermitted.state)
        #expect(
            try refusal {
                try boss.connection.run(
                    script: bulkCall("bulk_apply", "'distribute', NULL, 'at_random', NULL, '{}', '{}', NULL, NULL"),
                    name: "rule"
                )
            } == Refusal.invalidInput.state
        )
    }
}
