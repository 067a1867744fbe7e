import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Taking whatever comes next")
struct TakeNextTests {
    private let desk: AssignmentFixture
    init() throws { desk = try AssignmentFixture() }

    @Test("Own zones come first, there the most urgent, among equals the one that waits longest; then the rest")
    func order() throws {
        let agent = try desk.member(.agent, zones: ["rabat_agdal", "fes_ville_nouvelle"])
        let (own, alsoOwn) = (try desk.zone("rabat_agdal"), try desk.zone("fes_ville_nouvelle"))
        let elsewhere = try desk.waiting(.urgent, zone: try desk.zone("agadir_marina"))
        let nowhere = try desk.waiting(.urgent, minutes: 30)
        let low = try desk.waiting(.low, zone: own, minutes: 90)
        let short = try desk.waiting(.high, zone: own, minutes: 5)
        let long = try desk.waiting(.high, zone: alsoOwn, minutes: 20)
        var taken: [Identifier<Conversation>?] = []
        for _ in 1...6 { taken.append(try agent.takeNext()) }
        #expect(taken == [long, short, low, nowhere, elsewhere, nil])
        #expect(try desk.standing(long) == "EN_COURS \(agent.id) - 1")
        #expect(try agent.history(long).map(\.action) == [.takeNext])
    }

    @Test("Late ones first, then what is due, then what owes nothing; own zones, the common queue, then others")
    func urgency() throws {
        let agent = try desk.member(.agent, zones: ["rabat_agdal"])
        let (own, agadir) = (try desk.zone("rabat_agdal"), try desk.zone("agadir_marina"))
        func owed(_ priority: Priority, zone: Int16, minutes: Int) throws -> Identifier<Conversation> {
            let id = try desk.waiting(priority, zone: zone)
            try desk.database.run(
                """
                UPDATE public.conversations SET channel_type = 'email',
                    owed_since = clock_timestamp() - interval '\(minutes) min' WHERE id = '\(id)'
                """
            )
            return id
        }
        let answered = try desk.waiting(.urgent, zone: own, minutes: 900)
        let elsewhere = try owed(.urgent, zone: agadir, minutes: 600)
        // Due in 480, 120, 15 and 30 minutes from when it was asked for.
        let lowSoon = try owed(.low, zone: own, minutes: 475)
        let urgentLater = try owed(.urgent, zone: own, minutes: 1)
        let commonLate = try owed(.low, zone: 0, minutes: 2_000)
        let ownLate = try owed(.medium, zone: own, minutes: 125)
        let commonSoon = try owed(.high, zone: 0, minutes: 29)
        let commonAnswered = try desk.waiting(.urgent, minutes: 2)
        let list = try agent.connection.run(
            try Inbox.page(InboxQuery(zones: [0, own]), at: .first, limit: 50, for: agent.user)
        ).map(\.id)
        #expect(
            list == [commonLate, ownLate, commonSoon, lowSoon, urgentLater, answered, commonAnswered],
            "the list mixes own zones and the common queue by deadline"
        )
        var taken: [Identifier<Conversation>?] = []
        for _ in 1...9 { taken.append(try agent.takeNext()) }
        #expect(
            taken == [
                ownLate, commonLate, lowSoon, urgentLater, commonSoon, answered, commonAnswered, elsewhere, nil,
            ]
        )
    }

    @Test("Zones narrow it, the common queue being zone 0")
    func zones() throws {
        let agent = try desk.member(.agent, zones: ["rabat_agdal"])
        let own = try desk.waiting(.urgent, zone: try desk.zone("rabat_agdal"))
        let agadir = try desk.zone("agadir_marina")
        let there = try desk.waiting(.low, zone: agadir)
        let common = try desk.waiting(.low)
        #expect(try agent.takeNext(zones: [agadir]) == there)
        #expect(try agent.takeNext(zones: [agadir]) == nil)
        #expect(try agent.takeNext(zones: [0]) == common)
        #expect(try agent.takeNext() == own)
    }

    @Test("An isolated agent takes from own zones and the common queue, and nothing else")
    func isolation() throws {
        try desk.deployment.isolateZones()
        let agent = try desk.member(.agent, zones: ["rabat_agdal"])
        let agadir = try desk.zone("agadir_marina")
        let elsewhere = try desk.waiting(.urgent, zone: agadir)
        let escalated = try desk.waiting(.urgent, zone: agadir, transferredTo: .agent)
        let own = try desk.waiting(.low, zone: try desk.zone("rabat_agdal"))
        let common = try desk.waiting(.high)
        #expect(try agent.takeNext(zones: [agadir]) == nil)
        #expect(try agent.takeNext() == own)
        #expect(try agent.takeNext() == common)
        #expect(try agent.takeNext() == nil)
        #expect(try desk.standing(elsewhere) == "NOUVELLE - - 0")
        #expect(try desk.standing(escalated) == "TRANSFÉRÉE - agent 0")
    }

    @Test("An escalation waits for its role; a role beside the desk takes nothing else")
    func escalations() throws {
        let agent = try desk.member(.agent)
        let repairs = try desk.member(.technicien)
        let boss = try desk.member(.superviseur)
        let (leak, complaint) = (
            try desk.waiting(.urgent, transferredTo: .technicien),
            try desk.waiting(.urgent, transferredTo: .superviseur)
        )
        let plain = try desk.waiting(.low)
        #expect(try agent.takeNext() == plain)
        #expect(try agent.takeNext() == nil)
        _ = try desk.waiting(.urgent, minutes: 90)
        #expect(try repairs.takeNext() == leak)
        #expect(try repairs.takeNext() == nil)
        #expect(try desk.standing(leak) == "EN_COURS \(repairs.id) - 1")
        #expect(try boss.takeNext() != complaint)
        #expect(try boss.takeNext() == complaint)
    }

    @Test("What a chatbot answers can be taken; what is somebody's or finished can't")
    func whatCounts() throws {
        let agent = try desk.member(.agent)
        _ = try desk.deployment.conversation(.enCours, assignedTo: try desk.database.person(.agent))
        for state in [ConversationState.resolue, .cloturee, .archivee] { _ = try desk.deployment.conversation(state) }
        let bot = try desk.deployment.conversation(.enCours)
        try desk.database.run(
            "UPDATE public.conversations SET assigned_chatbot_id = gen_random_uuid() WHERE id = '\(bot)'"
        )
        #expect(try agent.takeNext() == bot)
        #expect(try agent.takeNext() == nil)
        let bots = try desk.database.value(
            "SELECT count(assigned_chatbot_id) FROM public.conversations",
            as: Int64.self
        )
        #expect(bots == 0)
    }

    @Test("32 people who press it together, again and again, get as many different conversations")
    func race() throws {
        let (people, rounds) = (32, 10)
        let zones = ["rabat_agdal", "fes_ville_nouvelle", "agadir_marina"]
        try desk.database.run(
            """
            INSERT INTO public.conversations (channel_type, priority, zone_id, last_message_at)
            SELECT 'whatsapp', (ARRAY['low', 'medium', 'high', 'urgent'])[1 + n % 4], n % 5,
                clock_timestamp() - n * interval '1 second'
            FROM generate_series(1, \(people * rounds)) n
            """
        )
        let team = try (0..<people).map { try desk.member(.agent, zones: [zones[$0 % 3]]) }
        for member in team { try member.connection.connect() }
        var taken: [Identifier<Conversation>] = []
        for _ in 1...rounds {
            var answers = [Result<Identifier<Conversation>?, PostgresError>?](repeating: nil, count: people)
            for (place, member) in team.enumerated() {
                member.connection.send(try Assignments.takeNext(by: member.user)) { answers[place] = $0 }
            }
            for (place, member) in team.enumerated() {
                while answers[place] == nil { member.connection.waitAndAdvance() }
                taken.append(try #require(try answers[place]?.get(), "nothing left for one of them"))
            }
        }
        #expect(taken.count == people * rounds)
        #expect(Set(taken).count == people * rounds)
        #expect(try team[0].takeNext() == nil)
        let entries = try desk.database.value(
            "SELECT count(DISTINCT conversation_id) FROM riad.assignments WHERE action = 'take_next'",
            as: Int64.self
        )
        #expect(entries == Int64(people * rounds))
    }
}
