import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("What happened to a conversation beside its messages")
struct TimelineTests {
    private let desk: AssignmentFixture
    init() throws { desk = try AssignmentFixture() }

    /// What a person reads of a timeline, newest first: a word for what happened, and what it changed.
    private func told(_ id: Identifier<Conversation>, to member: FixtureUser, limit: Int = 50) throws -> [String] {
        try entries(id, to: member, limit: limit).map { entry in
            switch entry.event {
            case .assignment(let action, _, _, let reason, let step):
                ([action.label] + words(step) + [reason?.original].compactMap { $0 }).joined(separator: " ")
            case .change(let step): words(step).joined(separator: " ")
            case .merge(let channel): "merge \(channel.label)"
            case .unmerge(let channel): "unmerge \(channel.label)"
            case .late: "late"
            }
        }
    }

    private func entries(
        _ id: Identifier<Conversation>,
        to member: FixtureUser,
        before entry: TimelineEntry? = nil,
        limit: Int = 50
    ) throws -> [TimelineEntry] {
        try member.connection.run(try Timelines.page(of: id, before: entry, limit: limit, for: member.user))
    }

    private func words(_ step: ConversationStep) -> [String] {
        [step.state.map { "\($0.from.label)>\($0.to.label)" }, step.priority.map { "\($0.from.label)>\($0.to.label)" }]
            .compactMap { $0 }
    }

    @Test("Assignments with their reason, states and priorities stand in it once each, with who did it")
    func everything() throws {
        let agent = try desk.member(.agent, name: ("Nadia", "Alami"))
        let boss = try desk.member(.superviseur, name: ("Karim", "Bennani"))
        let talk = try desk.deployment.conversation(.nouvelle)
        try agent.connection.run(try Conversations.claim(talk, assignedTo: nil, by: agent.user))
        try boss.connection.run(try Conversations.setPriority(.urgent, of: talk, assignedTo: agent.id, by: boss.user))
        try agent.transfer(talk, to: .role(.superviseur), version: 1)
        try boss.connection.run(try Conversations.claim(talk, assignedTo: nil, by: boss.user))
        try boss.connection.run(try Conversations.setState(.resolue, of: talk, assignedTo: boss.id, by: boss.user))
        #expect(
            try told(talk, to: agent) == [
                "EN_COURS>RÉSOLUE", "claim TRANSFÉRÉE>EN_COURS", "escalation EN_COURS>TRANSFÉRÉE Je pars",
                "medium>urgent", "claim NOUVELLE>EN_COURS",
            ]
        )
        #expect(
            try entries(talk, to: agent).map(\.actorName?.original) == [
                "Karim Bennani", "Karim Bennani", "Nadia Alami", "Karim Bennani", "Nadia Alami",
            ]
        )
        #expect(try told(talk, to: agent, limit: 2).count == 2)
    }

    @Test("Pages follow one another without a gap, even between changes of one moment")
    func pages() throws {
        let agent = try desk.member(.agent)
        let talk = try desk.deployment.conversation(.nouvelle)
        for number in 1...7 {
            try desk.database.run(
                """
                UPDATE public.conversations SET priority = '\(number.isMultiple(of: 2) ? "low" : "high")'
                WHERE id = '\(talk)'
                """
            )
        }
        try desk.database.run(
            """
            INSERT INTO riad.conversation_changes (conversation_id, changed_at, from_priority, to_priority)
            SELECT conversation_id, min(changed_at), 'low', 'urgent' FROM riad.conversation_changes, generate_series(1, 5)
            GROUP BY conversation_id, generate_series
            """
        )
        let all = try entries(talk, to: agent)
        #expect(all.count == 12)
        var paged: [TimelineEntry] = []
        while true {
            let page = try entries(talk, to: agent, before: paged.last, limit: 2)
            paged += page
            if page.count < 2 { break }
        }
        #expect(paged == all)
    }

    @Test("A guest's message that reopens a conversation is nobody's doing")
    func reopened() throws {
        let agent = try desk.member(.agent)
        let talk = try desk.deployment.conversation(.resolue, assignedTo: agent.person)
        try desk.database.run("UPDATE public.conversations SET state = 'EN_COURS' WHERE id = '\(talk)'")
        let entry = try #require(try entries(talk, to: agent).first)
        #expect(entry.event == .change(ConversationStep(state: .init(from: .resolue, to: .enCours))))
        #expect(entry.actor == nil)
    }

    @Test("An answer that came late stands where it was due, and so does one that has not come")
    func late() throws {
        let agent = try desk.member(.agent)
        let talk = try desk.deployment.conversation(.enCours)
        try desk.database.run(
            """
            INSERT INTO riad.responses (conversation_id, seq, kind, asked_at, due_at, answered_at, zone_id, priority, channel_type)
            VALUES ('\(talk)', 1, 'first', now() - interval '5 h', now() - interval '4 h', now() - interval '3 h', 0, 'low', 'email'),
                ('\(talk)', 2, 'next', now() - interval '3 h', now() - interval '1 h', now() - interval '2 h', 0, 'low', 'email');
            UPDATE public.conversations SET owed_since = now() - interval '30 d' WHERE id = '\(talk)'
            """
        )
        #expect(try told(talk, to: agent).filter { $0 == "late" }.count == 2)
    }

    @Test("Outside the desk colleagues have no names in it, and whoever can't read the conversation reads nothing")
    func rights() throws {
        let agent = try desk.member(.agent, name: ("Nadia", "Alami"))
        let repairs = try desk.member(.technicien, name: ("Omar", "Idrissi"))
        let talk = try desk.deployment.conversation(.enCours, assignedTo: agent.person)
        #expect(try entries(talk, to: repairs).isEmpty)
        try agent.transfer(talk, to: .role(.technicien))
        try repairs.connection.run(try Conversations.claim(talk, assignedTo: nil, by: repairs.user))
        #expect(try entries(talk, to: repairs).map(\.actorName?.original) == ["Omar Idrissi", nil, nil])
        try desk.deployment.isolateZones()
        let elsewhere = try desk.member(.agent, zones: ["rabat_agdal"])
        try desk.database.run(
            "UPDATE public.conversations SET zone_id = \(try desk.zone("agadir_marina")) WHERE id = '\(talk)'"
        )
        #expect(try entries(talk, to: elsewhere).isEmpty)
    }

    @Test("It is only added to, by nobody's hand")
    func appendOnly() throws {
        let boss = try desk.member(.superAdmin)
        let talk = try desk.deployment.conversation(.enCours, assignedTo: boss.person)
        try boss.connection.run(try Conversations.setPriority(.urgent, of: talk, assignedTo: boss.id, by: boss.user))
        for attempt in [
            "UPDATE riad.conversation_changes SET to_priority = 'low'", "DELETE FROM riad.conversation_changes",
            "TRUNCATE riad.conversation_changes", "SELECT * FROM riad.conversation_changes",
        ] {
            #expect(try refusal { try boss.connection.run(script: attempt, name: "attempt") } == "42501", "\(attempt)")
            guard !attempt.hasPrefix("SELECT") else { continue }
            let asOwner = "SET ROLE riad_owner; \(attempt)"
            #expect(try refusal { try desk.database.run(asOwner) } == Refusal.notPermitted.state, "\(attempt)")
        }
    }
}

@Suite("What happened to a merged thread")
struct MergedTimelineTests {
    @Test("It is its head's, with what happened to the others before, and each merging and taking apart")
    func merged() throws {
        let house = try MergeFixture()
        let (boss, mail, chat) = (house.boss, house.mail, house.chat)
        func told(_ id: Identifier<Conversation>) throws -> [String] {
            try boss.connection.run(try Timelines.page(of: id, limit: 50, for: boss.user)).map { entry in
                switch entry.event {
                case .assignment(let action, _, _, _, _): action.label
                case .change(let step): step.priority.map { "\($0.from.label)>\($0.to.label)" } ?? "state"
                case .merge(let channel): "merge \(channel.label)"
                case .unmerge(let channel): "unmerge \(channel.label)"
                case .late: "late"
                }
            }
        }
        try boss.connection.run(try Conversations.setPriority(.high, of: chat, assignedTo: nil, by: boss.user))
        _ = try boss.connection.run(try Merging.merge([chat], into: mail, by: boss.user))
        try boss.connection.run(try Conversations.setPriority(.low, of: mail, assignedTo: nil, by: boss.user))
        #expect(try told(mail) == ["high>low", "merge whatsapp", "medium>high"])
        #expect(try told(chat) == told(mail), "a member's thread is its head's")
        _ = try boss.connection.run(try Merging.unmerge([chat], by: boss.user))
        #expect(try told(mail) == ["unmerge whatsapp", "high>low", "merge whatsapp"])
        #expect(try told(chat) == ["unmerge email", "merge email", "medium>high"])
    }
}
