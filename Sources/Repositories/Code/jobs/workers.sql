-- Which workers are there.
-- requires: rights/session

-- A worker says that it is there. It begins anew with each start, under an id of its own.
CREATE OR REPLACE FUNCTION riad.record_worker(_id uuid, _host text, _process_id integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO riad.workers AS w (id, host, process_id) VALUES (_id, left(_host, 255), _process_id)
    ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp();
    DELETE FROM riad.workers w WHERE w.seen_at < clock_timestamp() - interval '1 day';
END
$$;
GRANT EXECUTE ON FUNCTION riad.record_worker TO riad_worker;

-- A worker that ends says so.
CREATE OR REPLACE FUNCTION riad.remove_worker(_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM riad.workers w WHERE w.id = _id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.remove_worker TO riad_worker;

-- Workers that were there within the last day. RI001 below administrateur.
CREATE OR REPLACE FUNCTION riad.running_workers() RETURNS TABLE (
    id uuid, host text, process_id integer, started_at timestamptz, seen_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to see workers' USING ERRCODE = 'RI001';
    END IF;
    RETURN QUERY
    SELECT w.id, w.host, w.process_id, w.started_at, w.seen_at FROM riad.workers w ORDER BY w.seen_at DESC, w.id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.running_workers TO riad_console;
