import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Managing webhooks")
struct WebhookManagementTests {
    private let house: SQLFixture
    private let boss: Administrator
    init() throws {
        house = try SQLFixture()
        boss = try Administrator(house.database)
    }

    private func save(_ content: WebhookContent, over earlier: Webhook? = nil) throws -> Identifier<Webhook> {
        try boss.run(try Webhooks.save(content, over: earlier, by: boss.user))
    }

    private func webhooks() throws -> [Webhook] { try boss.run(try Webhooks.all(for: boss.user)) }

    @Test("A configuration is created, changed as it was read, and switched off")
    func saving() throws {
        var content = WebhookContent(name: "conversation-update", endpoint: "https://n8n.example/webhook/a?b=c")
        let id = try save(content)
        let read = try #require(try webhooks().first)
        #expect((read.id, read.hasSecret, read.isActive) == (id, false, true))
        #expect((read.retryCount, read.timeoutSeconds) == (3, 30))
        (content.isActive, content.retryCount, content.timeoutSeconds) = (false, 20, 300)
        #expect(try save(content, over: read) == id)
        let changed = try #require(try webhooks().first)
        #expect((changed.isActive, changed.retryCount, changed.timeoutSeconds) == (false, 20, 300))
        #expect(throws: PostgresError.self) { try save(content, over: read) }
    }

    @Test(
        "An address with credentials, of another scheme, or that is none is refused, and so are other limits",
        arguments: [
            "https://user:secret@n8n.example/", "https://user@n8n.example/", "ftp://n8n.example/", "https://",
            "n8n.example",
            "https://n8n.example/a b", "https://n8n.example\\@evil.example/\n", "javascript:alert(1)", "https:///path",
            "http://a:b/", "http://a:99999/", "http://:80/", "http://{a,b}/", "http://é.example/", "http://a:0/",
        ]
    )
    func addresses(url: String) throws {
        #expect(throws: PostgresError.self) { try save(WebhookContent(name: "x", endpoint: url)) }
        for content in Self.wrongLimits { #expect(throws: PostgresError.self) { try save(content) } }
    }

    private static let wrongLimits: [WebhookContent] = {
        let good = WebhookContent(name: "x", endpoint: "https://n8n.example/")
        var (nameless, patient, hasty, stubborn) = (good, good, good, good)
        nameless.name = " "
        patient.timeoutSeconds = 301
        hasty.timeoutSeconds = 0
        stubborn.retryCount = 21
        return [nameless, patient, hasty, stubborn]
    }()

    @Test(
        "Plain addresses are taken",
        arguments: ["http://n8n.example", "https://10.0.0.1:5678/webhook/x", "https://[2001:db8::1]:8/x"]
    )
    func plain(url: String) throws {
        _ = try save(WebhookContent(name: "x", endpoint: url))
    }

    @Test("Nobody reads a secret back: no login selects it, and the trail says only that it changed")
    func secret() throws {
        let id = try save(WebhookContent(name: "x", endpoint: "https://n8n.example/"))
        for secret in ["first-secret-1", "second-secret-2"] {
            try boss.run(try Webhooks.setSecret(WebhookSecret(secret), of: id, keptHours: 24, by: boss.user))
        }
        let read = try #require(try webhooks().first)
        #expect(read.hasSecret && read.retiredSecretUntil != nil)
        for table in ["public.webhook_configs", "riad.retired_secrets"] {
            #expect(try house.refusal(of: "SELECT secret_token FROM \(table)", as: boss.person.login) == "42501")
        }
        let trail = "SELECT string_agg(a.*::text, ' ') FROM riad.audit a"
        #expect(try house.text(trail)?.contains("secret-") == false)
        #expect(try house.text(trail)?.contains("secret_token") == true)
        let both =
            "SELECT concat_ws(' ', wc.secret_token, r.secret_token) FROM public.webhook_configs wc JOIN riad.retired_secrets r ON true"
        #expect(try house.text(both) == "second-secret-2 first-secret-1")
        try boss.run(try Webhooks.setSecret(nil, of: id, keptHours: 24, by: boss.user))
        #expect(try webhooks().first?.hasSecret == false)
        for bad in ["short", "with blank inside", "ünprintable-secret"] {
            #expect(throws: PostgresError.self, "\(bad)") {
                try boss.run(try Webhooks.setSecret(WebhookSecret(bad), of: id, keptHours: 0, by: boss.user))
            }
        }
    }

    @Test("Dead letters and what was delivered are sent anew under their ids, once, and nothing that waits is doubled")
    func replay() throws {
        let id = try save(WebhookContent(name: "x", endpoint: "https://n8n.example/"))
        try house.database.run(
            """
            SELECT public.trigger_webhook_notification('x', 'message_created', jsonb_build_object('n', n))
            FROM generate_series(1, 3) n
            """
        )
        try complete(["delivered", "attempts", "retry"])
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

    /// Completes the waiting events as a worker does, in order.
    private func complete(_ outcomes: [String], at endpoint: String? = nil) throws {
        let place = endpoint.map { "'\($0)'" } ?? "held.endpoint_url"
        let words = outcomes.map { "'\($0)'" }.joined(separator: ", ")
        try house.database.run(
            """
            DO $$
            DECLARE held record; number integer := 0;
            BEGIN
                UPDATE riad.outbox SET visible_at = clock_timestamp(), lease_token = NULL;
                FOR held IN SELECT * FROM riad.claim_deliveries('{}', '{}', 10, 10) ORDER BY id LOOP
                    number := number + 1;
                    PERFORM riad.complete_deliveries(ARRAY[held.id], ARRAY[held.lease_token], ARRAY[\(place)],
                        ARRAY[(ARRAY[\(words)])[number]], ARRAY[CASE number WHEN 1 THEN 200 ELSE 500 END], ARRAY['ok'], ARRAY[''],
                        ARRAY[5], ARRAY[60000], ARRAY[false]);
                END LOOP;
            END $$
            """
        )
    }

    @Test(
        "Events wait for what answered 410, until somebody mends it or says that it is off; a late 410 of an old address does nothing"
    )
    func gone() throws {
        let id = try save(WebhookContent(name: "x", endpoint: "https://n8n.example/old"))
        func happen() throws {
            try house.database.run("SELECT public.trigger_webhook_notification('x', 'message_created', '{}')")
        }
        func waiting() throws -> String? { try house.text("SELECT count(*)::text FROM riad.outbox") }
        for _ in 1...2 { try happen() }
        try complete(["gone", "retry"])
        #expect(try webhooks().first?.health.isGone == true)
        try happen()
        #expect(try waiting() == "2")
        var mended = WebhookContent(try #require(try webhooks().first))
        (mended.endpoint, mended.isActive) = ("https://n8n.example/new", true)
        _ = try save(mended, over: try webhooks().first)
        try complete(["gone", "retry"], at: "https://n8n.example/old")
        #expect(try webhooks().first?.isActive == true)
        try complete(["gone"])
        #expect(try webhooks().first?.health.isGone == true)
        mended.isActive = false
        _ = try save(mended, over: try webhooks().first)
        try happen()
        #expect(try waiting() == "0")
        #expect(try webhooks().first?.id == id)
    }

    @Test("A report of an event whose webhook is gone from the database keeps nothing and refuses nothing")
    func deleted() throws {
        _ = try save(WebhookContent(name: "x", endpoint: "https://n8n.example/"))
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
        let id = try save(WebhookContent(name: "x", endpoint: "https://n8n.example/"))
        _ = try save(WebhookContent(name: "x", endpoint: "https://other.example/"))
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

    @Test("Networks are kept in one form; what is none is refused and changes nothing")
    func networks() throws {
        try boss.run(try Webhooks.setAllowedNetworks(["10.1.0.0/16", "fd00::/8", "10.1.0.0/16"], by: boss.user))
        #expect(throws: PostgresError.self) {
            try boss.run(try Webhooks.setAllowedNetworks(["10.1.0.0/8"], by: boss.user))
        }
        #expect(try boss.run(try Webhooks.allowedNetworks(for: boss.user)) == ["10.1.0.0/16", "fd00::/8"])
    }

    @Test(
        "Nobody below administrateur manages or reads webhooks, by any way",
        arguments: [AppRole.superviseur, .agent, .technicien]
    )
    func rights(role: AppRole) throws {
        let person = try house.database.person(role)
        for call in [
            "riad.webhooks()", "riad.deliveries(NULL, NULL, NULL, NULL, NULL, 1)",
            "riad.delivery_attempts(gen_random_uuid())",
            "riad.unreceived_events()", "riad.save_webhook(NULL, NULL, 'x', 'https://n8n.example/', true, 1, 1)",
            "riad.set_webhook_secret(gen_random_uuid(), NULL, 0)", "riad.test_webhook(gen_random_uuid())",
            "riad.replay_deliveries(NULL, '{}')", "riad.set_webhook_networks('{}')", "riad.webhook_networks()",
            "riad.all_jobs()", "riad.request_job('retention')", "riad.retention_preview()", "riad.recent_removals(1)",
            "riad.running_workers()", "riad.change_incident(gen_random_uuid(), 'closed', NULL, NULL)",
        ] {
            #expect(
                try house.refusal(of: "SELECT * FROM \(call)", as: person.login) == Refusal.notPermitted.state,
                "\(call)"
            )
        }
        for call in ["riad.claim_deliveries('{}', '{}', 1, 1)", "riad.relay_changes()", "riad.claim_job()"] {
            #expect(try house.refusal(of: "SELECT * FROM \(call)", as: person.login) == "42501", "\(call)")
        }
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
        _ = try save(WebhookContent(name: "conversation-update", endpoint: "https://n8n.example/"))
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

/// An administrateur with a connection.
struct Administrator {
    let person: TestPerson
    let user: CurrentUser
    private let connection: Connection

    init(_ database: TestDatabase, role: AppRole = .administrateur) throws {
        person = try database.person(role)
        connection = database.connection(as: person)
        user = try #require(try connection.run(Session.currentUser()))
    }

    @discardableResult
    func run<Answer>(_ request: Request<Answer>) throws -> Answer { try connection.run(request) }
}
