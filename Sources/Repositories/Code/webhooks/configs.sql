-- Webhook configurations: administrators write them, but nobody reads a secret back.
-- requires: rights/session limits/rate_limits

-- RI001 for everybody below administrateur.
CREATE OR REPLACE FUNCTION riad.require_webhook_rights() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to manage webhooks' USING ERRCODE = 'RI001';
    END IF;
END
$$;

-- Creates a configuration (`_id` null), or changes the one of that id as it was read at `_version`, null for as it is.
-- One that is switched on, or gets another address, begins without a history of failures. Returns its id. RI001 below
-- administrateur; RI002 no such configuration; RI007 changed since; RI010 for a name, address or limit that can't be,
-- or more than 200.
CREATE OR REPLACE FUNCTION riad.save_webhook(
    _id uuid, _version bigint, _name text, _endpoint_url text, _is_active boolean, _retry_count integer, _timeout_seconds integer
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    config public.webhook_configs;
    version bigint;
    saved uuid;
BEGIN
    PERFORM riad.require_webhook_rights();
    PERFORM riad.enforce_change_limit();
    -- Credentials in the address would be shown; that is what the secret is for. A name in another script is given in
    -- Punycode.
    IF (
        btrim(_name) ~ '^[^[:cntrl:]]{1,100}$' AND char_length(_endpoint_url) <= 2000
        AND _endpoint_url ~* '^https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:[0-9]{1,5})?([/?#][!-~]*)?$'
        AND coalesce(substring(_endpoint_url FROM '^[^/]+//[^/?#]*[^]:0-9a-fA-F/?#]*:([0-9]{1,5})([/?#]|$)'), '1')::integer BETWEEN 1 AND 65535
        AND _is_active IS NOT NULL AND _retry_count BETWEEN 0 AND 20 AND _timeout_seconds BETWEEN 1 AND 300
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'a webhook needs a name, an http or https URL without user information, 0 to 20 retries and a timeout of 1 to 300 seconds'
            USING ERRCODE = 'RI010';
    END IF;
    IF _id IS NULL THEN
        IF (SELECT count(*) FROM public.webhook_configs) >= 200 THEN
            RAISE EXCEPTION 'there are 200 webhook configurations already' USING ERRCODE = 'RI010';
        END IF;
        INSERT INTO public.webhook_configs (name, endpoint_url, is_active, retry_count, timeout_seconds)
        VALUES (btrim(_name), _endpoint_url, _is_active, _retry_count, _timeout_seconds) RETURNING id INTO saved;
        RETURN saved;
    END IF;
    SELECT wc.* INTO config FROM public.webhook_configs wc WHERE wc.id = _id FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such webhook configuration' USING ERRCODE = 'RI002';
    END IF;
    SELECT wc.xmin::text::bigint INTO version FROM public.webhook_configs wc WHERE wc.id = _id;
    IF version <> _version THEN
        RAISE EXCEPTION 'this webhook configuration has changed since it was read' USING ERRCODE = 'RI007';
    END IF;
    UPDATE public.webhook_configs wc
    SET name = btrim(_name), endpoint_url = _endpoint_url, is_active = _is_active, retry_count = _retry_count,
        timeout_seconds = _timeout_seconds, updated_at = clock_timestamp()
    WHERE wc.id = _id;
    IF _is_active AND NOT config.is_active OR _endpoint_url <> config.endpoint_url THEN
        DELETE FROM riad.webhook_health h WHERE h.webhook_config_id = _id;
    ELSIF NOT _is_active THEN
        -- Off by somebody's word now: its events don't wait any more.
        UPDATE riad.webhook_health h SET switched_off_because = NULL WHERE h.webhook_config_id = _id;
    END IF;
    RETURN _id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.save_webhook TO riad_console;

-- Replaces a configuration's secret, or removes it (null). The one before signs too for `_keep_hours`, so that the
-- receiver can change its own in the meantime. RI001 below administrateur; RI002 no such configuration; RI010 for a
-- secret that isn't 8 to 500 printable ASCII characters, or more than 720 hours.
CREATE OR REPLACE FUNCTION riad.set_webhook_secret(_id uuid, _secret text, _keep_hours integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    earlier text;
BEGIN
    PERFORM riad.require_webhook_rights();
    PERFORM riad.enforce_change_limit();
    IF _secret !~ '^[!-~]+$' OR NOT char_length(_secret) BETWEEN 8 AND 500 OR (_keep_hours BETWEEN 0 AND 720) IS NOT TRUE THEN
        RAISE EXCEPTION 'a secret needs 8 to 500 printable characters without spaces, and its predecessor stays valid for at most 720 hours'
            USING ERRCODE = 'RI010';
    END IF;
    SELECT wc.secret_token INTO earlier FROM public.webhook_configs wc WHERE wc.id = _id FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such webhook configuration' USING ERRCODE = 'RI002';
    END IF;
    DELETE FROM riad.retired_secrets r WHERE r.webhook_config_id = _id;
    IF earlier <> _secret AND _keep_hours > 0 THEN
        INSERT INTO riad.retired_secrets (webhook_config_id, secret_token, valid_until)
        VALUES (_id, earlier, clock_timestamp() + make_interval(hours => _keep_hours));
    END IF;
    UPDATE public.webhook_configs wc SET secret_token = _secret, updated_at = clock_timestamp() WHERE wc.id = _id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.set_webhook_secret TO riad_console;

-- Puts down a test event for one configuration. Returns its event id, by which its attempts are found. RI001 below
-- administrateur; RI002 no such configuration; RI004 where it is off.
CREATE OR REPLACE FUNCTION riad.test_webhook(_id uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_on boolean;
    event uuid;
BEGIN
    PERFORM riad.require_webhook_rights();
    PERFORM riad.enforce_change_limit();
    SELECT wc.is_active INTO is_on FROM public.webhook_configs wc WHERE wc.id = _id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such webhook configuration' USING ERRCODE = 'RI002';
    ELSIF NOT is_on THEN
        RAISE EXCEPTION 'this webhook configuration is off' USING ERRCODE = 'RI004';
    END IF;
    INSERT INTO riad.outbox (webhook_config_id, event_type, payload)
    VALUES (_id, 'test', jsonb_build_object('message', 'A test from riad', 'sent_by', riad.current_user_id()))
    RETURNING event_id INTO event;
    RETURN event;
END
$$;
GRANT EXECUTE ON FUNCTION riad.test_webhook TO riad_console;

-- Sends events anew, under the ids that they had: dead letters, and what was delivered and is still in the log. Of each
-- event and configuration once, at most a thousand; what is waiting already isn't doubled. Null for any configuration.
-- Returns how many. RI001 below administrateur.
CREATE OR REPLACE FUNCTION riad.replay_deliveries(_config uuid, _event_ids uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    replayed integer;
BEGIN
    PERFORM riad.require_webhook_rights();
    PERFORM riad.enforce_change_limit();
    IF cardinality(_event_ids) > 1000 THEN
        RAISE EXCEPTION 'at most 1000 events can be replayed at once' USING ERRCODE = 'RI010';
    END IF;
    WITH gone AS (
        DELETE FROM riad.outbox_dead d
        WHERE d.event_id = ANY (_event_ids) AND (_config IS NULL OR d.webhook_config_id = _config) RETURNING d.*
    ), chosen AS (
        SELECT DISTINCT ON (e.event_id, e.webhook_config_id) e.* FROM (
            SELECT g.event_id, g.webhook_config_id, g.conversation_id, g.event_type, g.payload, g.created_at FROM gone g
            UNION ALL
            SELECT l.event_id, l.webhook_config_id, l.conversation_id, l.event_type, l.payload, l.created_at
            FROM public.webhook_logs l
            WHERE l.event_id = ANY (_event_ids) AND (_config IS NULL OR l.webhook_config_id = _config)
                AND l.response_status BETWEEN 200 AND 299
        ) e
        WHERE NOT EXISTS (
            SELECT FROM riad.outbox o WHERE o.webhook_config_id = e.webhook_config_id AND o.event_id = e.event_id
        )
        ORDER BY e.event_id, e.webhook_config_id
    )
    INSERT INTO riad.outbox (event_id, webhook_config_id, conversation_id, event_type, payload)
    SELECT c.event_id, c.webhook_config_id, c.conversation_id, c.event_type, c.payload FROM chosen c ORDER BY c.created_at;
    GET DIAGNOSTICS replayed = ROW_COUNT;
    RETURN replayed;
END
$$;
GRANT EXECUTE ON FUNCTION riad.replay_deliveries TO riad_console;

-- Allows webhooks to reach these private networks, in CIDR notation, and no others. RI001 below administrateur; RI010
-- for what isn't a network, or more than 100.
CREATE OR REPLACE FUNCTION riad.set_webhook_networks(_networks text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.require_webhook_rights();
    PERFORM riad.enforce_change_limit();
    UPDATE riad.settings s
    SET value = to_jsonb(ARRAY(SELECT DISTINCT n.text::cidr::text FROM unnest(_networks) AS n (text) ORDER BY 1)),
        updated_at = clock_timestamp()
    WHERE s.key = 'webhook_networks';
EXCEPTION WHEN invalid_text_representation OR check_violation THEN
    RAISE EXCEPTION 'a network is written like 10.1.0.0/16; at most 100 are allowed' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.set_webhook_networks TO riad_console;
