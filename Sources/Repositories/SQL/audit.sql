-- Audit entries before a position, newest first; optionally of some tables, one person or one row, since a moment.
-- parameters: $1 before_time timestamp with time zone, $2 before_id bigint, $3 since timestamp with time zone, $4 tables text[], $5 person text, $6 row_key text, $7 limit integer
-- columns: id bigint, created_at timestamp with time zone, table_name text, operation text, row_key text, subject text, user_id uuid, actor text, login text, pid integer, application text, address text, transaction_id text, columns text[], old_values text[], new_values text[]
SELECT a.id, a.created_at, a.table_name, a.operation, a.row_key, CASE
        WHEN a.table_name IN ('profiles', 'user_roles', 'logins') THEN (
            SELECT nullif(concat_ws(' ', p.first_name, p.last_name), '') FROM public.profiles p
            WHERE p.user_id = a.row_key::uuid
        )
        WHEN a.table_name = 'conversations' THEN (
            SELECT nullif(concat_ws(' ', g.first_name, g.last_name), '') FROM public.conversations c
            JOIN public.guest g ON g.guest_id = c.guest_id WHERE c.id = a.row_key::uuid
        )
        WHEN a.table_name = 'guest' THEN (
            SELECT nullif(concat_ws(' ', g.first_name, g.last_name), '') FROM public.guest g
            WHERE g.guest_id = a.row_key::uuid
        )
        WHEN a.table_name = 'reservation' THEN (
            SELECT nullif(concat_ws(' ', g.first_name, g.last_name), '') FROM public.conversations c
            JOIN public.guest g ON g.guest_id = c.guest_id WHERE c.reservation_id = a.row_key::uuid LIMIT 1
        )
        WHEN a.table_name = 'property' THEN (SELECT p.name FROM public.property p WHERE p.property_id = a.row_key::uuid)
        ELSE a.row_key
    END AS subject,
    a.user_id, (
        SELECT nullif(concat_ws(' ', p.first_name, p.last_name), '') FROM public.profiles p WHERE p.user_id = a.user_id
    ) AS actor,
    a.login::text, a.pid, a.application, host(a.address) AS address, a.transaction_id::text, a.columns,
    said.old_values, said.new_values
FROM (
    WITH about AS MATERIALIZED (SELECT * FROM riad.audit_about($6))
    SELECT * FROM riad.audit e
    WHERE (e.created_at, e.id) < ($1, $2) AND e.created_at >= $3 AND ($4 = '{}' OR e.table_name = ANY ($4))
        AND ($5 IS NULL OR e.login = $5 OR e.user_id IN (
            SELECT p.user_id FROM public.profiles p
            WHERE p.user_id::text = $5 OR strpos(lower(concat_ws(' ', p.first_name, p.last_name)), lower($5)) > 0
        ))
        -- As arrays, so that the index by time is used.
        AND ($6 IS NULL OR e.created_at = ANY (ARRAY(SELECT about.created_at FROM about))
            AND e.id = ANY (ARRAY(SELECT about.id FROM about)))
    ORDER BY e.created_at DESC, e.id DESC LIMIT $7
) a
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(coalesce(was.name, a.old_values ->> c) ORDER BY ordinal), '{}') AS old_values,
        coalesce(array_agg(coalesce(is_now.name, a.new_values ->> c) ORDER BY ordinal), '{}') AS new_values
    FROM unnest(a.columns) WITH ORDINALITY AS changed (c, ordinal)
    -- Shows people by name.
    LEFT JOIN LATERAL (
        SELECT nullif(concat_ws(' ', p.first_name, p.last_name), '') AS name FROM public.profiles p
        WHERE c IN ('assigned_agent_id', 'assigned_by') AND p.user_id::text = a.old_values ->> c
    ) was ON true
    LEFT JOIN LATERAL (
        SELECT nullif(concat_ws(' ', p.first_name, p.last_name), '') AS name FROM public.profiles p
        WHERE c IN ('assigned_agent_id', 'assigned_by') AND p.user_id::text = a.new_values ->> c
    ) is_now ON true
) said
ORDER BY a.created_at DESC, a.id DESC
