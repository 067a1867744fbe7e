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

    @Test("A configuration is created, changed as it was read, and switched off")
    func saving() throws {
        var content = WebhookContent(name: "conversation-update", endpoint: "https://n8n.example/webhook/a?b=c")
        let id = try boss.save(content)
        let read = try #require(try boss.webhooks().first)
        #expect((read.id, read.hasSecret, read.isActive) == (id, false, true))
        #expect((read.retryCount, read.timeoutSeconds) == (3, 30))
        (content.isActive, content.retryCount, content.timeoutSeconds) = (false, 20, 300)
        #expect(try boss.save(content, over: read) == id)
        let changed = try #require(try boss.webhooks().first)
        #expect((changed.isActive, changed.retryCount, changed.timeoutSeconds) == (false, 20, 300))
        #expect(throws: PostgresError.self) { try boss.save(content, over: read) }
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
        #expect(throws: PostgresError.self) { try boss.save(WebhookContent(name: "x", endpoint: url)) }
        for content in Self.wrongLimits { #expect(throws: PostgresError.self) { try boss.save(content) } }
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
        _ = try boss.save(WebhookContent(name: "x", endpoint: url))
    }

    @Test("The last day's health is the same, to a few percent, once its hours were counted, which happens once")
    func hours() throws {
        _ = try boss.save(WebhookContent(name: "x", endpoint: "https://n8n.example/"))
        try house.database.run(
            """
            INSERT INTO public.webhook_logs (webhook_config_id, event_type, payload, response_status, processing_time_ms, created_at)
            SELECT id, 'e', '{}', CASE WHEN n % 10 = 0 THEN 500 ELSE 200 END, n,
                date_trunc('hour', now()) - n % 20 * interval '1 hour' + interval '1 second'
            FROM public.webhook_configs, generate_series(1, 1000) n
            """
        )
        let before = try #require(try boss.webhooks().first?.health)
        #expect((before.attempts, before.successes) == (1000, 900))
        let counted = try house.text("SELECT riad.count_webhook_hours()::text")
        #expect(["18", "19"].contains(counted))
        #expect(try house.text("SELECT riad.count_webhook_hours()::text") == "0")
        let after = try #require(try boss.webhooks().first?.health)
        #expect((after.attempts, after.successes, after.hours) == (1000, 900, before.hours))
        for (exact, rounded) in [(before.p50, after.p50), (before.p95, after.p95), (before.p99, after.p99)] {
            let (exact, rounded) = (try #require(exact), try #require(rounded))
            #expect(abs(exact - rounded) <= exact * 0.03, "\(exact) \(rounded)")
        }
    }

    @Test("Nobody reads a secret back: no login selects it, and the trail says only that it changed")
    func secret() throws {
        let id = try boss.save(WebhookContent(name: "x", endpoint: "https://n8n.example/"))
        for secret in ["first-secret-1", "second-secret-2"] {
            try boss.run(try Webhooks.setSecret(WebhookSecret(secret), of: id, keptHours: 24, by: boss.user))
        }
        let read = try #require(try boss.webhooks().first)
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
        #expect(try boss.webhooks().first?.hasSecret == false)
        for bad in ["short", "with blank inside", "ünprintable-secret"] {
            #expect(throws: PostgresError.self, "\(bad)") {
                try boss.run(try Webhooks.setSecret(WebhookSecret(bad), of: id, keptHours: 0, by: boss.user))
            }
        }
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
            "riad.webhooks()", "riad.deliveries(NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1)",
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
}
