import Domain
import TestSupport
import Testing

@Suite("WhatsApp's window")
struct WindowTests {
    private let house: SQLFixture
    private let agent: TestPerson
    init() throws {
        house = try SQLFixture()
        agent = try house.database.person(.agent)
    }

    private func send(to talk: String, isNote: Bool = false, id: String = "gen_random_uuid()") -> String {
        "SELECT already_sent::text FROM riad.send_message(\(id), '\(talk)', 'Bonjour', \(isNote), NULL, false)"
    }

    private func guestWrote(_ ago: String, in talk: String) throws {
        try house.database.run(
            "UPDATE public.conversations SET last_guest_at = clock_timestamp() - interval '\(ago)' WHERE id = '\(talk)'"
        )
    }

    @Test("takes free text for 24 hours from the guest's last message; notes always go")
    func closes() throws {
        let talk = try house.conversation(assignedTo: agent)
        try guestWrote("23 hours 59 min", in: talk)
        #expect(try house.refusal(of: send(to: talk), as: agent.login) == nil)
        try guestWrote("24 hours", in: talk)
        let before = "SELECT concat_ws('|', last_seq, sla_due_at, assigned_agent_id) FROM public.conversations"
        let image = try house.text(before)
        #expect(try house.refusal(of: send(to: talk), as: agent.login) == Refusal.windowClosed.state)
        let boss = try house.database.person(.superAdmin)
        #expect(try house.refusal(of: send(to: talk), as: boss.login) == Refusal.windowClosed.state)
        #expect(try house.text(before) == image)
        #expect(try house.refusal(of: send(to: talk, isNote: true), as: agent.login) == nil)
    }

    @Test("is none of other channels', and a message stored before it closed is known when it is sent again")
    func elsewhere() throws {
        let talk = try house.conversation(assignedTo: agent)
        let id = "'11111111-1111-4111-8111-111111111111'"
        #expect(try house.text(send(to: talk, id: id), as: agent.login) == "false")
        try guestWrote("3 days", in: talk)
        #expect(try house.text(send(to: talk, id: id), as: agent.login) == "true")
        for channel in ["email", "beds24", "direct", "sms"] {
            try house.database.run("UPDATE public.conversations SET channel_type = '\(channel)'")
            #expect(try house.refusal(of: send(to: talk), as: agent.login) == nil, "\(channel)")
        }
    }

    @Test("counts from the thread where it wasn't kept, and stays shut where the guest never wrote")
    func beforeItWasKept() throws {
        let talk = try house.conversation(assignedTo: agent)
        try house.database.run("UPDATE public.conversations SET last_guest_at = NULL")
        #expect(try house.refusal(of: send(to: talk), as: agent.login) == Refusal.windowClosed.state)
        try house.database.run(
            """
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, message_content, created_at)
            VALUES ('\(talk)', 1, 'guest', 'Bonjour', clock_timestamp() - interval '2 hours');
            UPDATE public.conversations SET last_seq = 1
            """
        )
        #expect(try house.refusal(of: send(to: talk), as: agent.login) == nil)
        try house.database.run(
            "UPDATE public.conversation_messages SET created_at = created_at - interval '23 hours' WHERE seq = 1"
        )
        #expect(try house.refusal(of: send(to: talk), as: agent.login) == Refusal.windowClosed.state)
    }
}
