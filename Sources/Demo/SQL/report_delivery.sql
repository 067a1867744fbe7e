-- How far a message of the console came.
-- parameters: $1 state text, $2 message uuid
-- columns: state text
SELECT public.report_delivery($1, $2) AS state
