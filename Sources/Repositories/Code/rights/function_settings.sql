-- Session settings change how PL/pgSQL parses a body on its first run and what casts and indexes return: with
-- standard_conforming_strings off a pattern loses its backslashes, with gin_fuzzy_search_limit an index its rows. So
-- every SECURITY DEFINER function that a login can call, or that runs at commit, gets settings of its own; what it
-- calls runs under them at no extra cost. Applied after all files with such functions.
-- requires: application/granting audit/access bulk/entry_points bulk/reports bulk/steps bulk/undo channels/outgoing channels/failures channels/fetching
-- requires: channels/accounts channels/delivering channels/editing
-- requires: channels/receiving channels/reservations conversations/assigning conversations/reading conversations/starting conversations/state deadlines/deadlines
-- requires: deadlines/targets guests/access guests/guests guests/joining guests/reading inbox/counts inbox/pages inbox/scope inbox/scans knowledge/embeddings
-- requires: limits/public_functions limits/session_timeouts merging/merging merging/threads messages/sending messages/undo templates/templates filters/pages
-- requires: people/logins people/profiles people/roles people/sessions presence/presence properties/properties
-- requires: replies/replies reservations/reservations retention/partitions retention/retention rights/session_revocation rights/reading
-- requires: rights/session rights/effective_rights search/search people/handovers settings/settings views/views
-- requires: webhooks/configs webhooks/delivering webhooks/reading jobs/jobs jobs/channels jobs/relay jobs/workers incidents/incidents
-- requires: zones/zones people/staffing workflows/reporting workflows/reading conversations/timeline

DO $$
DECLARE
    -- Called per row or by every statement: no backslashes in their bodies, and no casts that depend on a setting.
    bare constant regprocedure[] := ARRAY['riad.session_rights()', 'riad.can_read_conversation(uuid)',
        'riad.can_read_guest(uuid)', 'riad.can_read_reservation(uuid)', 'riad.can_read_property(uuid)',
        'public.has_role(uuid, public.app_role)'];
    pinned constant text[] := ARRAY['standard_conforming_strings = on', 'transform_null_equals = off', 'array_nulls = on',
        'gin_fuzzy_search_limit = 0', 'extra_float_digits = 1', 'datestyle = ''ISO, YMD''', 'intervalstyle = postgres',
        'timezone = ''UTC'''];
    entry record;
    settings text;
BEGIN
    FOR entry IN
        SELECT p.oid::regprocedure AS name, p.provolatile = 'v' AS writes, lower(coalesce(p.proconfig, '{}')::text) AS has
        FROM pg_catalog.pg_proc p
        WHERE p.xmin = pg_current_xact_id()::xid AND p.prosecdef AND p.proowner = 'riad_owner'::regrole
            AND p.oid <> ALL (bare) AND (
                EXISTS (SELECT FROM aclexplode(p.proacl) g WHERE g.grantee <> p.proowner)
                OR EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgfoid = p.oid AND t.tgdeferrable)
            )
    LOOP
        SELECT string_agg('SET ' || s.setting, ' ') INTO settings
        FROM unnest(pinned || CASE WHEN entry.writes THEN ARRAY['lock_timeout = ''5s'''] END) AS s (setting)
        WHERE strpos(entry.has, split_part(s.setting, ' ', 1) || '=') = 0;
        CONTINUE WHEN settings IS NULL;
        EXECUTE format('ALTER ROUTINE %s %s', entry.name, settings);
    END LOOP;
END
$$;
