import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Suggesting who is here")
struct SuggestionTests {
    private let desk: AssignmentFixture
    private let boss: FixtureUser
    private let fatima: FixtureUser
    private let youssef: FixtureUser
    private let rabat: Int16

    init() throws {
        desk = try AssignmentFixture()
        boss = try desk.member(.superviseur, zones: ["rabat_agdal", "agadir_marina"])
        fatima = try desk.member(.agent, zones: ["rabat_agdal"], name: ("Fatima", "El-Fassi"))
        youssef = try desk.member(.agent, zones: ["rabat_agdal", "agadir_marina"], name: ("Youssef", "Tazi"))
        rabat = try desk.zone("rabat_agdal")
        // However long the machine stands still in between, nobody counts as silent.
        try desk.database.run(
            """
            CREATE OR REPLACE FUNCTION riad.presence_timeout(_activity text) RETURNS interval LANGUAGE sql STABLE
            BEGIN ATOMIC SELECT interval '1 day'; END
            """
        )
    }

    private func reportPresence(_ member: FixtureUser, idle: Duration? = nil) throws {
        let now = Timestamp(seconds: 1_800_000_000)
        let since = idle.map { Timestamp(seconds: now.seconds - $0.components.seconds) }
        let whereabouts = PresenceUpdate(conversation: nil, act: .reading, idleSince: since)
        _ = try member.connection.run(try Presence.report(whereabouts, at: now, by: member.user))
    }

    private func load(_ member: FixtureUser, _ count: Int) throws {
        for _ in 0..<count { _ = try desk.deployment.conversation(.enCours, assignedTo: member.person, zone: rabat) }
    }

    private func waiting(_ count: Int, in zone: Int16) throws -> [BulkItem] {
        try (0..<count).map { BulkItem(id: try desk.waiting(zone: zone, minutes: 60 - $0), assignVersion: 0) }
    }

    private func spread(_ items: [BulkItem], _ rule: SuggestionRule = .leastLoaded) throws -> [String] {
        try boss.apply(.distribute(rule), to: items).shares.map { "\($0.name?.original ?? "") \($0.count)" }
    }

    @Test("Who is here gets them before who isn't or is away, whatever they have", arguments: SuggestionRule.allCases)
    func hereFirst(rule: SuggestionRule) throws {
        let away = try desk.member(.agent, zones: ["rabat_agdal"])
        try load(fatima, 3)
        try reportPresence(fatima)
        try reportPresence(away, idle: .seconds(600))
        #expect(try spread(try waiting(3, in: rabat), rule) == ["Fatima El-Fassi 3"])
    }

    @Test("Among those who are here the rule decides; where none is here, among all", arguments: [true, false])
    func amongThem(areHere: Bool) throws {
        try load(fatima, 2)
        if areHere {
            try reportPresence(fatima)
            try reportPresence(youssef)
            _ = try desk.member(.agent, zones: ["rabat_agdal"])
        }
        #expect(try spread(try waiting(4, in: rabat)) == ["Youssef Tazi 3", "Fatima El-Fassi 1"])
    }

    @Test("Being here makes nobody know a zone, nor keep what they have")
    func zonesStay() throws {
        try reportPresence(fatima)
        #expect(try spread(try waiting(1, in: try desk.zone("agadir_marina"))) == ["Youssef Tazi 1"])
        let hers = try desk.deployment.conversation(.enCours, assignedTo: fatima.person, zone: rabat)
        #expect(try spread([BulkItem(id: hers, assignVersion: 0)]) == ["Youssef Tazi 1"])
    }

    @Test("A zone where one is here comes before one where the choice is wider, however many work there")
    func narrowChoiceFirst() throws {
        for _ in 1...2 { _ = try desk.member(.agent, zones: ["agadir_marina"]) }
        try reportPresence(fatima)
        try reportPresence(youssef)
        let talks = try waiting(2, in: rabat) + waiting(2, in: try desk.zone("agadir_marina"))
        #expect(try spread(talks) == ["Fatima El-Fassi 2", "Youssef Tazi 2"])
    }

    @Test("Each goes to whom a person would be suggested for it by itself", arguments: SuggestionRule.allCases)
    func sameAsSuggested(rule: SuggestionRule) throws {
        _ = try desk.member(.agent, zones: ["agadir_marina"])
        try reportPresence(boss)
        try load(youssef, 2)
        let zones = [rabat, try desk.zone("agadir_marina"), 0, rabat, rabat, 0]
        for (round, zone) in zones.enumerated() {
            if round == 2 { try reportPresence(youssef) }
            if round == 3 { try reportPresence(fatima) }
            if round == 5 { try reportPresence(youssef, idle: .seconds(900)) }
            let colleagues = try boss.connection.run(try Assignments.colleagues(for: boss.user))
            let best = colleagues.map { RankedColleague($0, zones: [zone], rule) }.min()
            let report = try boss.apply(.distribute(rule), to: try waiting(1, in: zone))
            #expect(best?.isSuggestion == true)
            #expect(report.shares.map(\.person) == [best?.colleague.id], "round \(round)")
        }
    }
}
