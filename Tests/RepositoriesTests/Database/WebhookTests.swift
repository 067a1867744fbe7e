import Postgres
import TestSupport
import Testing

@Suite("What the house tells its webhooks")
struct WebhookTests {
    private let house: SQLFixture
    init() throws {
        house = try SQLFixture()
        try house.database.run(
            """
            INSERT INTO public.webhook_configs (name, endpoint_url, is_active)
            SELECT name, 'http://localhost', true
            FROM unnest(ARRAY['conversation-update', 'user-management', 'metrics-collector', 'settings-sync']) name;
            INSERT INTO public.webhook_configs (name, endpoint_url, is_active)
            VALUES ('conversation-update', 'http://localhost/off', false)
            """
        )
    }

    /// The waiting events, in order, each with the names of its payload's fields.
    private func waiting() throws -> String? {
        try house.text(
            """
            SELECT string_agg(o.event_type || '(' || (
                SELECT string_agg(key, ',' ORDER BY key) FROM jsonb_object_keys(o.payload) key
            ) || ')', ' ' ORDER BY o.id) FROM riad.outbox o
            """
        )
    }

    @Test("A reply that claims tells of the message, the state and the assignment, once for the active configuration")
    func reply() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation("NOUVELLE")
        let send = "SELECT riad.send_message(gen_random_uuid(), '\(talk)', 'Bonjour', false, NULL, false)"
        #expect(try house.refusal(of: send, as: agent.login) == nil)
        #expect(
            try waiting()?.split(separator: " ").sorted() == [
                "conversation_assigned(assigned_by,conversation_id,from_agent_id,to_agent_id,updated_at)",
                "message_created(conversation_id,created_at,message_content,message_id,sender_type)",
                "state_changed(assigned_agent_id,conversation_id,new_state,old_state,updated_at)",
            ]
        )
        let who = "SELECT payload ->> 'assigned_by' FROM riad.outbox WHERE event_type = 'conversation_assigned'"
        #expect(try house.text(who) == "\(agent.id)")
        #expect(try house.text("SELECT count(DISTINCT conversation_id)::text FROM riad.outbox") == "1")
    }

    @Test("An internal note never leaves the house")
    func note() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        let send = "SELECT riad.send_message(gen_random_uuid(), '\(talk)', 'secret', true, NULL, false)"
        #expect(try house.refusal(of: send, as: agent.login) == nil)
        #expect(try waiting() == nil)
    }

    @Test("Profiles, workflows and settings are told of with the fields that the domain lists")
    func others() throws {
        let agent = try house.database.person(.agent)
        try house.database.run(
            """
            UPDATE public.profiles SET first_name = 'Youssef' WHERE user_id = '\(agent.id)';
            INSERT INTO public.workflow_metrics (workflow_name, execution_id, status) VALUES ('relay', 'x1', 'running');
            UPDATE public.workflow_metrics SET status = 'failed', error_message = 'no route';
            UPDATE riad.settings SET value = 'true' WHERE key = 'zone_isolation'
            """
        )
        #expect(
            try waiting()?.split(separator: " ") == [
                "profile_updated(geographical_zones,is_active,profile_id,profile_type,updated_at,user_id)",
                "workflow_completed(completed_at,duration_ms,error_message,execution_id,status,workflow_name)",
                "setting_changed(category,new_value,old_value,setting_key,updated_at)",
            ]
        )
    }

    @Test("Where an event can't be stored the message isn't either: neither is lost in silence")
    func together() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        try house.database.run("ALTER TABLE riad.outbox ADD CONSTRAINT full_up CHECK (event_type <> 'message_created')")
        let send = "SELECT riad.send_message(gen_random_uuid(), '\(talk)', 'Bonjour', false, NULL, false)"
        #expect(try house.refusal(of: send, as: agent.login) == "23514")
        #expect(try house.text("SELECT count(*)::text FROM public.conversation_messages") == "0")
    }
}
