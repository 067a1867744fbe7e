-- Who a guest is, one thing a row: addresses, other names, joined records, and records that may be the same guest's.
-- parameters: $1 guest_id uuid
-- columns: kind text, id uuid, name text, detail text, own_stay text, signs text[], is_verified boolean, since timestamp with time zone
SELECT 'address' AS kind, NULL::uuid AS id, a.address AS name, a.channel_account AS detail, NULL AS own_stay,
    '{}'::text[] AS signs, a.is_verified, a.since
FROM riad.guest_addresses_of($1) a
UNION ALL
SELECT 'alias', NULL, alias.name, NULL, NULL, '{}', false, NULL FROM unnest(riad.guest_aliases_of($1)) AS alias (name)
UNION ALL
SELECT 'joined', j.guest_id, j.guest_name, NULL, NULL, '{}', j.joined_by IS NULL, j.joined_at FROM riad.joined_guests($1) j
UNION ALL
SELECT 'proposal', CASE WHEN d.guest_id = $1 THEN d.other_id ELSE d.guest_id END,
    CASE WHEN d.guest_id = $1 THEN d.other_name ELSE d.guest_name END,
    CASE WHEN d.guest_id = $1 THEN d.other_stay ELSE d.stay END,
    CASE WHEN d.guest_id = $1 THEN d.stay ELSE d.other_stay END, d.signs, false, NULL
FROM riad.guest_duplicates($1, 20) d
