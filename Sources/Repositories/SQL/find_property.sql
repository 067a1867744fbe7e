-- The property that an imported row means; null if there is none.
-- parameters: $1 ext_id text, $2 name text, $3 address text
-- columns: property_id uuid
SELECT riad.find_property($1, $2, $3) AS property_id
