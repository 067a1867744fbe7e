import Domain
import TestSupport
import Testing

@Suite("A conversation that the house begins")
struct StartingTests {
    private let fixture: OutgoingFixture
    private let guest: String

    init() throws {
        fixture = try OutgoingFixture()
        guest = try #require(try fixture.house.text("SELECT guest_id::text FROM public.conversations"))
        try fixture.house.database.run(
            """
            SELECT public.receive_guest_message(_channel_account => 'bonjour@riad.example', _channel_message_id => 'm1',
                _channel_type => 'email', _guest_address => 'karl@example.org', _body => 'Hallo', _is_authenticated => true)
            """
        )
    }

    private func start(
        _ account: String,
        _ address: String,
        _ id: String = "gen_random_uuid()",
        text: String = "'Hello'"
    )
        -> String
    {
        """
        SELECT concat_ws('|', conversation_id, state, assigned_agent_id, already_sent) FROM riad.start_conversation(\(id),
            '\(guest)', '\(account)', '\(address)', \(text), NULL, NULL)
        """
    }

    @Test("goes where the guest wrote from, and to their e-mail address on an account that they never wrote to")
    func channels() throws {
        let list = """
            SELECT string_agg(concat_ws(' ', channel_type, address, CASE WHEN has_written THEN 'written' END,
                CASE WHEN conversation_id IS NOT NULL THEN 'open' END), ', ') FROM riad.guest_channels('\(guest)')
            """
        #expect(
            try fixture.ask(list) == "whatsapp +33612345678 written open, email sofia@example.com"
        )
        let technician = try fixture.house.database.person(.technicien)
        #expect(try fixture.house.refusal(of: list, as: technician.login) == Refusal.notPermitted.state)
    }

    @Test("is its writer's, is sent to that address, and is begun once however often it is asked for")
    func begun() throws {
        let id: Identifier<Message> = freshIdentifier()
        let call = start("bonjour@riad.example", "sofia@example.com", "'\(id)'")
        let first = try #require(try fixture.ask(call))
        #expect(first.hasSuffix("|EN_COURS|\(fixture.agent.id)|f"))
        #expect(try fixture.ask(call)?.hasSuffix("|t") == true)
        let sent = "SELECT concat_ws('|', guest_address, body) FROM next_outgoing_messages('bonjour@riad.example')"
        #expect(try fixture.house.text(sent, as: fixture.n8n) == "sofia@example.com|Hello")
        #expect(try fixture.house.text("SELECT count(*)::text FROM public.conversations") == "3")
    }

    @Test("is the one that is open already, if its assignee writes; WhatsApp takes a template only")
    func alreadyOpen() throws {
        let other = try fixture.house.database.person(.agent)
        try fixture.ask("SELECT state FROM riad.claim('\(fixture.talk)')")
        let call = start("wa1", "+33612345678")
        #expect(try fixture.house.refusal(of: call, as: other.login) == Refusal.notPermitted.state)
        #expect(try fixture.ask(call)?.hasPrefix(fixture.talk) == true)
        try fixture.house.database.run("UPDATE public.conversations SET last_guest_at = now() - interval '2 days'")
        #expect(try fixture.refusal(call) == Refusal.windowClosed.state)
    }

    @Test("goes to no address that isn't this guest's")
    func strangers() throws {
        #expect(try fixture.refusal(start("bonjour@riad.example", "karl@example.org")) == Refusal.notFound.state)
        #expect(try fixture.refusal(start("nowhere", "sofia@example.com")) == Refusal.notFound.state)
        let silent = start("bonjour@riad.example", "sofia@example.com", text: "NULL")
        #expect(try fixture.refusal(silent) == Refusal.invalidInput.state)
    }
}
