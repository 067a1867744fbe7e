-- Guest, property and reservation of a conversation (in a merged thread, of the one that the guest wrote in last), its signature, and the number of the guest's conversations that the current user can read.
-- parameters: $1 conversation_id uuid
-- columns: guest_id uuid, guest_name text, guest_email text, guest_phone text, guest_country text, res_id uuid, source text, status text, check_in date, check_out date, people integer, property_id uuid, property_name text, address text, zone text, amenities text[], conversation_count bigint, first_name text, last_name text, guest_language text, claims text[], signature text, address_accounts text[], addresses text[], address_verified boolean[], address_since timestamp with time zone[], access_notes text
SELECT g.guest_id, nullif(concat_ws(' ', g.first_name, g.last_name), '') AS guest_name, g.email AS guest_email,
    g.phone AS guest_phone, g.country AS guest_country, r.res_id, r.source, r.status, r.check_in, r.check_out,
    (r.adults + coalesce(r.children, 0))::integer AS people, p.property_id, p.name AS property_name, p.address,
    p.zone::text AS zone,
    ARRAY(
        SELECT a.key FROM jsonb_each(CASE jsonb_typeof(p.amenities) WHEN 'object' THEN p.amenities END) a
        WHERE a.value NOT IN ('false', 'null') ORDER BY a.key LIMIT 30
    ) AS amenities,
    (SELECT count(*) FROM public.conversations other WHERE other.guest_id = c.guest_id) AS conversation_count,
    nullif(g.first_name, '') AS first_name, nullif(g.last_name, '') AS last_name, l.language AS guest_language,
    riad.unverified_contacts(g.guest_id, g.email, g.phone) AS claims,
    own.signature, a.accounts AS address_accounts, a.addresses, a.verified AS address_verified,
    a.since AS address_since, p.access_notes
FROM (
    -- A reply goes to the part of the thread that the guest wrote in last, and is about its stay.
    SELECT part.* FROM public.conversations part WHERE part.id = $1
    UNION ALL
    SELECT part.* FROM (SELECT own.* FROM public.conversations own WHERE own.merged_into = $1 OFFSET 0) part
    ORDER BY last_guest_at DESC NULLS LAST
    LIMIT 1
) c
LEFT JOIN riad.channel_accounts own ON own.channel_account = c.channel_account
LEFT JOIN public.guest g ON g.guest_id = c.guest_id
LEFT JOIN riad.guest_languages l ON l.guest_id = c.guest_id
LEFT JOIN public.reservation r ON r.res_id = c.reservation_id
LEFT JOIN public.property p ON p.property_id = c.property_id
LEFT JOIN LATERAL (
    SELECT array_agg(w.channel_account) AS accounts, array_agg(w.address) AS addresses,
        array_agg(w.is_verified) AS verified, array_agg(w.since) AS since
    FROM riad.guest_addresses_of(c.guest_id) w
) a ON true
