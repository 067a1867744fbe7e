-- Guest, reservation and property of a conversation, and the number of the guest's conversations that the current user can read.
-- parameters: $1 conversation_id uuid
-- columns: guest_id uuid, guest_name text, guest_email text, guest_phone text, guest_country text, res_id uuid, source text, status text, check_in date, check_out date, people integer, property_id uuid, property_name text, address text, zone text, amenities text[], conversation_count bigint, first_name text, last_name text, guest_language text, claims text[], access_notes text
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
    riad.unverified_contacts(g.guest_id, g.email, g.phone) AS claims, p.access_notes
FROM public.conversations c
LEFT JOIN public.guest g ON g.guest_id = c.guest_id
LEFT JOIN riad.guest_languages l ON l.guest_id = c.guest_id
LEFT JOIN public.reservation r ON r.res_id = c.reservation_id
LEFT JOIN public.property p ON p.property_id = c.property_id
WHERE c.id = $1
