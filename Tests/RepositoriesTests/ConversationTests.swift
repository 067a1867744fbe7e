import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("A conversation")
struct ConversationTests {
    private let deployment: CompanyFixture
    private let agent: TestPerson
    private let connection: Connection
    private let user: CurrentUser

    init() throws {
        deployment = try CompanyFixture()
        agent = try deployment.database.person(.agent)
        connection = deployment.database.connection(as: agent)
        user = try #require(try deployment.user(agent))
    }

    private func find(_ id: Identifier<Conversation>) throws -> Conversation {
        try #require(try connection.run(try Conversations.find(id, for: user)))
    }

    @Test("A claimed one is the claimer's, and a second claim says that somebody was first")
    func claiming() throws {
        let id = try deployment.conversation(.nouvelle)
        try connection.run(try Conversations.claim(id, assignedTo: nil, by: user))
        let claimed = try find(id)
        #expect(claimed.assignee == agent.id)
        #expect(claimed.state == .enCours)
        #expect(claimed.assignVersion == 1)
        let other = try deployment.database.person(.agent)
        let late = try Conversations.claim(id, assignedTo: nil, by: try #require(try deployment.user(other)))
        #expect(try refusal { try deployment.database.connection(as: other).run(late) } == Refusal.conflict.state)
    }

    @Test("A released one is nobody's and new again")
    func releasing() throws {
        let id = try deployment.conversation(.enCours, assignedTo: agent)
        try connection.run(try Conversations.release(id, assignedTo: agent.id, by: user))
        let released = try find(id)
        #expect(released.assignee == nil)
        #expect(released.state == .nouvelle)
    }

    @Test("Every change of state by hand is allowed where the domain says so, and only there")
    func states() throws {
        let superviseur = try deployment.database.person(.superviseur)
        let user = try #require(try deployment.user(superviseur))
        let connection = deployment.database.connection(as: superviseur)
        for from in ConversationState.all {
            for goal in ConversationState.all where goal != from {
                let id = try deployment.conversation(from)
                let request = try Conversations.setState(goal, of: id, assignedTo: nil, by: user)
                let refused = try refusal { try connection.run(request) }
                let expected: String? =
                    from == .archivee
                    ? Refusal.archived.state : from.choices.contains(goal) ? nil : Refusal.illegalTransition.state
                #expect(refused == expected, "\(from.label) to \(goal.label)")
            }
        }
    }

    @Test("Priority and tags change, and the row shows them")
    func properties() throws {
        let id = try deployment.conversation(.enCours, assignedTo: agent)
        try connection.run(try Conversations.setPriority(.urgent, of: id, assignedTo: agent.id, by: user))
        try connection.run(
            try Conversations.setTags(["wifi", "arrivée", "wifi"], of: id, assignedTo: agent.id, by: user)
        )
        let changed = try find(id)
        #expect(changed.priority == .urgent)
        #expect(changed.tags.map(\.original) == ["wifi", "arrivée"])
        let tooMany = (0..<21).map { "tag \($0)" }
        let request = try Conversations.setTags(tooMany, of: id, assignedTo: agent.id, by: user)
        #expect(try refusal { try connection.run(request) } == Refusal.invalidInput.state)
    }

    @Test("Its row and panel show guest, stay and property")
    func panel() throws {
        let id = try stay(of: "Sofia")
        let row = try find(id)
        #expect(row.guestName?.original == "Sofia Moreau")
        #expect(row.guestCountry?.original == "France")
        #expect(row.propertyName?.original == "Marina 4B")
        #expect(row.zone == "casablanca_centre")
        #expect(row.checkIn?.iso == "2026-05-01")
        #expect(row.checkOut?.iso == "2026-05-04")
        #expect(row.replyDueAt == nil)
        #expect(row.channel == .email)
        let panel = try connection.run(try Conversations.details(of: id, for: user))
        #expect(panel.guest?.email?.original == "Sofia@example.com")
        #expect(panel.reservation?.guests == 3)
        #expect(panel.reservation?.source?.original == "airbnb")
        #expect(panel.property?.address.original == "12, boulevard de la Corniche")
        #expect(panel.property?.amenities.map(\.original) == ["parking", "wifi"])
        #expect(panel.conversationCount == 1)
    }

    private func stay(of name: String) throws -> Identifier<Conversation> {
        let id = try deployment.conversation(.nouvelle)
        try deployment.database.run(
            """
            WITH g AS (
                INSERT INTO public.guest (org_id, first_name, last_name, email, country)
                VALUES (gen_random_uuid(), '\(name)', 'Moreau', '\(name)@example.com', 'France') RETURNING *
            ), p AS (
                INSERT INTO public.property (org_id, name, address, zone, amenities)
                SELECT g.org_id, 'Marina 4B', '12, boulevard de la Corniche', 'casablanca_centre',
                    '{"wifi": true, "pool": false, "parking": "rue"}' FROM g RETURNING *
            ), r AS (
                INSERT INTO public.reservation (
                    org_id, guest_id, property_id, source, check_in, check_out, adults, children)
                SELECT g.org_id, g.guest_id, p.property_id, 'airbnb', '2026-05-01', '2026-05-04', 2, 1 FROM g, p
                RETURNING *
            )
            SELECT set_config('riad_test.guest', g.guest_id::text, false), set_config('riad_test.stay', r.res_id::text, false)
            FROM g, r;
            UPDATE public.conversations SET channel_type = 'email', guest_id = current_setting('riad_test.guest')::uuid,
                reservation_id = current_setting('riad_test.stay')::uuid
            WHERE id = '\(id)'
            """
        )
        return id
    }

    @Test("One that isn't there, or isn't visible, is nil, and its panel is empty")
    func invisible() throws {
        let id = try deployment.conversation(.enCours, assignedTo: agent)
        let technician = try deployment.database.person(.technicien)
        let other = deployment.database.connection(as: technician)
        let user = try deployment.user(technician)
        #expect(try other.run(try Conversations.find(id, for: user)) == nil)
        #expect(try other.run(try Conversations.details(of: id, for: user)).guest == nil)
        #expect(try connection.run(try Conversations.find(freshIdentifier(), for: self.user)) == nil)
    }

    @Test("Who listens hears which conversation changed")
    func announcing() throws {
        let id = try deployment.conversation(.nouvelle)
        let listener = deployment.database.connection(as: agent)
        var heard: [String] = []
        listener.onNotification = { heard.append($0.payload) }
        try listener.connect()
        listener.listen(onlyTo: try listener.run(Session.channels()))
        // LISTEN has gone out before this.
        _ = try listener.run(Session.zones())
        try connection.run(Conversations.announce(id))
        while heard.isEmpty { listener.waitAndAdvance(limit: .now() + .seconds(10)) }
        #expect(heard == ["\(id)"])
    }
}
