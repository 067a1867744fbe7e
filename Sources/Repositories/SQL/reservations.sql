-- Reservations by arrival, with guest and property: one, or those of a guest, property, zone, status or range of days.
-- parameters: $1 res_id uuid, $2 guest_id uuid, $3 property_id uuid, $4 zone text, $5 status text, $6 from date, $7 to date, $8 limit integer
-- columns: res_id uuid, source text, status text, check_in date, check_out date, adults smallint, children smallint, version bigint, guest_id uuid, guest_name text, property_id uuid, property_name text, zone text
SELECT r.res_id, r.source, r.status, r.check_in, r.check_out, r.adults, r.children, r.version, r.guest_id, r.guest_name,
    r.property_id, r.property_name, r.zone
FROM riad.reservations($1, $2, $3, $4, $5, $6, $7, $8) r
