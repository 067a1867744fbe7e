-- Changes a property read at a version.
-- parameters: $1 property_id uuid, $2 version bigint, $3 name text, $4 address text, $5 zone text, $6 amenities text[], $7 access_notes text
-- columns: edited text
SELECT riad.edit_property($1, $2, $3, $4, $5, $6, $7)::text AS edited
