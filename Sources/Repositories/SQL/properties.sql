-- Properties for editing, by name: one, or all of a zone; with the version to pass when saving.
-- parameters: $1 property_id uuid, $2 zone text, $3 limit integer
-- columns: property_id uuid, name text, address text, zone text, amenities text[], version bigint, access_notes text
SELECT p.property_id, p.name, p.address, p.zone::text AS zone, riad.amenity_names(p.amenities) AS amenities,
    p.xmin::text::bigint AS version, p.access_notes
FROM public.property p
WHERE ($1::uuid IS NULL OR p.property_id = $1) AND ($2::text IS NULL OR p.zone::text = $2)
ORDER BY lower(p.name), p.property_id
LIMIT $3
