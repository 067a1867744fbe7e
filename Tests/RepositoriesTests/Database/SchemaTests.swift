import TestSupport
import Testing

@Suite("What the migrated schema holds to")
struct SchemaTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    /// Names, separated by commas; nil where there are none.
    private func list(_ name: String, from sql: String) throws -> String? {
        try house.text("SELECT string_agg(\(name)::text, ', ' ORDER BY \(name)::text) FROM \(sql)")
    }

    private let ourTables = """
        pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('public', 'riad') AND c.relkind IN ('r', 'p')
        """
    private let ourFunctions = """
        pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('public', 'riad')
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
        """

    @Test("Every table has row security, partitions included")
    func rowSecurity() throws {
        #expect(try list("c.oid::regclass", from: "\(ourTables) AND NOT c.relrowsecurity") == nil)
        #expect(try house.text("SELECT count(*)::text FROM \(ourTables)").flatMap { Int($0) } ?? 0 > 30)
    }

    @Test("Views answer with their user's rights")
    func views() throws {
        let views = """
            pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('public', 'riad') AND c.relkind IN ('v', 'm')
                AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
            """
        #expect(try list("c.oid::regclass", from: views) == nil)
    }

    @Test("Every function that runs as its owner is pinned to pg_catalog, with temporary objects last")
    func pinned() throws {
        let loose = """
            \(ourFunctions) AND p.prosecdef
            AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)
            """
        #expect(try list("p.oid::regprocedure", from: loose) == nil)
    }

    /// Whatever a login can call, and what the end of a transaction calls, where it runs as its owner.
    private var entries: String {
        """
        \(ourFunctions) AND p.prosecdef AND p.proowner = 'riad_owner'::regrole AND (
            EXISTS (SELECT FROM aclexplode(p.proacl) g WHERE g.grantee <> p.proowner)
            OR EXISTS (SELECT FROM pg_trigger t WHERE t.tgfoid = p.oid AND t.tgdeferrable)
        )
        """
    }

    private let pins = """
        lower(coalesce(p.proconfig, '{}')::text) LIKE ALL (ARRAY['%standard_conforming_strings=on%',
            '%transform_null_equals=off%', '%array_nulls=on%', '%gin_fuzzy_search_limit=0%', '%extra_float_digits=1%',
            '%datestyle=iso, ymd%', '%intervalstyle=postgres%', '%timezone=utc%'])
        """

    @Test("What a login comes to first brings its own settings, and waits for no lock for ever")
    func ownSettings() throws {
        #expect(
            try list("p.proname", from: "\(entries) AND NOT \(pins)")
                == "can_read_conversation, can_read_guest, can_read_property, can_read_reservation, has_role, session_rights"
        )
        let patient = "\(entries) AND p.provolatile = 'v' AND p.proconfig::text NOT LIKE '%lock_timeout=%'"
        #expect(try list("p.oid::regprocedure", from: patient) == nil)
    }

    @Test("A body that a session reads under settings of its own has no backslash")
    func bareBodies() throws {
        let bodies = """
            \(ourFunctions) AND p.prosqlbody IS NULL AND strpos(p.prosrc, chr(92)) > 0 AND NOT \(pins)
            AND EXISTS (SELECT FROM aclexplode(p.proacl) g WHERE g.grantee::regrole IN
                ('riad_console', 'riad_integration', 'riad_workflow', 'riad_worker'))
            """
        #expect(try list("p.oid::regprocedure", from: bodies) == nil)
    }

    @Test("No function gives a table's rows by the columns that the table had when it was made")
    func bound() throws {
        let bound = """
            \(ourFunctions) AND p.prosqlbody IS NOT NULL
            AND p.prorettype IN (SELECT c.reltype FROM pg_class c WHERE c.relkind IN ('r', 'p'))
            """
        #expect(try list("p.oid::regprocedure", from: bound) == nil)
    }

    @Test(
        "Everything belongs to riad_owner, but what alters logins; neither owner can log in, and neither is a superuser"
    )
    func owner() throws {
        let owned = "AND pg_get_userbyid(c.relowner) <> 'riad_owner'"
        #expect(try list("c.oid::regclass", from: "\(ourTables) \(owned)") == nil)
        let functions = "\(ourFunctions) AND pg_get_userbyid(p.proowner) <> 'riad_owner'"
        #expect(
            try list("p.proname", from: functions)
                == "create_login_role, limit_login, set_login_enabled, set_login_password"
        )
        let role = """
            pg_roles r WHERE r.rolname ~ '^riad_' AND (r.rolcanlogin OR r.rolsuper OR r.rolbypassrls
                OR r.rolcreaterole AND r.rolname <> 'riad_accounts')
            """
        #expect(try list("r.rolname", from: role) == nil)
    }

    @Test("Nothing is there for PUBLIC: no function, no table, no new object, no temporary table")
    func nothingForEverybody() throws {
        let functions = "\(ourFunctions) AND has_function_privilege('public', p.oid, 'EXECUTE')"
        #expect(try list("p.oid::regprocedure", from: functions) == nil)
        let tables = "\(ourTables) AND has_any_column_privilege('public', c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')"
        #expect(try list("c.oid::regclass", from: tables) == nil)
        let places = """
            SELECT concat_ws(',', has_schema_privilege('public', 'public', 'CREATE'),
                has_schema_privilege('public', 'riad', 'CREATE'),
                has_database_privilege('public', current_database(), 'CREATE, TEMPORARY'))
            """
        #expect(try house.text(places) == "f,f,f")
    }

    @Test("No group of logins writes a table directly")
    func noDirectWrites() throws {
        let writable = """
            pg_roles r CROSS JOIN \(ourTables) AND r.rolname IN
                ('riad_console', 'riad_integration', 'riad_workflow', 'riad_worker')
            AND (has_any_column_privilege(r.oid, c.oid, 'INSERT, UPDATE') OR has_table_privilege(r.oid, c.oid, 'DELETE, TRUNCATE'))
            """
        #expect(try list("r.rolname || ' ' || c.oid::regclass", from: writable) == nil)
    }

    @Test("Policies ask their functions once a statement, but those that look at the row")
    func wrapped() throws {
        let unwrapped = """
            pg_policies p
            CROSS JOIN LATERAL regexp_replace(p.qual, 'riad\\.can_read(_conversation|_guest|_reservation|_property)?\\(', '', 'g')
                AS of_rows
            WHERE regexp_replace(of_rows, 'SELECT (COALESCE\\()?\\(?riad\\.', '', 'g') ~ 'riad\\.\\w+\\('
                AND p.qual !~ 'FROM riad\\.session_rights\\(\\)'
            """
        #expect(try list("p.tablename", from: unwrapped) == nil)
    }

    @Test("The channels' side can call its entry points, the announcement, and nothing else")
    func integration() throws {
        let callable = "\(ourFunctions) AND has_function_privilege('riad_integration', p.oid, 'EXECUTE')"
        #expect(
            try list("p.proname", from: callable)
                == "broadcast_conversation, delete_channel_message, edit_channel_message, message_to_send, next_outgoing_messages, receive_guest_message, record_outgoing_message, report_delivery, sync_message_templates, upsert_reservation"
        )
        let readable = "\(ourTables) AND has_any_column_privilege('riad_integration', c.oid, 'SELECT')"
        #expect(try list("c.oid::regclass", from: readable) == nil)
    }

    @Test("A worker delivers, does due jobs, tells of changes, says that it is there, and can do nothing else")
    func worker() throws {
        let callable = "\(ourFunctions) AND has_function_privilege('riad_worker', p.oid, 'EXECUTE')"
        let expected = """
            claim_deliveries, claim_job, complete_deliveries, finish_job, record_worker, relay_changes, release_deliveries, remove_worker, run_job_step, webhook_networks
            """
        #expect(try list("p.proname", from: callable) == expected)
        let granted = """
            (SELECT relname::text AS name, relacl AS acl FROM pg_class UNION ALL SELECT attname, attacl FROM pg_attribute
            UNION ALL SELECT typname, typacl FROM pg_type UNION ALL SELECT nspname, nspacl FROM pg_namespace
            UNION ALL SELECT datname, datacl FROM pg_database WHERE datname = current_database()) o, aclexplode(o.acl) g
            WHERE g.grantee = 'riad_worker'::regrole
            """
        #expect(try list("o.name || ' ' || g.privilege_type", from: granted) == "public USAGE, riad USAGE")
        let roles = "pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid WHERE m.member = 'riad_worker'::regrole"
        #expect(try list("r.rolname", from: roles) == nil)
    }

    @Test("Whatever a console can change is counted, but going on with what was, and what leaves no trace")
    func counted() throws {
        let uncounted = """
            \(ourFunctions) AND p.prosecdef AND p.provolatile = 'v' AND has_function_privilege('riad_console', p.oid, 'EXECUTE')
            AND p.prosrc !~ '(enforce_\\w+_limit|lock_readable|lock_changeable|create_batch|lock_manageable_person|store_message|set_setting)\\('
            """
        let expected = """
            assign_role, broadcast_conversation, broadcast_presence, cleanup_old_logs, end_person_sessions, end_remaining_sessions, house_status, purge_step, record_presence, run_batch_step
            """
        #expect(try list("p.proname", from: uncounted) == expected)
    }

    @Test("The indexes that the specification names are there")
    func indexes() throws {
        let named = """
            pg_class c JOIN unnest(ARRAY['idx_conversations_assigned_agent', 'idx_conversations_state',
                'idx_conversations_created_at', 'idx_workflow_metrics_workflow_name', 'idx_workflow_metrics_status',
                'idx_workflow_metrics_created_at', 'idx_webhook_logs_webhook_config_id',
                'idx_webhook_logs_created_at']) AS w (name) ON c.relname = w.name
            """
        #expect(try house.text("SELECT count(*)::text FROM \(named)") == "8")
    }
}
