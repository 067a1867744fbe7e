-- A walk looks at the heads of its branches, sees where the page ends, and goes on in those that reach so far. An index gives
-- a whole leaf for the first row of a head already, so that heads of twice the length cost little, and fewer branches are
-- asked a second time.
SET LOCAL ROLE riad_owner;

DO $$
DECLARE
    walk record;
    before text := '1 + 2 * _limit / count(*) OVER ()';
BEGIN
    FOR walk IN
        SELECT p.oid::regprocedure AS name, pg_get_functiondef(p.oid) AS definition
        FROM pg_proc p
        WHERE p.pronamespace = 'riad'::regnamespace AND p.proname LIKE 'walk\_%'
    LOOP
        IF strpos(walk.definition, before) = 0 THEN
            RAISE EXCEPTION '% isn''t as it was made', walk.name;
        END IF;
        EXECUTE replace(walk.definition, before, '1 + 4 * _limit / count(*) OVER ()');
    END LOOP;
END
$$;
