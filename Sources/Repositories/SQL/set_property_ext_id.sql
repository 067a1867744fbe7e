-- Sets a property's id in the booking system; null for none.
-- parameters: $1 property_id uuid, $2 ext_id text
-- columns: done text
SELECT riad.set_property_ext_id($1, $2)::text AS done
