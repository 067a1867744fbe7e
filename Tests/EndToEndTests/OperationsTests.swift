import Domain
import Postgres
import TerminalSupport
import TestSupport
import Testing

@Suite("Looking after the house", .serialized, .ownThread)
struct OperationsTests {
    private let house: EndToEndHarness
    private static let webhook = "00000000-0000-4000-8000-000000000001"
    private static let event = "00000000-0000-4000-8000-000000000002"

    init() throws {
        house = try EndToEndHarness()
        try house.database.run(
            """
            INSERT INTO public.webhook_configs (id, name, endpoint_url)
            VALUES ('\(Self.webhook)', 'conversation-update', 'https://n8n.riad.example/hook');
            INSERT INTO riad.incidents (kind, subject, severity, value, threshold)
            VALUES ('webhook_exhausted', '\(Self.webhook)', 'critical', 3, 0), ('workflow_failures', '', 'high', 9, 5);
            INSERT INTO riad.incident_history (incident_id, action) SELECT i.id, 'opened' FROM riad.incidents i;
            INSERT INTO public.workflow_metrics (workflow_name, execution_id, status, completed_at, duration_ms, input_data,
                error_message)
            VALUES ('escalation-trigger', '881', 'failed', clock_timestamp(), 1240,
                '{"email": "sofia@example.com", "step": "tell the desk"}', 'HTTP 503');
            INSERT INTO riad.outbox_dead (id, event_id, webhook_config_id, event_type, payload, attempts, last_error, created_at)
            VALUES (1000001, '\(Self.event)', '\(Self.webhook)', 'message_created', '{"text": "Bonjour"}', 4, 'HTTP 500',
                clock_timestamp());
            INSERT INTO public.webhook_logs (webhook_config_id, event_type, payload, response_status, response_body,
                attempt_number, event_id)
            VALUES ('\(Self.webhook)', 'message_created', '{"text": "Bonjour"}', 500, 'try later', 4, '\(Self.event)')
            """
        )
    }

    @Test("an administrateur sees each list, looks at one of each, and looks after it")
    func administrator() throws {
        let nadia = try house.database.person(.administrateur, name: ("Nadia", "Alami"))
        let console = try house.console(as: nadia, columns: 140)
        try console.wait(forText: "! 3 incidents · no worker H")
        console.type("H")
        try console.wait(forText: "no worker is there: events wait, and no job runs")
        try console.wait(forText: "conversation-update: 3 events ran out of attempts")
        try console.wait(forText: "9 workflow runs failed within 15 minutes, limit 5")
        console.type(Keys.enter)
        try console.wait(forText: "a acknowledge")
        console.type("a")
        try console.wait(forText: "seen by Nadia Alami")
        console.type("cc")
        try console.wait(forText: "closed by Nadia Alami")
        console.type(Keys.escape)
        try console.wait(forText: "! 2 incidents ")

        console.type("2")
        try console.wait(forText: "escalation-trigger")
        console.type(Keys.enter)
        try console.wait(forText: "all runs")
        try console.wait(forText: "1.2 s")
        console.type(Keys.enter)
        try console.wait(forText: "tell the desk")
        #expect(!console.screen.text.contains("sofia@example.com"))
        console.type("qq")
        try console.wait(forText: "of the last 24 hours")

        console.type("3")
        try console.wait(forText: "https://n8n")
        console.type(Keys.enter)
        try console.wait(forText: "none: events aren't signed")
        console.type("sj\r")
        try console.wait(forText: "whsec_")
        console.type(Keys.enter)
        try console.wait(forText: "set: events are signed")
        console.type("o")
        try console.wait(until: "off") {
            try house.database.value("SELECT NOT is_active FROM public.webhook_configs") == true
        }
        console.type("q")

        console.type("5")
        try console.wait(forText: "HTTP 500")
        console.type(Keys.enter)
        try console.wait(forText: "try later")
        console.type("R")
        try console.wait(forText: "Send this event anew?")
        console.type("y")
        try console.wait(forText: "1 event is sent anew.")
        #expect(try house.database.value("SELECT count(*) FROM riad.outbox_dead", as: Int64.self) == 0)
        try console.wait(forText: "There are no dead letters here.")

        console.type("6")
        try console.wait(forText: "retention")
        try console.wait(forText: "No worker has been here")
        console.type("n")
        try console.wait(forText: "runs as soon as a worker is free.")
    }

    @Test("a superviseur has neither webhooks nor jobs, an agent reads what became of a conversation's events")
    func others() throws {
        let karim = try house.database.person(.superviseur, name: ("Karim", "Bennani"))
        let steering = try house.console(as: karim)
        try steering.wait(forText: "! 3 incidents")
        steering.type("H")
        try steering.wait(forText: "ran out of attempts")
        #expect(!steering.screen.text.contains("Dead letters"))
        let fatima = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        let conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345671")
        try house.database.run(
            """
            INSERT INTO riad.outbox_dead (id, event_id, webhook_config_id, conversation_id, event_type, payload, attempts,
                created_at)
            VALUES (1000002, gen_random_uuid(), '\(Self.webhook)', '\(conversation)', 'reply_left', '{}', 4, clock_timestamp())
            """
        )
        let console = try house.console(as: fatima, on: "Sofia Moreau")
        #expect(!console.screen.text.contains("incident"))
        console.type("D")
        try console.wait(forText: "reply_left")
        console.type("H")
        console.type(Keys.escape)
        try console.wait(forNo: "reply_left")
    }
}
