import Domain
import Postgres
import TestSupport
import Testing

@Suite("Retention")
struct RetentionTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private func insert(ages: [Int], into table: String, column: String) throws {
        for age in ages {
            try house.database.run(
                """
                INSERT INTO public.\(table) (\(column)\(table == "webhook_logs" ? ", payload" : ""), created_at)
                VALUES ('\(age)'\(table == "webhook_logs" ? ", '{}'" : ""), now() - interval '\(age) days')
                """
            )
        }
    }

    @Test("A clean-up keeps 30 days of webhook logs and 90 of metrics, to the day, and drops the months that are over")
    func toTheDay() throws {
        let boss = try house.database.person(.administrateur)
        try house.database.run("SELECT riad.create_partitions((now() - interval '1 year')::date, 16)")
        try insert(ages: [0, 29, 31, 89, 200], into: "webhook_logs", column: "event_type")
        try insert(ages: [0, 29, 89, 91, 300], into: "workflow_metrics", column: "workflow_name")
        #expect(try house.refusal(of: "SELECT public.cleanup_old_logs()", as: boss.login) == nil)
        #expect(
            try house.text("SELECT string_agg(event_type, ',' ORDER BY created_at DESC) FROM public.webhook_logs")
                == "0,29"
        )
        let metrics = "SELECT string_agg(workflow_name, ',' ORDER BY created_at DESC) FROM public.workflow_metrics"
        #expect(try house.text(metrics) == "0,29,89")
        let old = """
            SELECT count(*)::text FROM pg_class WHERE relkind = 'r' AND relname ~ '^webhook_logs_\\d'
                AND relname < 'webhook_logs_' || to_char(now() - interval '30 days', 'YYYY_MM')
            """
        #expect(try house.text(old) == "0")
    }

    @Test("Months are made ahead, once; what falls outside them is kept too")
    func ahead() throws {
        let made = "SELECT riad.create_partitions(current_date, 3)::text"
        #expect(try house.text(made) == "0")
        #expect(try house.text("SELECT riad.create_partitions(current_date, 5)::text") == "6")
        try insert(ages: [-400], into: "webhook_logs", column: "event_type")
        #expect(
            try house.text("SELECT tableoid::regclass::text FROM public.webhook_logs") == "riad.webhook_logs_default"
        )
    }

    @Test("Only administrateurs clean up when they like, and a worker when it is due")
    func whoMay() throws {
        let cleanUp = "SELECT public.cleanup_old_logs()"
        let superviseur = try house.database.person(.superviseur)
        #expect(try house.refusal(of: cleanUp, as: superviseur.login) == Refusal.notPermitted.state)
        let boss = try house.database.person(.administrateur)
        #expect(try house.refusal(of: cleanUp, as: boss.login) == nil)
        let job = "worker_\(house.database.cluster.nextNumber())"
        try house.database.run("CREATE ROLE \(job) LOGIN IN ROLE riad_worker")
        for call in [cleanUp, "SELECT riad.purge_step()", "SELECT riad.create_partitions('2030-01-01', 1)"] {
            #expect(try house.refusal(of: call, as: job) == "42501")
        }
    }

    @Test("A clean-up goes batch by batch, each a transaction of its own, until nothing is left")
    func batches() throws {
        let boss = try house.database.person(.administrateur)
        try house.database.run(
            """
            SELECT riad.create_partitions((now() - interval '1 year')::date, 16);
            INSERT INTO public.webhook_logs (event_type, payload, created_at)
            SELECT 'old', '{}', now() - interval '30 days 1 minute' FROM generate_series(1, 25);
            DO $$
            BEGIN
                WHILE riad.purge_step(1000000) LOOP NULL; END LOOP;
            END
            $$;
            INSERT INTO public.webhook_logs (event_type, payload, created_at)
            SELECT 'old', '{}', now() - interval '30 days 1 minute' FROM generate_series(1, 25);
            """
        )
        try insert(ages: [0], into: "webhook_logs", column: "event_type")
        var left: [String?] = []
        for _ in 1...3 {
            left.append(try house.text("SELECT riad.purge_step(10)::text", as: boss.login))
            left.append(try house.text("SELECT count(*)::text FROM public.webhook_logs"))
        }
        #expect(left == ["true", "16", "true", "6", "false", "1"])
        let agent = try house.database.person(.agent)
        #expect(try house.refusal(of: "SELECT riad.purge_step()", as: agent.login) == Refusal.notPermitted.state)
    }

    private func setAuditMonths(_ months: String) -> String { "SELECT riad.set_setting('audit_months', '\(months)')" }

    @Test("The trail is kept for a year at least; only a super_admin shortens that, and for a week all stays")
    func shortening() throws {
        let boss = try house.database.person(.superAdmin)
        let admin = try house.database.person(.administrateur)
        for months in ["11", "0", "-12", "1201", "\"24\"", "null"] {
            for person in [boss, admin] {
                #expect(
                    try house.refusal(of: setAuditMonths(months), as: person.login) == Refusal.invalidInput.state,
                    "\(months)"
                )
            }
        }
        #expect(try house.refusal(of: setAuditMonths("12"), as: admin.login) == Refusal.notPermitted.state)
        #expect(try house.refusal(of: setAuditMonths("36"), as: admin.login) == nil)
        #expect(try house.refusal(of: setAuditMonths("12"), as: boss.login) == nil)
        #expect(try house.text("SELECT riad.audit_months()::text") == "36")
        try house.database.run(
            """
            SELECT riad.create_partitions((now() - interval '20 months')::date, 1);
            INSERT INTO riad.audit (created_at, table_name, operation, row_key, columns, old_values, new_values)
            VALUES (now() - interval '20 months', 'zones', 'update', 'kept', '{}', '{}', '{}');
            """
        )
        #expect(try house.refusal(of: "SELECT public.cleanup_old_logs()", as: admin.login) == nil)
        #expect(try house.text("SELECT row_key FROM riad.audit WHERE row_key = 'kept'") == "kept")
        #expect(try house.refusal(of: setAuditMonths("36"), as: admin.login) == nil)
        #expect(try house.text("SELECT value::text FROM riad.settings WHERE key = 'audit_months'") == "36")
    }

    @Test("A week after it was shortened what is older goes; that it was, and what went, is kept for good")
    func outliving() throws {
        try house.database.run(
            """
            ALTER TABLE riad.settings DISABLE TRIGGER USER;
            UPDATE riad.settings SET value = '12' WHERE key = 'audit_months';
            ALTER TABLE riad.settings ENABLE TRIGGER USER;
            SELECT riad.create_partitions('2020-01-01', 1);
            INSERT INTO riad.audit (created_at, table_name, operation, row_key, columns, old_values, new_values) VALUES
                (now() - interval '8 days', 'settings', 'update', 'audit_months', '{value}', '{"value": 999}', '{"value": 12}'),
                ('2020-01-05', 'settings', 'update', 'audit_months', '{value}', '{"value": 60}', '{"value": 24}'),
                ('2020-01-06', 'settings', 'update', 'zone_isolation', '{value}', '{"value": true}', '{"value": false}');
            SELECT public.cleanup_old_logs()
            """
        )
        let left = """
            SELECT string_agg(row_key, ',' ORDER BY created_at) FROM riad.audit
            WHERE table_name IN ('audit', 'settings') AND row_key ~ '^(audit_|zone_isolation)'
            """
        let kept = try house.text(left)
        #expect(kept == "audit_months,audit_months,audit_2020_01")
        #expect(try house.text("SELECT to_regclass('riad.audit_2020_01')::text") == nil)
    }
}
