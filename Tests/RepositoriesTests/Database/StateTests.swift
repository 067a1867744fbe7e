import Domain
import TestSupport
import Testing

@Suite("States by hand")
struct StateTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private func change(_ talk: String, to state: String) -> String { "SELECT riad.set_state('\(talk)', '\(state)')" }

    @Test("A superviseur may choose exactly the states that the domain offers", arguments: ConversationState.all)
    func choices(from: ConversationState) throws {
        let boss = try house.database.person(.superviseur)
        for goal in ConversationState.all where goal != from {
            let talk = try house.conversation(from.label)
            let expected =
                from == .archivee
                ? Refusal.archived.state : from.choices.contains(goal) ? nil : Refusal.illegalTransition.state
            let state = try house.refusal(of: change(talk, to: goal.label), as: boss.login)
            #expect(state == expected, "\(from.label) to \(goal.label)")
        }
    }

    @Test("An agent changes their own, doesn't archive, and leaves others' alone")
    func agents() throws {
        let agent = try house.database.person(.agent)
        let other = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        #expect(try house.refusal(of: change(talk, to: "RÉSOLUE"), as: other.login) == Refusal.notPermitted.state)
        #expect(try house.refusal(of: change(talk, to: "RÉSOLUE"), as: agent.login) == nil)
        #expect(try house.refusal(of: change(talk, to: "ARCHIVÉE"), as: agent.login) == Refusal.notPermitted.state)
        #expect(
            try house.refusal(of: "SELECT riad.set_priority('\(talk)', 'urgent')", as: other.login)
                == Refusal.notPermitted.state
        )
        #expect(
            try house.refusal(of: "SELECT riad.set_tags('\(talk)', '{wifi}')", as: other.login)
                == Refusal.notPermitted.state
        )
        #expect(
            try house.refusal(of: "SELECT riad.set_priority('\(talk)', 'extreme')", as: agent.login)
                == Refusal.invalidInput.state
        )
        #expect(try house.refusal(of: change(talk, to: "PERDUE"), as: agent.login) == Refusal.illegalTransition.state)
    }

    @Test("Tags are trimmed, kept once and in order; wild ones are refused")
    func tags() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        let tags = "SELECT array_to_string(tags, ',') FROM riad.set_tags('\(talk)', '{wifi, clé, \" wifi \"}')"
        #expect(try house.text(tags, as: agent.login) == "wifi,clé")
        for wild in ["'{\"\"}'", "ARRAY[E'a\\x1b[31m']", "ARRAY[repeat('x', 51)]", "'{NULL}'"] {
            let attempt = "SELECT riad.set_tags('\(talk)', \(wild))"
            #expect(try house.refusal(of: attempt, as: agent.login) == Refusal.invalidInput.state, "\(wild)")
        }
    }

    @Test("A running answer time becomes the new priority's; a finished conversation owes none")
    func answerTime() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        try house.database.run(
            "UPDATE public.conversations SET owed_since = last_message_at WHERE id = '\(talk)'"
        )
        let minutes = """
            SELECT (extract(epoch FROM sla_due_at - last_message_at) / 60)::integer::text FROM public.conversations
            """
        #expect(try house.refusal(of: "SELECT riad.set_priority('\(talk)', 'urgent')", as: agent.login) == nil)
        #expect(try house.text(minutes) == "15")
        #expect(try house.refusal(of: change(talk, to: "RÉSOLUE"), as: agent.login) == nil)
        #expect(try house.text("SELECT sla_due_at::text FROM public.conversations") == "infinity")
    }
}
