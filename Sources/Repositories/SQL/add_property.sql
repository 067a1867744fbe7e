-- Adds a property.
-- parameters: $1 property_id uuid, $2 name text, $3 address text, $4 zone text, $5 amenities text[], $6 ext_id text
-- columns: done text
SELECT riad.add_property($1, $2, $3, $4, $5, $6)::text AS done
