-- A reservation for editing, with the version to pass when saving.
-- parameters: $1 res_id uuid
-- columns: res_id uuid, source text, status text, check_in date, check_out date, adults smallint, children smallint, version bigint
SELECT r.res_id, r.source, r.status, r.check_in, r.check_out, r.adults, r.children, r.xmin::text::bigint AS version
FROM public.reservation r
WHERE r.res_id = $1
