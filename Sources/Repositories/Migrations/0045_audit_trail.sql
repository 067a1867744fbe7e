-- The audit trail: who did what to which row, when, from which session. Triggers write it; nobody changes it.
SET LOCAL ROLE riad_owner;

CREATE SEQUENCE riad.audit_ids;

CREATE TABLE riad.audit (
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    id bigint NOT NULL DEFAULT nextval('riad.audit_ids'),
    table_name text COLLATE "C" NOT NULL,
    act text COLLATE "C" NOT NULL CHECK (act IN ('insert', 'update', 'delete')),
    -- What it is about: a person for their profile, role and login, else the row's own key.
    row_key text COLLATE "C" NOT NULL,
    -- The person of the session; null for the channels' side, the worker and migrations.
    user_id uuid,
    login name NOT NULL DEFAULT session_user,
    pid integer NOT NULL DEFAULT pg_backend_pid(),
    application text NOT NULL DEFAULT current_setting('application_name'),
    -- Null for a unix socket.
    address inet DEFAULT inet_client_addr(),
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    -- Which columns changed; the values of those that may be kept.
    columns text[] NOT NULL,
    old_values jsonb NOT NULL,
    new_values jsonb NOT NULL,
    PRIMARY KEY (created_at, id)
) PARTITION BY RANGE (created_at);
CREATE INDEX audit_by_row ON riad.audit (row_key, created_at, id);
CREATE INDEX audit_by_person ON riad.audit (user_id, created_at, id);
ALTER TABLE riad.audit ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Administrators all, each their own" ON riad.audit FOR SELECT TO riad_console
    USING ((SELECT riad.administers()) OR user_id = (SELECT riad.current_user_id()));
GRANT SELECT ON riad.audit TO riad_console;

-- Months too old go as a whole; single entries never. Only what came before its month was made may move there.
CREATE FUNCTION riad.refuse_audit_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_default'
        AND current_setting('riad.moving_audit', true) = pg_current_xact_id()::text
    THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit trail is never changed' USING ERRCODE = 'RI004';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON riad.audit
    FOR EACH ROW EXECUTE FUNCTION riad.refuse_audit_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON riad.audit
    FOR EACH STATEMENT EXECUTE FUNCTION riad.refuse_audit_change();

-- As before, and for the audit trail too.
CREATE OR REPLACE FUNCTION riad.make_partitions(first_month date, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    parent record;
    month timestamptz;
    partition text;
    made integer := 0;
BEGIN
    PERFORM set_config('riad.moving_audit', pg_current_xact_id()::text, true);
    FOR parent IN
        SELECT n.nspname AS schema, c.relname AS name FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid IN ('public.webhook_logs'::regclass, 'public.workflow_metrics'::regclass, 'riad.audit'::regclass)
    LOOP
        FOR step IN 0 .. months - 1 LOOP
            month := date_trunc('month', first_month::timestamp) + make_interval(months => step);
            partition := parent.name || to_char(month, '_YYYY_MM');
            CONTINUE WHEN to_regclass(format('riad.%I', partition)) IS NOT NULL;
            EXECUTE format('CREATE TABLE riad.%I (LIKE %I.%I INCLUDING ALL)', partition, parent.schema, parent.name);
            EXECUTE format('ALTER TABLE riad.%I ENABLE ROW LEVEL SECURITY', partition);
            -- What came before its month was made waits in the default.
            IF to_regclass(format('riad.%I', parent.name || '_default')) IS NOT NULL THEN
                EXECUTE format('WITH early AS (DELETE FROM riad.%I WHERE created_at >= %L AND created_at < %L RETURNING *)'
                    ' INSERT INTO riad.%I SELECT * FROM early',
                    parent.name || '_default', month, month + interval '1 month', partition);
            END IF;
            EXECUTE format('ALTER TABLE %I.%I ATTACH PARTITION riad.%I FOR VALUES FROM (%L) TO (%L)',
                parent.schema, parent.name, partition, month, month + interval '1 month');
            IF parent.name = 'audit' THEN
                EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON riad.%I'
                    ' FOR EACH STATEMENT EXECUTE FUNCTION riad.refuse_audit_change()', partition);
            END IF;
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END
$$;

SELECT riad.make_partitions((now() AT TIME ZONE 'UTC')::date, 3);
CREATE TABLE riad.audit_default PARTITION OF riad.audit DEFAULT;
ALTER TABLE riad.audit_default ENABLE ROW LEVEL SECURITY;
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON riad.audit_default
    FOR EACH STATEMENT EXECUTE FUNCTION riad.refuse_audit_change();

-- Writes down a change. The arguments: the column that says what it is about, the columns whose values are kept, those of
-- which only the change is.
CREATE FUNCTION riad.record_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    place integer := 0;
    name text;
    changed text[] := '{}';
    old_values jsonb := '{}';
    new_values jsonb := '{}';
BEGIN
    FOREACH name IN ARRAY TG_ARGV[1]::text[] || TG_ARGV[2]::text[] LOOP
        place := place + 1;
        CONTINUE WHEN nullif(before -> name, 'null') IS NOT DISTINCT FROM nullif(after -> name, 'null');
        changed := changed || name;
        CONTINUE WHEN place > cardinality(TG_ARGV[1]::text[]);
        IF before ? name THEN
            old_values := old_values || jsonb_build_object(name, before -> name);
        END IF;
        IF after ? name THEN
            new_values := new_values || jsonb_build_object(name, after -> name);
        END IF;
    END LOOP;
    IF changed <> '{}' OR TG_OP <> 'UPDATE' THEN
        INSERT INTO riad.audit (table_name, act, row_key, user_id, columns, old_values, new_values)
        VALUES (
            TG_TABLE_NAME, lower(TG_OP), (before || after) ->> TG_ARGV[0],
            -- Not asked by everybody: a transaction that keeps one snapshot and changes rights may not ask for its own.
            coalesce(
                (SELECT l.user_id FROM riad.logins l WHERE l.login = session_user),
                CASE WHEN session_user = 'authenticator' THEN riad.current_user_id() END
            ),
            changed, old_values, new_values
        );
    END IF;
    RETURN NULL;
END
$$;

-- Has changes of a table written down. `_key` is the column that says what a row is about; of `_kept` old and new values
-- are kept, of `_hidden` (what belongs to a guest, a secret) only that they changed. Where rows come from the channels in
-- great number, their making isn't a person's deed: then `_creation` is false.
CREATE FUNCTION riad.audit_changes(
    _table regclass, _key text, _kept text[], _hidden text[] DEFAULT '{}', _creation boolean DEFAULT true
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    names text := (SELECT string_agg(format('%%1$s.%I', c), ', ') FROM unnest(_kept || _hidden) c);
    call text := format('FOR EACH ROW %%sEXECUTE FUNCTION riad.record_change(%L, %L, %L)', _key, _kept, _hidden);
BEGIN
    EXECUTE format('CREATE TRIGGER audited AFTER %s ON %s ',
        CASE WHEN _creation THEN 'INSERT OR DELETE' ELSE 'DELETE' END, _table) || format(call, '');
    EXECUTE format('CREATE TRIGGER audited_update AFTER UPDATE ON %s ', _table) || format(call,
        format('WHEN ((%s) IS DISTINCT FROM (%s)) ', format(names, 'OLD'), format(names, 'NEW')));
END
$$;

-- Drops a month of the trail that is older than the house keeps it. Returns whether it did.
ALTER TABLE riad.settings ADD CHECK (key <> 'audit_months' OR jsonb_typeof(value) = 'number' AND (value #>> '{}')::integer > 0);
INSERT INTO riad.settings (key, category, value) VALUES ('audit_months', 'retention', '24');

CREATE FUNCTION riad.forget_audit() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    months integer := (SELECT (s.value #>> '{}')::integer FROM riad.settings s WHERE s.key = 'audit_months');
    old_one regclass;
BEGIN
    SELECT i.inhrelid INTO old_one FROM pg_catalog.pg_inherits i
    JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'riad.audit'::regclass
        AND to_timestamp(substring(c.relname FROM '_(\d{4}_\d{2})$'), 'YYYY_MM') + interval '1 month'
            <= clock_timestamp() - make_interval(months => months)
    ORDER BY c.relname LIMIT 1;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    EXECUTE format('DROP TABLE %s', old_one);
    RETURN true;
END
$$;

-- One batch of clean-up, as before, and of the audit trail.
CREATE OR REPLACE FUNCTION riad.clean_up_batch(_limit integer DEFAULT 5000) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s'
AS $$
BEGIN
    RETURN riad.clean_up_logs(_limit) OR riad.forget_batches(_limit) OR riad.forget_audit();
END
$$;
