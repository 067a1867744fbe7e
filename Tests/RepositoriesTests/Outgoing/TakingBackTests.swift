import Domain
import Postgres
import TestSupport
import Testing

@Suite("Taking back what one has just done")
struct TakingBackTests {
    private let fixture: OutgoingFixture
    init() throws {
        fixture = try OutgoingFixture(undoSeconds: 5)
        try fixture.house.database.run(
            "INSERT INTO public.webhook_configs (name, endpoint_url) VALUES ('conversation-update', 'https://n8n.example/')"
        )
    }

    private func undo(_ action: String, _ message: String? = nil) -> String {
        "SELECT state FROM riad.undo_action('\(fixture.talk)', '\(action)', \(message.map { "'\($0)'" } ?? "NULL"))"
    }

    private var events: String? {
        get throws { try fixture.house.text("SELECT string_agg(event_type, ' ' ORDER BY id) FROM riad.outbox") }
    }

    @Test("A reply is in nobody's hands until it can't be taken back, and no event tells of it")
    func held() throws {
        let reply = try fixture.reply()
        let due = "SELECT bool_and(visible_at > clock_timestamp() + interval '5 seconds')::text FROM riad.outbox"
        #expect(try fixture.house.text(due) == "true")
        #expect(try fixture.fetch() == nil)
        #expect(try fixture.house.text("SELECT body FROM message_to_send('\(reply)')", as: fixture.n8n) == nil)
        try fixture.letUndoTimePass()
        #expect(try fixture.refusal(undo("reply", reply)) == Refusal.illegalTransition.state)
        #expect(try fixture.fetch() == "There is one.")
    }

    @Test("A reply that is taken back never was: the guest is owed an answer as before, and nobody is told or finds it")
    func withdrawn() throws {
        let before = try fixture.house.text("SELECT sla_due_at::text FROM public.conversations")
        let reply = try fixture.reply(andWait: true)
        #expect(try fixture.standing() == "EN_ATTENTE")
        #expect(try fixture.ask(undo("reply", reply)) == "NOUVELLE")
        #expect(try fixture.ask(undo("reply", reply)) == "NOUVELLE", "again, as after a lost answer")
        #expect(try fixture.standing() == "NOUVELLE owed")
        #expect(try fixture.house.text("SELECT sla_due_at::text FROM public.conversations") == before)
        #expect(
            try fixture.house.text(
                "SELECT concat_ws('|', last_message_content, assigned_agent_id) FROM public.conversations"
            )
                == "Is there a hair dryer?"
        )
        #expect(try events == nil)
        try fixture.letUndoTimePass()
        #expect(try fixture.fetch() == nil)
        let found = "SELECT count(*)::text FROM riad.search_entries WHERE message_id = '\(reply)'"
        #expect(try fixture.house.text(found) == "0")
        #expect(try fixture.house.text("SELECT count(*)::text FROM riad.responses") == "0")
        let report = "SELECT report_delivery('sent', '\(reply)')"
        #expect(try fixture.house.refusal(of: report, as: fixture.n8n) == Refusal.notFound.state)
    }

    @Test("A guest who wrote meanwhile keeps their message, their number and their deadline")
    func guestWroteMeanwhile() throws {
        let reply = try fixture.reply()
        try fixture.house.database.run(
            """
            SELECT public.receive_guest_message(_channel_account => 'wa1', _channel_message_id => 'in2',
                _channel_type => 'whatsapp', _guest_address => '+33612345678', _body => 'And towels?')
            """
        )
        _ = try fixture.ask(undo("reply", reply))
        let row = "SELECT concat_ws('|', last_message_content, last_seq) FROM public.conversations"
        #expect(try fixture.house.text(row) == "And towels?|3")
        #expect(try fixture.standing() == "NOUVELLE owed")
    }

    @Test("Claim, priority, tags, state and transfer go back one after the other, the last first")
    func lastFirst() throws {
        let boss = try fixture.house.database.person(.superviseur)
        let talk = fixture.talk
        try fixture.ask("SELECT state FROM riad.claim('\(talk)')")
        try fixture.ask("SELECT state FROM riad.set_priority('\(talk)', 'urgent')")
        try fixture.ask("SELECT state FROM riad.set_tags('\(talk)', '{vip}')")
        try fixture.ask("SELECT state FROM riad.set_state('\(talk)', 'EN_ATTENTE')")
        try fixture.ask("SELECT state FROM riad.transfer('\(talk)', '\(boss.id)', NULL, 'a complaint', 1)")
        #expect(try fixture.refusal(undo("claim")) == Refusal.illegalTransition.state, "not the last one")
        for action in ["transfer", "state", "tags", "priority", "claim"] { try fixture.ask(undo(action)) }
        let row = """
            SELECT concat_ws('|', state, priority, array_length(tags, 1), assigned_agent_id) FROM public.conversations
            """
        #expect(try fixture.house.text(row) == "NOUVELLE|medium")
        #expect(try events == nil)
    }

    @Test("What somebody changed since stays as they made it, and nobody takes back what a colleague did")
    func changedSince() throws {
        let boss = try fixture.house.database.person(.superviseur)
        try fixture.ask("SELECT state FROM riad.claim('\(fixture.talk)')")
        try fixture.ask("SELECT state FROM riad.set_priority('\(fixture.talk)', 'urgent')")
        #expect(try fixture.house.refusal(of: undo("priority"), as: boss.login) == Refusal.illegalTransition.state)
        _ = try fixture.house.text("SELECT state FROM riad.set_priority('\(fixture.talk)', 'low')", as: boss.login)
        #expect(try fixture.refusal(undo("priority")) == Refusal.conflict.state)
        #expect(try fixture.house.text("SELECT priority FROM public.conversations") == "low")
    }

    @Test("The text of what was taken back is nowhere any more, and its id sends nothing else")
    func textGone() throws {
        let note: Identifier<Message> = freshIdentifier()
        let reply = try fixture.reply()
        try fixture.ask(undo("reply", reply))
        try fixture.ask(
            "SELECT seq::text FROM riad.send_message('\(note)', '\(fixture.talk)', 'A note', true, NULL, false)"
        )
        try fixture.ask(undo("note", note.description))
        let texts = """
            SELECT string_agg(message_content, '') FROM public.conversation_messages WHERE withdrawn_at IS NOT NULL
            """
        #expect(try fixture.ask(texts)?.isEmpty == true)
        let same = "SELECT riad.send_message('\(reply)', '\(fixture.talk)', 'There is one.', false, NULL, false)"
        #expect(try fixture.refusal(same) == Refusal.alreadyExists.state)
    }

    @Test("Taking back in a conversation that one reads no more tells nothing of it")
    func readNoMore() throws {
        let boss = try fixture.house.database.person(.superviseur)
        try fixture.ask("SELECT state FROM riad.claim('\(fixture.talk)')")
        try fixture.ask("SELECT state FROM riad.set_tags('\(fixture.talk)', '{vip}')")
        try fixture.house.database.run(
            """
            UPDATE riad.settings SET value = 'true' WHERE key = 'zone_isolation';
            UPDATE public.conversations SET assigned_agent_id = '\(boss.id)'
            """
        )
        let answer = """
            SELECT concat_ws('|', state, priority, assigned_agent_id, last_seq)
            FROM riad.undo_action('\(fixture.talk)', 'tags', NULL)
            """
        #expect(try fixture.ask(answer)?.isEmpty == true)
        let tags = "SELECT coalesce(array_length(tags, 1), 0)::text FROM public.conversations"
        #expect(try fixture.house.text(tags) == "0")
    }

    @Test("A list says again of what kind the message before was")
    func kindBefore() throws {
        _ = try fixture.house.text(
            """
            SELECT seq::text FROM public.receive_guest_message(_channel_account => 'wa1', _channel_message_id => 'in2',
                _channel_type => 'whatsapp', _guest_address => '+33612345678', _body => NULL,
                _message_type => 'location', _content => '{"latitude": 1, "longitude": 2}')
            """,
            as: fixture.n8n
        )
        let details = "SELECT last_message_details::text FROM public.conversations"
        let before = try fixture.house.text(details)
        #expect(before != nil)
        let reply = try fixture.reply()
        try fixture.ask(undo("reply", reply))
        #expect(try fixture.house.text(details) == before)
    }

    @Test("A reply in one conversation of a thread that is taken back gives the other its failed delivery back")
    func mergedFailure() throws {
        let boss = try fixture.house.database.person(.superviseur)
        let other = try fixture.house.conversation(assignedTo: fixture.agent, account: "wa2")
        try fixture.house.database.run(
            """
            UPDATE public.conversations SET guest_id = (
                SELECT guest_id FROM public.conversations WHERE id = '\(fixture.talk)'
            ) WHERE id = '\(other)'
            """
        )
        let failed = try fixture.reply()
        try fixture.letUndoTimePass()
        try fixture.report("failed", failed)
        let merge = "SELECT riad.merge_conversations('\(other)', ARRAY['\(fixture.talk)']::uuid[])::text"
        _ = try fixture.house.text(merge, as: boss.login)
        let since = """
            SELECT concat_ws('|', failed_since, owed_since) FROM public.conversations WHERE id = '\(fixture.talk)'
            """
        let before = try fixture.house.text(since)
        #expect(before?.isEmpty == false)
        let id: Identifier<Message> = freshIdentifier()
        let reply = "SELECT seq::text FROM riad.send_message('\(id)', '\(other)', 'Hello', false, NULL, false)"
        _ = try fixture.house.text(reply, as: boss.login)
        #expect(try fixture.house.text(since)?.isEmpty == true)
        let undo = "SELECT state FROM riad.undo_action('\(other)', 'reply', '\(id)')"
        _ = try fixture.house.text(undo, as: boss.login)
        #expect(try fixture.house.text(since) == before)
    }

    @Test("Switched off, everything leaves at once and nothing can be taken back")
    func off() throws {
        try fixture.house.database.run("UPDATE riad.settings SET value = '0' WHERE key = 'undo_seconds'")
        let reply = try fixture.reply()
        #expect(try fixture.refusal(undo("reply", reply)) == Refusal.illegalTransition.state)
        #expect(try fixture.fetch() == "There is one.")
        let due = "SELECT bool_and(visible_at <= clock_timestamp())::text FROM riad.outbox"
        #expect(try fixture.house.text(due) == "true")
    }
}
