-- Changes a reservation read at a version.
-- parameters: $1 res_id uuid, $2 version bigint, $3 check_in date, $4 check_out date, $5 adults smallint, $6 children smallint, $7 status text
-- columns: edited text
SELECT riad.edit_reservation($1, $2, $3, $4, $5, $6, $7)::text AS edited
