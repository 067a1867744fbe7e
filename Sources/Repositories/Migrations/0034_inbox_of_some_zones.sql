-- Pages of those who read some zones only. The walks may overlap now, and a page keeps each conversation once: the first
-- rows of each walk hold the first of all. To leave a reader's zones out of what is theirs cost reading all of it where
-- all of it lies in them.
SET LOCAL ROLE riad_owner;

ALTER TYPE riad.inbox_scope DROP ATTRIBUTE except_zones;

CREATE OR REPLACE FUNCTION riad.inbox_scope(_zones smallint[], _assignment text, _pairs integer)
RETURNS riad.inbox_scope
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    wanted smallint[] := coalesce(_zones, '{}');
    own smallint[];
    -- Where a good part of the zones is wanted, to skip rows of the others on the way beats so many branches.
    is_wide boolean;
    scope riad.inbox_scope;
BEGIN
    scope.user_id := me.user_id;
    scope.role := me.role;
    IF me.user_id IS NULL THEN
        RETURN scope;
    ELSIF _assignment = 'mine' THEN
        scope.mine := wanted;
        RETURN scope;
    END IF;
    own := CASE WHEN me.reads_all THEN wanted
        ELSE ARRAY(SELECT z FROM unnest(me.readable_zones) z WHERE wanted = '{}' OR z = ANY (wanted)) END;
    is_wide := cardinality(own) * 3 >= (SELECT count(*) FROM riad.zones)
        AND (NOT me.reads_all OR cardinality(own) * _pairs > 24);
    IF is_wide OR me.reads_all AND wanted = '{}' THEN
        -- One walk past everything; the policy keeps what is theirs.
        IF _assignment = 'nobody' THEN
            scope.nobodys := wanted;
        ELSE
            scope.anything := wanted;
        END IF;
        RETURN scope;
    ELSIF _assignment = 'nobody' THEN
        scope.nobodys_by_zone := nullif(own, '{}');
    ELSE
        scope.by_zone := nullif(own, '{}');
    END IF;
    -- What is read for another reason than its zone lies in the zones chosen that aren't the reader's.
    IF NOT me.reads_all AND (wanted = '{}' OR NOT wanted <@ own) THEN
        scope.of_role := wanted;
        scope.mine := CASE WHEN _assignment <> 'nobody' THEN wanted END;
    END IF;
    RETURN scope;
END
$$;

-- The walks no longer leave zones out. Each is in the order of an index, but its plan is made without knowing how much a
-- branch holds, and took now and then an index of another order and sorted.
DO $make$
DECLARE
    walk record;
    dropped text[] := ARRAY['_except smallint[], ', ' AND c.zone_id <> ALL (_except)'];
    setting text := $s$ SET plan_cache_mode TO 'force_generic_plan'$s$;
    body text;
BEGIN
    FOR walk IN
        SELECT p.oid::regprocedure AS signature, p.proname AS name, pg_get_functiondef(p.oid) AS body
        FROM pg_proc p
        WHERE p.pronamespace = 'riad'::regnamespace AND p.proname LIKE 'walk\_%'
    LOOP
        IF position(dropped[1] IN walk.body) = 0 OR position(setting IN walk.body) = 0 THEN
            RAISE EXCEPTION '% has another text than expected', walk.signature;
        END IF;
        body := replace(replace(walk.body, dropped[1], ''), dropped[2], '');
        EXECUTE format('DROP FUNCTION %s', walk.signature);
        EXECUTE replace(body, setting, setting || E'\n SET enable_sort TO off');
        EXECUTE format('GRANT EXECUTE ON FUNCTION riad.%I TO riad_console', walk.name);
    END LOOP;
END
$make$;
