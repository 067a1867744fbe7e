import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Filtering the inbox by tags, stays, WhatsApp's window and words")
struct InboxFiltersTests {
    /// What is asked, and which rows it means.
    private static let questions: [(text: String, fits: @Sendable (FilterFixture.Facts) -> Bool)] = [
        ("tag:wifi", { $0.has("wifi") }),
        ("tag:WIFI tag:ete", { $0.has("wifi") && $0.has("été") }),
        ("tag:\"Late Check-Out\",été", { $0.has("late check-out") || $0.has("été") }),
        ("-tag:wifi", { !$0.has("wifi") }),
        ("tag:été -tag:wifi,\"late check-out\"", { $0.has("été") && !$0.has("wifi") && !$0.has("late check-out") }),
        ("tag:late", { _ in false }),
        ("stay:arriving", { $0.stay == "arriving" }),
        ("stay:departing,none", { ["departing", "none"].contains($0.stay) }),
        ("-stay:past,cancelled,none", { !["past", "cancelled", "none"].contains($0.stay) }),
        ("stay:staying,upcoming", { ["staying", "upcoming"].contains($0.stay) }),
        ("stay:cancelled", { $0.stay == "cancelled" }),
        ("wa:open", { ($0.left ?? 0) > 0 }), ("wa:closed", { ($0.left ?? 1) <= 0 }),
        ("sofia", { $0.says("sofia") }), ("ELODIE moreau", { $0.says("élodie") && $0.says("moreau") }),
        ("ocean", { $0.says("océan") }), ("wifi", { $0.says("wifi") }),
        ("\"hot water\"", { $0.says("hot water") }), ("hot water", { $0.says("hot") && $0.says("water") }),
        ("entree riad", { $0.says("entree") && $0.says("riad") }), ("entr*", { $0.says("entree") }),
        ("-wifi", { !$0.says("wifi") }), ("schmidt -\"hot water\"", { $0.says("schmidt") && !$0.says("hot water") }),
        ("-sofia -tag:wifi wa:open", { !$0.says("sofia") && !$0.has("wifi") && ($0.left ?? 0) > 0 }),
        ("الساخن", { $0.says("الساخن") }),
        (
            "tag:wifi stay:arriving sofia",
            {
                $0.has("wifi") && $0.stay == "arriving" && $0.says("sofia")
            }
        ),
    ]

    @Test(
        "Every order, both ways, shows what holding each readable row against it would",
        arguments: [
            (AppRole.agent, false), (.agent, true), (.superviseur, true), (.technicien, false),
        ]
    )
    func paging(role: AppRole, isolated: Bool) throws {
        let deployment = try CompanyFixture()
        let person = try deployment.database.person(role, zones: ["casablanca_centre"])
        try FilterFixture.fill(deployment, person: person)
        if isolated { try deployment.isolateZones() }
        let connection = deployment.database.connection(as: person)
        let user = try #require(try deployment.user(person))
        let all = try FilterFixture.readable(on: connection)
        #expect(all.count > 50)
        #expect((all.count == 420) == (role == .superviseur || role == .agent && !isolated))
        let reading = QueryParser(zones: try connection.run(Session.zones()), own: user.zones)
        var answered = 0
        for (number, question) in Self.questions.enumerated() {
            let order = InboxOrder.allCases[number % 3]
            let states = number % 2 == 0 ? "state:all " : ""
            let query = try reading.parse(states + question.text, order: order)
            let plain = InboxQuery(states: query.states, order: order)
            let expected = try FilterFixture.walk(plain, on: connection, user, limit: 200).filter { row in
                all.contains { $0.id == row && question.fits($0) }
            }
            if !expected.isEmpty { answered += 1 }
            let limit = [7, 23, 50][number % 3]
            let down = try FilterFixture.walk(query, on: connection, user, limit: limit)
            let up = try FilterFixture.walk(query, on: connection, user, limit: limit, backwards: true)
            #expect(down == expected, "\(role) \(question.text)")
            #expect(up == expected, "\(role) \(question.text)")
            let assigned = InboxQuery(
                states: query.states,
                assignment: .mine,
                filters: query.filters,
                order: order
            )
            let mine = try FilterFixture.walk(
                InboxQuery(states: query.states, assignment: .mine, order: order),
                on: connection,
                user,
                limit: 200
            )
            #expect(
                try FilterFixture.walk(assigned, on: connection, user, limit: limit)
                    == expected.filter { mine.contains($0) }
            )
        }
        if role == .superviseur { #expect(answered == Self.questions.count - 1) }
    }

    @Test("Changing all that match changes what is shown, and nothing that isn't")
    func bulk() throws {
        let deployment = try CompanyFixture()
        let boss = try deployment.database.person(.superviseur)
        try FilterFixture.fill(deployment, person: boss)
        let connection = deployment.database.connection(as: boss)
        let user = try #require(try deployment.user(boss))
        for text in ["tag:wifi stay:arriving,past", "sofia -\"hot water\"", "wa:open -tag:wifi state:all"] {
            let query = try QueryParser(zones: [], own: []).parse(text, order: .priority)
            let shown = Set(try FilterFixture.walk(query, on: connection, user, limit: 50))
            let mark = BulkChange.addTags(["mark"])
            let report = try connection.run(
                try Bulk.applyToAll(mark, matching: query, upTo: .endOfTime, by: user)
            )
            #expect(report.changedCount == Int64(shown.count) && !shown.isEmpty)
            let marked = try QueryParser(zones: [], own: []).parse("tag:mark state:all", order: .priority)
            #expect(Set(try FilterFixture.walk(marked, on: connection, user, limit: 50)) == shown)
            _ = try connection.run(try Bulk.undo(report.batch, by: user))
        }
    }

    @Test("Says how much is left of the window to the minute, and nothing of other channels")
    func windows() throws {
        let deployment = try CompanyFixture()
        let agent = try deployment.database.person(.agent)
        let user = try #require(try deployment.user(agent))
        let ids = try ["22:30", "23:50", "1:00", "25:00"].map { age in
            let id = try deployment.conversation(.nouvelle)
            try deployment.database.run(
                "UPDATE public.conversations SET last_guest_at = now() - interval '\(age)' WHERE id = '\(id)'"
            )
            return id
        }
        let mail = try deployment.conversation(.nouvelle)
        try deployment.database.run("UPDATE public.conversations SET channel_type = 'email' WHERE id = '\(mail)'")
        func found(_ text: String) throws -> Set<Identifier<Conversation>> {
            let query = try QueryParser(zones: [], own: []).parse(text, order: .activity)
            return Set(
                try FilterFixture.walk(query, on: deployment.database.connection(as: agent), user, limit: 50)
            )
        }
        #expect(try found("wa:<2h") == [ids[0], ids[1]])
        #expect(try found("wa:<30m") == [ids[1]])
        #expect(try found("wa:>2h") == [ids[2]])
        #expect(try found("wa:open") == [ids[0], ids[1], ids[2]])
        #expect(try found("wa:closed") == [ids[3]])
    }
}
