-- The part of a page by deadline that has none. New conversations nearly all have one, so a walk of those without read all
-- of them and kept none.
SET LOCAL ROLE riad_owner;

-- What is open and owes no answer; what is closed never does, and the other indexes have it.
CREATE INDEX conversations_undue ON public.conversations
    (state, prio, last_message_at DESC, id DESC)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role)
    WHERE is_open AND sla_due_at = 'infinity';
CREATE INDEX conversations_undue_by_zone ON public.conversations
    (zone_id, state, prio, last_message_at DESC, id DESC)
    INCLUDE (assigned_agent_id, transferred_to_role)
    WHERE is_open AND sla_due_at = 'infinity';
CREATE INDEX conversations_undue_unassigned ON public.conversations
    (state, prio, last_message_at DESC, id DESC)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role)
    WHERE assigned_agent_id IS NULL AND is_open AND sla_due_at = 'infinity';
CREATE INDEX conversations_undue_unassigned_by_zone ON public.conversations
    (zone_id, state, prio, last_message_at DESC, id DESC)
    INCLUDE (assigned_agent_id, transferred_to_role)
    WHERE assigned_agent_id IS NULL AND is_open AND sla_due_at = 'infinity';

-- The walks by activity once more, for the open states alone and with the condition of those indexes written out: a plan
-- for every parameter uses a partial index only where its own text has the condition. A person's own and what is
-- transferred to a role are few.
DO $make$
DECLARE
    walk name;
    body text;
    condition text := $c$(NOT _undue OR c.sla_due_at = 'infinity')$c$;
BEGIN
    FOR walk IN
        SELECT format('walk_%s_latest%s', which, way)
        FROM unnest('{anything,by_zone,nobodys,nobodys_by_zone}'::text[]) which
        CROSS JOIN unnest('{"",_before}'::text[]) way
    LOOP
        body := pg_get_functiondef(format('riad.%I', walk)::regproc);
        IF position(condition IN body) = 0 OR position('_undue boolean, ' IN body) = 0 THEN
            RAISE EXCEPTION '% has another text than expected', walk;
        END IF;
        body := replace(body, condition, $c$c.is_open AND c.sla_due_at = 'infinity'$c$);
        body := replace(replace(body, '_undue boolean, ', ''), walk, replace(walk, 'latest', 'undue'));
        EXECUTE body;
        EXECUTE format('GRANT EXECUTE ON FUNCTION riad.%I TO riad_console', replace(walk, 'latest', 'undue'));
    END LOOP;
END
$make$;
