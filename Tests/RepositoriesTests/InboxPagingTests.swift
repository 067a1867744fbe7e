import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Paging through the inbox")
struct InboxPagingTests {
    /// What a row is sorted and filtered by.
    struct Facts {
        let id: Identifier<Conversation>
        let state: ConversationState
        let priority: Int16
        let zone: Int16
        let assignee: Identifier<Person>?
        let lastMessageAt: Timestamp
        let dueAt: Timestamp?

        init(row: Row) throws(DecodingError) {
            let label: String = try row[1]
            (id, state, priority) = (try row[0], ConversationState(label: label), try row[2])
            (zone, assignee) = (try row[3], try row[4])
            (lastMessageAt, dueAt) = (try row[5], try row[6])
        }
    }

    /// Some hundred conversations of every kind, many with the same times, so that ties matter.
    private static func fill(_ deployment: CompanyFixture, people: [TestPerson]) throws {
        let ids = people.map { "'\($0.id)'::uuid" }.joined(separator: ", ")
        try deployment.database.run(
            """
            SELECT setseed(0.25);
            INSERT INTO public.conversations (
                channel_type, state, priority, zone_id, assigned_agent_id, transferred_to_role, last_message_at, sla_due_at
            )
            SELECT 'whatsapp', d.state, (ARRAY['low', 'medium', 'high', 'urgent'])[1 + floor(random() * 4)], d.zone,
                CASE WHEN d.state <> 'NOUVELLE' AND d.whose > 0 THEN (ARRAY[\(ids)])[d.whose] END,
                CASE WHEN d.state = 'TRANSFÉRÉE' AND d.whose = 0 THEN 'technicien' END,
                timestamptz '2026-01-01Z' + make_interval(hours => floor(random() * 40)::int),
                CASE WHEN d.state IN ('NOUVELLE', 'EN_COURS') AND random() < 0.6
                    THEN timestamptz '2026-01-02Z' + make_interval(hours => floor(random() * 20)::int)
                    ELSE 'infinity' END
            FROM (
                SELECT (ARRAY['NOUVELLE', 'EN_COURS', 'EN_ATTENTE', 'TRANSFÉRÉE', 'RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE'])[
                    1 + floor(random() * 7)] AS state,
                    floor(random() * 5)::smallint AS zone, floor(random() * \(people.count + 1))::int AS whose
                FROM generate_series(1, 420)
            ) d;
            ANALYZE
            """
        )
    }

    /// Everything that the person may read, as row security alone has it.
    private static func readable(on connection: Connection) throws -> [Facts] {
        let statement = Statement(
            "readable",
            """
            SELECT id, state, prio, zone_id, assigned_agent_id, last_message_at, nullif(sla_due_at, 'infinity')
            FROM public.conversations
            """
        )
        return try connection.run(
            Request(reading: statement) { rows throws(DecodingError) in
                try rows.map { row throws(DecodingError) in try Facts(row: row) }
            }
        )
    }

    /// The whole inbox by filtering and sorting in memory.
    private static func naive(_ all: [Facts], _ query: InboxQuery, for user: CurrentUser) -> [Identifier<Conversation>]
    {
        all.filter { row in
            let isWhose =
                switch query.assignment {
                case .anyone: true
                case .mine: row.assignee == user.id
                case .unassigned: row.assignee == nil
                }
            return isWhose && query.states.contains(row.state)
                && (query.priorities.isEmpty || query.priorities.contains { $0.rawValue == row.priority })
                && (query.zones.isEmpty || query.zones.contains(row.zone))
        }
        .sorted { stands($0, before: $1, in: query.order) }.map(\.id)
    }

    private static func stands(_ left: Facts, before right: Facts, in order: InboxOrder) -> Bool {
        let isLater = (left.lastMessageAt, left.id) > (right.lastMessageAt, right.id)
        switch order {
        case .activity: return isLater
        case .priority: return left.priority == right.priority ? isLater : left.priority > right.priority
        case .deadline:
            if let leftDue = left.dueAt, let rightDue = right.dueAt { return (leftDue, left.id) < (rightDue, right.id) }
            if (left.dueAt == nil) != (right.dueAt == nil) { return left.dueAt != nil }
            if left.state.isOpen != right.state.isOpen { return left.state.isOpen }
            guard left.state.isOpen else { return isLater }
            if left.priority != right.priority { return left.priority > right.priority }
            return (left.lastMessageAt, left.id) < (right.lastMessageAt, right.id)
        }
    }

    /// The whole inbox page by page, in one direction, in the inbox's order.
    private static func walk(
        _ query: InboxQuery,
        backwards: Bool,
        limit: Int,
        for user: CurrentUser,
        on connection: Connection
    ) throws -> [Conversation] {
        var rows: [Conversation] = []
        var position: InboxPosition = backwards ? .last : .first
        while rows.count < 1000 {
            let page = try connection.run(try Inbox.page(query, at: position, limit: limit, for: user))
            #expect(zip(page, page.dropFirst()).allSatisfy { query.order.precedes($0, $1) })
            rows = backwards ? page + rows : rows + page
            guard page.count == limit, let first = page.first, let last = page.last else { return rows }
            position = backwards ? .before(InboxCursor(first)) : .after(InboxCursor(last))
        }
        return rows
    }

    private static func queries(seed: UInt64, count: Int) -> [InboxQuery] {
        var generator = SeededGenerator(seed: seed)
        let states: [[ConversationState]] = [
            ConversationState.open, ConversationState.all, [.nouvelle], [.enCours, .resolue], [.cloturee],
            [.archivee, .transferee],
        ]
        let priorities: [[Priority]] = [[], [], [.urgent], [.low, .high]]
        let zones: [[Int16]] = [[], [], [0], [1], [2, 3], [0, 1, 2, 3, 4]]
        return (0..<count).map { number in
            InboxQuery(
                states: states.randomElement(using: &generator) ?? ConversationState.open,
                priorities: priorities.randomElement(using: &generator) ?? [],
                zones: zones.randomElement(using: &generator) ?? [],
                assignment: InboxAssignment.allCases[number % 3],
                order: InboxOrder.allCases[number / 3 % 3]
            )
        }
    }

    /// Zones by number: 1 and 3 of the five in use,
    private static let few = ["casablanca_centre", "casablanca_maarif"]
    /// and a good part of all, though not 2 and 4.
    private static let many = few + ["agadir_marina", "agadir_centre", "fes_ville_nouvelle"]

    @Test(
        "Every order and filter, both ways, gives what sorting everything would",
        arguments: [
            (AppRole.agent, false, Self.few), (.agent, true, Self.few), (.agent, true, Self.many),
            (.superviseur, false, Self.few),
            (.superviseur, true, Self.few), (.technicien, false, Self.few),
            // Tables that were taken over may name a zone twice.
            (.agent, true, Self.few + Self.few),
        ]
    )
    func paging(role: AppRole, isolated: Bool, zones: [String]) throws {
        let deployment = try CompanyFixture()
        let person = try deployment.database.person(role, zones: zones)
        let others = [try deployment.database.person(.agent), try deployment.database.person(.superviseur)]
        try Self.fill(deployment, people: [person] + others)
        if isolated { try deployment.isolateZones() }
        let connection = deployment.database.connection(as: person)
        let user = try #require(try deployment.user(person))
        let all = try Self.readable(on: connection)
        #expect(all.count > 20)
        let isWhole = role != .technicien && !(role == .agent && isolated)
        #expect((all.count == 420) == isWhole)
        for (number, query) in Self.queries(seed: UInt64(all.count), count: 27).enumerated() {
            let expected = Self.naive(all, query, for: user)
            let limit = [7, 23, 50][number % 3]
            let down = try Self.walk(query, backwards: false, limit: limit, for: user, on: connection)
            let up = try Self.walk(query, backwards: true, limit: limit, for: user, on: connection)
            #expect(down.map(\.id) == expected, "\(query)")
            #expect(up.map(\.id) == expected, "\(query)")
        }
    }

    @Test(
        "Rows that are asked for by themselves are those that the person may read, and tell which list shows them, and where",
        arguments: [(AppRole.agent, false), (.agent, true), (.technicien, false)]
    )
    func named(role: AppRole, isolated: Bool) throws {
        let deployment = try CompanyFixture()
        let person = try deployment.database.person(role, zones: Self.few)
        try Self.fill(deployment, people: [person, try deployment.database.person(.agent)])
        if isolated { try deployment.isolateZones() }
        let connection = deployment.database.connection(as: person)
        let user = try #require(try deployment.user(person))
        let everything = Set(try Self.readable(on: deployment.database.connection()).map(\.id))
        let all = try Self.readable(on: connection)
        let rows = try connection.run(try Conversations.find(everything, for: user))
        #expect(Set(rows.map(\.id)) == Set(all.map(\.id)))
        let numbers = Dictionary(
            uniqueKeysWithValues: try connection.run(Session.zones()).map { ($0.label, $0.number) }
        )
        // Who isn't at the desk isn't told zones.
        for query in Self.queries(seed: 7, count: 60) where role == .agent || query.zones.isEmpty {
            let shown = rows.filter { row in
                query.matches(row, in: row.zone.map { numbers[$0] } ?? 0, for: user.id)
            }
            #expect(shown.sorted(by: query.order.precedes).map(\.id) == Self.naive(all, query, for: user), "\(query)")
        }
    }

    @Test("The counters count what the pages show, in each zone and in all", arguments: [AppRole.agent, .technicien])
    func counters(role: AppRole) throws {
        let deployment = try CompanyFixture()
        let person = try deployment.database.person(role, zones: ["casablanca_centre"])
        try Self.fill(deployment, people: [person, try deployment.database.person(.agent)])
        for isolated in [false, true] {
            if isolated { try deployment.isolateZones() }
            let connection = deployment.database.connection(as: person)
            let user = try #require(try deployment.user(person))
            let open = try Self.readable(on: connection).filter(\.state.isOpen)
            #expect(open.contains { $0.zone != 0 })
            let counters = try connection.run(try Inbox.counters(for: user))
            Self.expect(counters.total, of: open, for: person)
            for zone in Int16(0)..<5 {
                Self.expect(counters.count(of: [zone]), of: open.filter { $0.zone == zone }, for: person)
            }
        }
    }

    private static func expect(_ count: WaitingCount, of rows: [Facts], for person: TestPerson) {
        #expect(count.open == Int64(rows.count))
        #expect(count.mine == Int64(rows.count { $0.assignee == person.id }))
        #expect(count.unassigned == Int64(rows.count { $0.assignee == nil }))
        // All that is owed was due before anybody runs this.
        #expect(count.late == Int64(rows.count { $0.dueAt != nil }))
        for state in ConversationState.open { #expect(count[state] == Int64(rows.count { $0.state == state })) }
        for priority in Priority.allCases {
            #expect(count[priority] == Int64(rows.count { $0.priority == priority.rawValue }))
        }
    }
}
