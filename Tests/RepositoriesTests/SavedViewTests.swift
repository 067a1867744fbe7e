import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Saved views")
struct SavedViewTests {
    private let desk: AssignmentFixture
    private let agent: FixtureUser
    private let boss: FixtureUser
    init() throws {
        desk = try AssignmentFixture()
        agent = try desk.member(.agent)
        boss = try desk.member(.superviseur)
    }

    private func content(_ name: String, _ query: String = "state:open", shared: Bool = false) -> SavedViewContent {
        SavedViewContent(name: name, query: query, isShared: shared)
    }

    private func all(_ member: FixtureUser) throws -> [SavedView] {
        try member.connection.run(try SavedViews.all(for: member.user))
    }

    private func names(_ member: FixtureUser) throws -> [String] { try all(member).map(\.name.original) }

    /// As somebody whose client lets everything pass: what is tried here is the database's check.
    private func unchecked(_ member: FixtureUser) -> CurrentUser {
        var user = member.user
        user.role = .superAdmin
        return user
    }

    private func save(_ content: SavedViewContent, over earlier: SavedView? = nil, by member: FixtureUser) throws {
        _ = try member.connection.run(try SavedViews.save(content, over: earlier, by: unchecked(member)))
    }

    private func move(_ view: SavedView, before next: SavedView?, by member: FixtureUser) throws {
        try member.connection.run(try SavedViews.move(view, before: next, by: unchecked(member)))
    }

    private func move(_ name: String, before next: String?, by member: FixtureUser) throws {
        let views = try all(member)
        try move(try #require(views.named(name)), before: next.flatMap { views.named($0) }, by: member)
    }

    private func delete(_ view: SavedView, by member: FixtureUser) throws {
        try member.connection.run(try SavedViews.delete(view, by: unchecked(member)))
    }

    @Test("Everybody has the shared views first and their own after them, in the order given")
    func order() throws {
        try save(content("Zellige"), by: agent)
        try save(content("atlas"), by: agent)
        try save(SavedViewContent(name: "First", query: "state:all", place: 1, isShared: false), by: agent)
        try save(content("House", shared: true), by: boss)
        try save(content("Boss"), by: boss)
        #expect(try names(agent) == ["House", "First", "Zellige", "atlas"])
        #expect(try all(agent).map(\.position) == [1, 1, 1, 2])
        #expect(try names(boss) == ["House", "Boss"])
    }

    @Test("A view is put before another one, or last, also where some stand at one place; the others keep their order")
    func moving() throws {
        for name in ["a", "b", "c", "d"] {
            try save(SavedViewContent(name: name, query: "state:all", place: name < "c" ? 7 : 9), by: agent)
        }
        try save(content("House", shared: true), by: boss)
        let before = try all(agent)
        try move("d", before: "b", by: agent)
        #expect(try names(agent) == ["House", "a", "d", "b", "c"])
        try move("a", before: nil, by: agent)
        #expect(try names(agent) == ["House", "d", "b", "c", "a"])
        try move("a", before: "a", by: agent)
        try move("b", before: "d", by: agent)
        #expect(try names(agent) == ["House", "b", "d", "c", "a"])
        #expect(try all(agent).filter { $0.isShared } == before.filter { $0.isShared }, "others stay where they are")
        #expect(Set(try all(agent).map(\.version)) == [1], "no version that somebody has seen becomes stale")
    }

    @Test("Each moves their own views, shared ones superviseur and above; another's isn't there")
    func movingRights() throws {
        for name in ["a", "b"] {
            try save(content(name), by: agent)
            try save(content(name.uppercased(), shared: true), by: boss)
        }
        let (seen, others) = (try all(boss), try all(agent).filter { !$0.isShared })
        try boss.connection.run(try SavedViews.move(seen[1], before: seen[0], by: boss.user))
        #expect(try names(agent) == ["B", "A", "a", "b"])
        #expect(try refusal { try move(seen[0], before: seen[1], by: agent) } == Refusal.notPermitted.state)
        #expect(try refusal { try move(others[1], before: others[0], by: boss) } == Refusal.notFound.state)
        #expect(try refusal { try move(seen[0], before: others[0], by: boss) } == Refusal.notFound.state)
        #expect(try refusal { try move(others[0], before: seen[0], by: agent) } == Refusal.notFound.state)
        let stranger = try desk.database.person(.agent, isActive: false)
        let lost = desk.database.connection(as: stranger)
        #expect(
            try refusal { try lost.run(try SavedViews.move(others[0], before: nil, by: agent.user)) }
                == Refusal.notPermitted.state
        )
        #expect(try names(agent) == ["B", "A", "a", "b"])
    }

    @Test("Each changes and deletes their own; shared ones superviseur and above", arguments: AppRole.all)
    func rights(role: AppRole) throws {
        let member = try desk.member(role)
        try save(content("Mine"), by: member)
        let mine = try #require(try all(member).first)
        try save(content("Renamed", "state:all"), over: mine, by: member)
        #expect(try all(member).map(\.query.original) == ["state:all"])
        try save(content("House", shared: true), by: boss)
        let shared = try #require(try all(member).first { $0.isShared })
        let own = try #require(try all(member).first { !$0.isShared })
        let expected = member.user.can(.manageShared) ? nil : Refusal.notPermitted.state
        #expect(try refusal { try save(content("New", shared: true), by: member) } == expected)
        #expect(try refusal { try save(content("Published", shared: true), over: own, by: member) } == expected)
        #expect(try refusal { try save(content("Grabbed"), over: shared, by: member) } == expected)
        let standing = try #require(try all(member).first { $0.id == shared.id })
        #expect(try refusal { try delete(standing, by: member) } == expected)
        var isRefusedBefore = false
        do { _ = try SavedViews.delete(shared, by: member.user) } catch { isRefusedBefore = true }
        #expect(isRefusedBefore == (expected != nil))
    }

    @Test("Another's own view is not there: not to read, change, publish or delete by its id, nor by its name")
    func othersOwn() throws {
        try save(content("Secret"), by: agent)
        let secret = try #require(try all(agent).first)
        #expect(try names(boss) == [])
        #expect(try refusal { try save(content("Taken"), over: secret, by: boss) } == Refusal.notFound.state)
        #expect(
            try refusal { try save(content("Taken", shared: true), over: secret, by: boss) } == Refusal.notFound.state
        )
        #expect(try refusal { try delete(secret, by: boss) } == Refusal.notFound.state)
        #expect(try refusal { try save(content("Secret"), by: boss) } == nil)
        #expect(try all(agent) == [secret])
    }

    @Test("Nobody overwrites or deletes unseen what a colleague changed")
    func versions() throws {
        try save(content("House", shared: true), by: boss)
        let seen = try #require(try all(boss).first)
        let other = try desk.member(.administrateur)
        try save(content("House", "state:all", shared: true), over: seen, by: other)
        #expect(
            try refusal { try save(content("House", "zone:none", shared: true), over: seen, by: boss) }
                == Refusal.conflict.state
        )
        #expect(try refusal { try delete(seen, by: boss) } == Refusal.conflict.state)
        #expect(try all(boss).map(\.query.original) == ["state:all"])
        try delete(try #require(try all(boss).first), by: boss)
        #expect(try refusal { try delete(seen, by: other) } == Refusal.notFound.state)
    }

    @Test("A name stands once for each owner, whatever its case")
    func sameName() throws {
        try save(content("Late"), by: agent)
        try save(content("Late", shared: true), by: boss)
        #expect(try refusal { try save(content("LATE"), by: agent) } == Refusal.alreadyExists.state)
        #expect(try all(agent).named("late")?.isShared == false)
        #expect(try all(boss).named("late")?.isShared == true)
    }

    @Test("Hostile names and queries are refused, or kept as the plain text that they are")
    func hostile() throws {
        let wild = [
            content(""), content("  "), content("a\u{1B}[2Jb"), content("a\nb"), content("a\u{202E}b"),
            content("a\u{61C}b"),
            content(String(repeating: "x", count: 61)), content("x", ""), content("x", "state:open\u{1B}]0;x\u{07}"),
            content("x", String(repeating: "é", count: 1_001)),
        ]
        for one in wild {
            #expect(try refusal { try save(one, by: agent) } == Refusal.invalidInput.state, "\(one.name.prefix(9))")
        }
        for place: Int16 in [0, -1, 1_000] {
            let one = SavedViewContent(name: "x", query: "state:open", place: place)
            #expect(try refusal { try save(one, by: agent) } == Refusal.invalidInput.state)
        }
        let quoted = "'); DROP TABLE riad.saved_views; --"
        try save(content(quoted, "zone:\(quoted)"), by: agent)
        #expect(try names(agent) == [quoted])
    }

    @Test("No login writes the table itself or locks another's rows")
    func direct() throws {
        try save(content("House", shared: true), by: boss)
        for sql in [
            "INSERT INTO riad.saved_views (name, query, position) VALUES ('x', 'x', 1)",
            "UPDATE riad.saved_views SET query = 'x'", "DELETE FROM riad.saved_views",
            "SELECT riad.lock_saved_view(riad.session_rights(), gen_random_uuid(), 0)",
        ] {
            #expect(try refusal { try agent.connection.run(script: sql, name: "attack") } == "42501", "\(sql)")
        }
    }

    @Test("Two hundred are enough, also for who moves one over")
    func limit() throws {
        try save(content("House", shared: true), by: boss)
        try desk.database.run(
            """
            INSERT INTO riad.saved_views (owner_id, name, query, position)
            SELECT '\(boss.id)', 'v' || n, 'state:open', 1 FROM generate_series(1, 200) n
            """
        )
        let house = try #require(try all(boss).first)
        #expect(try refusal { try save(content("one more"), by: boss) } == Refusal.invalidInput.state)
        #expect(try refusal { try save(content("House"), over: house, by: boss) } == Refusal.invalidInput.state)
        #expect(try refusal { try save(content("one more", shared: true), by: boss) } == nil)
    }

    @Test("A view's count is what its list shows, whoever asks", arguments: [AppRole.agent, .superviseur])
    func counts(role: AppRole) throws {
        let member = try desk.member(role)
        let zone = try desk.zone("agadir_marina")
        for priority in [Priority.urgent, .low, .low] { _ = try desk.waiting(priority, zone: zone) }
        let taken = try desk.waiting(.high)
        _ = try member.connection.run(try Conversations.claim(taken, assignedTo: nil, by: member.user))
        let counters = try member.connection.run(try Inbox.counters(for: member.user))
        let queries = [
            InboxQuery(), InboxQuery(zones: [zone]), InboxQuery(assignment: .mine),
            InboxQuery(priorities: [.low], zones: [zone], assignment: .unassigned), InboxQuery(states: [.nouvelle]),
            InboxQuery(zones: [zone], assignment: .mine),
        ]
        for query in queries {
            let request = try Inbox.page(query, at: .first, limit: 50, for: member.user)
            #expect(counters.count(of: query) == Int64(try member.connection.run(request).count))
        }
        #expect(queries.compactMap(counters.count) == [4, 3, 1, 2, 3, 0])
        #expect(counters.count(of: InboxQuery(states: ConversationState.all)) == nil)
        var filters = InboxFilters()
        filters.reservationPhases = [.arriving]
        #expect(counters.count(of: InboxQuery(filters: filters)) == nil)
    }
}
