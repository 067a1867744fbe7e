-- Gives an added zone its number and its city.
-- parameters: $1 label text, $2 city text
-- columns: done text
SELECT riad.register_zone($1, $2)::text AS done
