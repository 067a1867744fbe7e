import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Jobs and the relay")
struct JobTests {
    private let house: SQLFixture
    private let boss: Administrator
    private let worker: Connection
    init() throws {
        house = try SQLFixture()
        boss = try Administrator(house.database)
        let login = "worker_\(house.database.cluster.nextNumber())"
        try house.database.run("CREATE ROLE \(login) LOGIN IN ROLE riad_worker")
        worker = house.database.connection(login: login)
    }

    @Test("A worker's login takes every job once, does it, and says so")
    func everyJob() throws {
        var done: [String] = []
        while let job = try worker.run(Jobs.claim()) {
            var count = 0
            var step = try worker.run(Jobs.step(job))
            while step.hasMore { step = try worker.run(Jobs.step(job)) }
            count += step.count
            #expect(try worker.run(Jobs.finish(job, count: count, error: nil)))
            done.append(job.name)
        }
        #expect(
            done.sorted() == [
                "deadlines", "monitor", "partitions", "retention", "search_entries", "sessions", "stale_workflows",
                "statistics",
            ]
        )
        let jobs = try boss.run(try Jobs.all(for: boss.user))
        #expect(jobs.allSatisfy { $0.finishedAt != nil && $0.error == nil && !$0.isRunning && $0.milliseconds != nil })
        #expect(jobs.map(\.name).first == "sessions")
    }

    @Test("A job that is held is nobody else's until the lease ends, and then no longer the first one's")
    func leases() throws {
        try house.database.run("UPDATE riad.jobs SET next_at = 'infinity' WHERE name <> 'retention'")
        let first = try #require(try worker.run(Jobs.claim()))
        #expect(try worker.run(Jobs.claim()) == nil)
        #expect(try boss.run(try Jobs.all(for: boss.user)).first { $0.name == "retention" }?.isRunning == true)
        try house.database.run("UPDATE riad.jobs SET lease_until = clock_timestamp()")
        let second = try #require(try worker.run(Jobs.claim()))
        #expect(throws: PostgresError.self) { try worker.run(Jobs.step(first)) }
        #expect(try !worker.run(Jobs.finish(first, count: 0, error: nil)))
        #expect(try worker.run(Jobs.finish(second, count: 0, error: "57014")))
        #expect(try boss.run(try Jobs.all(for: boss.user)).first { $0.name == "retention" }?.error?.original == "57014")
    }

    @Test("After the server's clock was set back by hours, jobs are done in their turn and waiting events are due")
    func clockSetBack() throws {
        try house.database.run(
            """
            UPDATE riad.jobs SET next_at = next_at + interval '5 hours' + every, lease_token = gen_random_uuid(),
                lease_until = clock_timestamp() + interval '5 hours';
            INSERT INTO public.webhook_configs (name, endpoint_url) VALUES ('x', 'https://n8n.example/');
            INSERT INTO riad.outbox (webhook_config_id, event_type, payload, created_at, visible_at, lease_token)
            SELECT id, 'e', '{}', now() + interval '5 hours', now() + interval '5 hours', lease
            FROM public.webhook_configs, (VALUES (NULL), (gen_random_uuid())) v (lease);
            INSERT INTO riad.webhook_health (webhook_config_id, failures, paused_until)
            SELECT id, 9, now() + interval '5 hours' FROM public.webhook_configs
            """
        )
        while let job = try worker.run(Jobs.claim()) {
            let step = try worker.run(Jobs.step(job))
            #expect(try worker.run(Jobs.finish(job, count: step.count, error: nil)))
        }
        let ahead = "riad.jobs WHERE finished_at IS NULL OR next_at > clock_timestamp() + every"
        #expect(try house.text("SELECT count(*)::text FROM \(ahead)") == "0")
        #expect(try worker.run(Deliveries.claim(inFlight: [:], perEndpoint: 10, limit: 10)).count == 1)
        let waiting = "riad.outbox WHERE visible_at > now() + interval '2 hours'"
        #expect(try house.text("SELECT count(*)::text FROM \(waiting)") == "0")
    }

    @Test("An administrator has a job done at once, by name")
    func requested() throws {
        try house.database.run("UPDATE riad.jobs SET next_at = 'infinity'")
        #expect(try worker.run(Jobs.claim()) == nil)
        try boss.run(try Jobs.request("partitions", by: boss.user))
        #expect(try worker.run(Jobs.claim())?.name == "partitions")
        #expect(throws: PostgresError.self) { try boss.run(try Jobs.request("nothing", by: boss.user)) }
    }

    @Test("A preview says what a clean-up then removes, and what it removed is written down")
    func retention() throws {
        try house.database.run(
            """
            INSERT INTO public.webhook_configs (name, endpoint_url) VALUES ('x', 'https://n8n.example/');
            INSERT INTO public.webhook_logs (event_type, payload, created_at) SELECT 'e', '{}', now() - interval '31 days' FROM generate_series(1, 7);
            INSERT INTO riad.outbox_dead (id, event_id, webhook_config_id, event_type, payload, attempts, created_at, died_at)
            SELECT n, gen_random_uuid(), id, 'e', '{}', 1, now(), now() - interval '91 days'
            FROM public.webhook_configs, generate_series(1, 2) n;
            INSERT INTO riad.outbox (webhook_config_id, event_type, payload, created_at)
            SELECT id, 'old', '{}', now() - interval '91 days' FROM public.webhook_configs
            """
        )
        let preview = try boss.run(try Jobs.retentionPreview(for: boss.user))
        #expect(
            preview.map { "\($0.table) \($0.count)" } == [
                "webhook_logs 7", "workflow_metrics 0", "riad.outbox_dead 2", "riad.audit 0",
            ]
        )
        try house.database.run(
            "DO $$ BEGIN WHILE (SELECT has_more FROM riad.retention_step(5000)) LOOP NULL; END LOOP; END $$"
        )
        let removed = try boss.run(try Jobs.removals(limit: 10, for: boss.user)).filter { $0.count > 0 }
        #expect(removed.reduce(0) { $0 + $1.count } == 9)
        #expect(try house.text("SELECT concat_ws(' ', reason, event_type) FROM riad.outbox_dead") == "expired old")
    }

    @Test("Settings say how long, and no setting goes below its floor")
    func floors() throws {
        let setting = "SELECT riad.set_setting"
        #expect(try house.refusal(of: "\(setting)('webhook_log_days', '7')", as: boss.person.login) == nil)
        for (key, value) in [
            ("webhook_log_days", "6"), ("metric_days", "29"), ("dead_letter_days", "29"), ("metric_days", "\"90\""),
            ("incident_late_percent", "0"),
        ] {
            #expect(
                try house.refusal(of: "\(setting)('\(key)', '\(value)')", as: boss.person.login)
                    == Refusal.invalidInput.state,
                "\(key)"
            )
        }
    }

    @Test(
        "While a worker relays, every change is told once with who made it, whichever way it came, and writers tell nothing"
    )
    func relay() throws {
        let talks = try (1...2).map { _ in try house.conversation() }
        var heard: [String] = []
        let listener = house.database.connection()
        listener.onNotification = { heard.append($0.payload) }
        try listener.connect()
        listener.listen(onlyTo: try boss.run(Session.channels()))
        // LISTEN has gone out before this.
        _ = try listener.run(Session.channels())
        _ = try worker.run(Jobs.relayChanges())
        let writer = house.database.connection()
        try writer.run(script: "UPDATE public.conversations SET subject = 'x' WHERE id = '\(talks[0])'", name: "change")
        try writer.run(script: "UPDATE public.conversations SET subject = 'y' WHERE id = '\(talks[0])'", name: "change")
        try writer.run(script: "UPDATE public.conversations SET subject = 'x' WHERE id = '\(talks[1])'", name: "change")
        try house.database.run("UPDATE public.conversations SET subject = 'z' WHERE id = '\(talks[1])'")
        _ = try writer.run(SQLFixture.question("SELECT riad.broadcast_conversation('\(talks[0])')::text"))
        #expect(try worker.run(Jobs.relayChanges()) == 4)
        #expect(try worker.run(Jobs.relayChanges()) == 0)
        while heard.count < 2 { listener.waitAndAdvance(limit: .now() + .seconds(10)) }
        #expect(Set(heard) == ["\(talks[0]) \(writer.processID ?? 0)", "\(talks[1]) 0"])
    }

    @Test("Without a relay nothing piles up, and writers tell of their own")
    func withoutRelay() throws {
        let talk = try house.conversation()
        var heard: [String] = []
        let listener = house.database.connection()
        listener.onNotification = { heard.append($0.payload) }
        try listener.connect()
        listener.listen(onlyTo: try boss.run(Session.channels()))
        _ = try listener.run(Session.channels())
        try house.database.run(
            "UPDATE public.conversations SET subject = 'x'; SELECT riad.broadcast_conversation('\(talk)')"
        )
        while heard.isEmpty { listener.waitAndAdvance(limit: .now() + .seconds(10)) }
        #expect(heard == [talk])
        #expect(try house.text("SELECT count(*)::text FROM riad.changed_conversations") == "0")
    }
}
