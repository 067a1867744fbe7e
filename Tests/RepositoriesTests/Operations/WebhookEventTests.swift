import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("What becomes of a webhook's events")
struct WebhookEventTests {
    private let house: SQLFixture
    private let boss: Administrator
    init() throws {
        house = try SQLFixture()
        boss = try Administrator(house.database)
    }

    @Test("Dead letters and what was delivered are sent anew under their ids, once, and nothing that waits is doubled")
    func replay() throws {
        let id = try boss.save(WebhookContent(name: "x", endpoint: "https://n8n.example/"))
        try house.database.run(
            """
            SELECT public.trigger_webhook_notification('x', 'message_created', jsonb_build_object('n', n))
            FROM generate_series(1, 3) n
            """
        )
        try house.completeDeliveries(["delivered", "attempts", "retry"])
        let deliveries = try boss.run(try Webhooks.deliveries(DeliveryFilter(), limit: 10, for: boss.user))
        #expect(Set(deliveries.map(\.state)) == [.delivered, .dead, .retrying])
        let events = deliveries.map(\.event)
        #expect(try boss.run(try Webhooks.replay(events, by: boss.user)) == 2)
        #expect(try boss.run(try Webhooks.replay(events, by: boss.user)) == 0)
        let waiting = "SELECT concat_ws(' ', count(*), count(DISTINCT event_id)) FROM riad.outbox"
        #expect(try house.text(waiting) == "3 3")
        var filter = DeliveryFilter()
        filter.webhook = id
        filter.state = .dead
        #expect(try boss.run(try Webhooks.deliveries(filter, limit: 10, for: boss.user)).isEmpty)
        let delivered = try #require(deliveries.first { $0.state == .delivered })
        let attempts = try boss.run(try Webhooks.attempts(of: delivered.event, for: boss.user))
        #expect(attempts.map(\.status) == [200] && attempts.first?.response?.original == "ok")
    }

    @Test(
        "Deliveries of the very same moment are all listed, each once, however small the pages",
        arguments: [nil, Delivery.State.dead]
    )
    func sameMoment(state: Delivery.State?) throws {
        for _ in 1...2 { _ = try boss.save(WebhookContent(name: "x", endpoint: "https://n8n.example/")) }
        try house.database.run(
            """
            INSERT INTO riad.outbox (event_id, webhook_config_id, event_type, payload, created_at)
            SELECT md5('w' || n)::uuid, id, 'e', '{}', date_trunc('day', now()) FROM public.webhook_configs, generate_series(1, 4) n;
            INSERT INTO riad.outbox_dead (id, event_id, webhook_config_id, event_type, payload, attempts, created_at, died_at)
            SELECT -row_number() OVER (), md5('d' || n)::uuid, id, 'e', '{}', 1, now(), date_trunc('day', now())
            FROM public.webhook_configs, generate_series(1, 5) n;
            INSERT INTO public.webhook_logs (event_id, webhook_config_id, event_type, payload, response_status, created_at)
            SELECT md5('l' || n)::uuid, id, 'e', '{}', 200, date_trunc('day', now()) FROM public.webhook_configs, generate_series(1, 6) n
            """
        )
        var filter = DeliveryFilter()
        filter.state = state
        var seen: [Delivery.Position] = []
        var page: [Delivery] = []
        repeat {
            page = try boss.run(try Webhooks.deliveries(filter, before: seen.last, limit: 4, for: boss.user))
            seen += page.map(\.position)
        } while !page.isEmpty
        #expect(seen.count == (state == nil ? 30 : 10) && Set(seen).count == seen.count)
    }

    @Test(
        "Events wait for what answered 410, until somebody mends it or says that it is off; a late 410 of an old address does nothing"
    )
    func gone() throws {
        let id = try boss.save(WebhookContent(name: "x", endpoint: "https://n8n.example/old"))
        func happen() throws {
            try house.database.run("SELECT public.trigger_webhook_notification('x', 'message_created', '{}')")
        }
        func waiting() throws -> String? { try house.text("SELECT count(*)::text FROM riad.outbox") }
        for _ in 1...2 { try happen() }
        try house.completeDeliveries(["gone", "retry"])
        #expect(try boss.webhooks().first?.health.isGone == true)
        try happen()
        #expect(try waiting() == "2")
        var mended = WebhookContent(try #require(try boss.webhooks().first))
        (mended.endpoint, mended.isActive) = ("https://n8n.example/new", true)
        _ = try boss.save(mended, over: try boss.webhooks().first)
        try house.completeDeliveries(["gone", "retry"], at: "https://n8n.example/old")
        #expect(try boss.webhooks().first?.isActive == true)
        try house.completeDeliveries(["gone"])
        #expect(try boss.webhooks().first?.health.isGone == true)
        mended.isActive = false
        _ = try boss.save(mended, over: try boss.webhooks().first)
        try happen()
        #expect(try waiting() == "0")
        #expect(try boss.webhooks().first?.id == id)
    }

    @Test("A report of an event whose webhook is gone from the database keeps nothing and refuses nothing")
    func deleted() throws {
        _ = try boss.save(WebhookContent(name: "x", endpoint: "https://n8n.example/"))
        try house.database.run("SELECT public.trigger_webhook_notification('x', 'message_created', '{}')")
        try house.database.run(
            """
            DO $$
            DECLARE held record;
            BEGIN
                SELECT * INTO held FROM riad.claim_deliveries('{}', '{}', 10, 10);
                DELETE FROM public.webhook_configs;
                PERFORM riad.complete_deliveries(ARRAY[held.id], ARRAY[held.lease_token], ARRAY[held.endpoint_url], ARRAY['retry'],
                    ARRAY[500], ARRAY[''], ARRAY[''], ARRAY[5], ARRAY[1000], ARRAY[true]);
            END $$
            """
        )
    }

    @Test("A test event goes to one configuration alone, and only to one that is on")
    func test() throws {
        let id = try boss.save(WebhookContent(name: "x", endpoint: "https://n8n.example/"))
        _ = try boss.save(WebhookContent(name: "x", endpoint: "https://other.example/"))
        let event = try boss.run(try Webhooks.test(id, by: boss.user))
        #expect(
            try house.text(
                "SELECT string_agg(webhook_config_id::text, ',') FROM riad.outbox WHERE event_id = '\(event)'"
            ) == "\(id)"
        )
        try house.database.run("UPDATE public.webhook_configs SET is_active = false")
        #expect(throws: PostgresError.self) { try boss.run(try Webhooks.test(id, by: boss.user)) }
    }

    @Test("An event that no configuration receives is counted, by its type")
    func unreceived() throws {
        try house.database.run(
            """
            SELECT public.trigger_webhook_notification('nobody', 'message_created', '{}') FROM generate_series(1, 3);
            SELECT public.trigger_webhook_notification('nobody', 'x''; DROP TABLE riad.outbox; --', '{}')
            """
        )
        let counts = try boss.run(try Webhooks.unreceived(for: boss.user))
        let lines = counts.map { "\($0.eventType.original) \($0.count)" }
        #expect(lines.filter { !$0.hasPrefix("setting_changed") } == ["message_created 3", "other 1"])
    }

    @Test("A workflow learns where a queued reply goes, and nothing of notes, guests' messages and what was sent")
    func toSend() throws {
        let agent = try house.database.person(.agent)
        let channel = try house.channelLogin()
        let talk = try house.text(
            """
            SELECT conversation_id::text FROM public.receive_guest_message('wa1', 'm1', 'whatsapp', '33612345678', 'Bonjour')
            """,
            as: channel
        )
        for (id, isInternal) in [("a1", false), ("a2", true)] {
            let send = """
                SELECT riad.send_message('00000000-0000-4000-8000-0000000000\(id)', '\(talk ?? "")', 'Salam', \(isInternal), NULL, false)
                """
            #expect(try house.refusal(of: send, as: agent.login) == nil)
        }
        func found(_ id: String) throws -> String? {
            try house.text(
                """
                SELECT concat_ws(' ', channel_type, channel_account, guest_address, body)
                FROM public.message_to_send('00000000-0000-4000-8000-0000000000\(id)')
                """,
                as: channel
            )
        }
        #expect(try found("a1") == "whatsapp wa1 +33612345678 Salam")
        #expect(try found("a2") == nil)
        let guests =
            "SELECT count(*)::text FROM public.conversation_messages m, public.message_to_send(m.id) WHERE m.sender_type = 'guest'"
        #expect(try house.text(guests) == "0")
        _ = try house.text(
            "SELECT public.report_delivery('sent', _message_id => '00000000-0000-4000-8000-0000000000a1')",
            as: channel
        )
        #expect(try found("a1") == nil)
        #expect(
            try house.refusal(of: "SELECT * FROM public.message_to_send(gen_random_uuid())", as: agent.login) == "42501"
        )
    }

    @Test("Of a conversation's deliveries whoever can read it sees type and state, and nobody else anything")
    func ofConversation() throws {
        let agent = try house.database.person(.agent)
        let other = try house.database.person(.technicien)
        _ = try boss.save(WebhookContent(name: "conversation-update", endpoint: "https://n8n.example/"))
        let talk = try house.conversation(assignedTo: agent)
        #expect(
            try house.refusal(
                of: "SELECT riad.send_message(gen_random_uuid(), '\(talk)', 'Bonjour', false, NULL, false)",
                as: agent.login
            ) == nil
        )
        let seen = "SELECT string_agg(event_type || ' ' || state, ',') FROM riad.conversation_deliveries('\(talk)', 10)"
        #expect(try house.text(seen, as: agent.login) == "message_created waiting")
        #expect(try house.text(seen, as: other.login) == nil)
    }
}
