-- A guest for editing, with the version to pass when saving.
-- parameters: $1 guest_id uuid
-- columns: guest_id uuid, first_name text, last_name text, email text, phone text, country text, language text, version bigint, claims text[]
SELECT g.guest_id, g.first_name, g.last_name, g.email, g.phone, g.country, l.language, g.xmin::text::bigint AS version,
    riad.unverified_contacts(g.guest_id, g.email, g.phone) AS claims
FROM public.guest g
LEFT JOIN riad.guest_languages l ON l.guest_id = g.guest_id
WHERE g.guest_id = $1
