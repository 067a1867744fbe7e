-- A guest as it can be changed, with the version that a change has to name.
-- parameters: $1 guest_id uuid
-- columns: guest_id uuid, first_name text, last_name text, email text, phone text, country text, language text, version bigint, claims text[]
SELECT g.guest_id, g.first_name, g.last_name, g.email, g.phone, g.country, l.language, g.xmin::text::bigint AS version,
    ARRAY(
        SELECT said.claim FROM riad.guest_claims said
        WHERE said.guest_id = g.guest_id AND said.claim IS DISTINCT FROM coalesce(riad.mail_address(g.email), g.email)
            AND said.claim IS DISTINCT FROM coalesce(riad.phone_number(g.phone), g.phone)
        ORDER BY said.number
    ) AS claims
FROM public.guest g
LEFT JOIN riad.guest_languages l ON l.guest_id = g.guest_id
WHERE g.guest_id = $1
