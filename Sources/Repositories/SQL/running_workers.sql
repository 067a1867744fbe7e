-- Workers that were there within the last day.
-- parameters:
-- columns: id uuid, host text, process_id integer, started_at timestamptz, seen_at timestamptz
SELECT id, host, process_id, started_at, seen_at FROM riad.running_workers()
