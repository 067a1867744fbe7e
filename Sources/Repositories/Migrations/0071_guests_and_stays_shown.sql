-- What lists of conversations show of guest and stay, beside each conversation: the name and country of the one, the days of
-- the other. To look both up took a sixth of a page's time at a million conversations, for what hardly ever changes. The
-- records stay what counts, and the triggers below let nothing else into these columns.
SET LOCAL ROLE riad_owner;

-- In the order in which everybody takes their rows. A record that changed between the filling and the triggers would be
-- shown as it was for good.
LOCK TABLE public.guest, public.reservation IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE public.conversations IN ACCESS EXCLUSIVE MODE;

ALTER TABLE public.conversations
    ADD COLUMN shown_guest_name text,
    ADD COLUMN shown_guest_country text,
    ADD COLUMN shown_check_in date,
    ADD COLUMN shown_check_out date;

UPDATE public.conversations c
SET shown_guest_name = shown.name, shown_guest_country = shown.country, shown_check_in = shown.check_in,
    shown_check_out = shown.check_out
FROM (
    SELECT o.id, nullif(concat_ws(' ', g.first_name, g.last_name), '') AS name, g.country, r.check_in, r.check_out
    FROM public.conversations o
    LEFT JOIN public.guest g ON g.guest_id = o.guest_id
    LEFT JOIN public.reservation r ON r.res_id = o.reservation_id
) shown
WHERE shown.id = c.id;

CREATE FUNCTION riad.keep_shown() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- A record that it now points at is held to the transaction's end: who changes that waits, and finds this conversation
    -- then. One that it pointed at before finds it already.
    IF TG_OP = 'INSERT' OR NEW.guest_id IS DISTINCT FROM OLD.guest_id THEN
        PERFORM FROM public.guest g WHERE g.guest_id = NEW.guest_id FOR SHARE;
    END IF;
    IF TG_OP = 'INSERT' OR NEW.reservation_id IS DISTINCT FROM OLD.reservation_id THEN
        PERFORM FROM public.reservation r WHERE r.res_id = NEW.reservation_id FOR SHARE;
    END IF;
    SELECT nullif(concat_ws(' ', g.first_name, g.last_name), ''), g.country
    INTO NEW.shown_guest_name, NEW.shown_guest_country
    FROM public.guest g WHERE g.guest_id = NEW.guest_id;
    SELECT r.check_in, r.check_out INTO NEW.shown_check_in, NEW.shown_check_out
    FROM public.reservation r WHERE r.res_id = NEW.reservation_id;
    RETURN NEW;
END
$$;

CREATE TRIGGER shown_kept_on_insert BEFORE INSERT ON public.conversations
    FOR EACH ROW EXECUTE FUNCTION riad.keep_shown();
CREATE TRIGGER shown_kept BEFORE UPDATE ON public.conversations
    FOR EACH ROW WHEN (
        (NEW.guest_id, NEW.reservation_id, NEW.shown_guest_name, NEW.shown_guest_country, NEW.shown_check_in,
            NEW.shown_check_out)
        IS DISTINCT FROM (OLD.guest_id, OLD.reservation_id, OLD.shown_guest_name, OLD.shown_guest_country,
            OLD.shown_check_in, OLD.shown_check_out)
    )
    EXECUTE FUNCTION riad.keep_shown();

-- Conversations are locked as everywhere: heads of merged threads before their members, then by id.
CREATE FUNCTION riad.guest_renamed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM public.conversations c WHERE c.guest_id = NEW.guest_id
    ORDER BY c.merged_into IS NOT NULL, c.id FOR NO KEY UPDATE;
    UPDATE public.conversations c
    SET shown_guest_name = nullif(concat_ws(' ', NEW.first_name, NEW.last_name), ''), shown_guest_country = NEW.country
    WHERE c.guest_id = NEW.guest_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER guest_renamed AFTER UPDATE ON public.guest
    FOR EACH ROW WHEN (
        (NEW.first_name, NEW.last_name, NEW.country) IS DISTINCT FROM (OLD.first_name, OLD.last_name, OLD.country)
    )
    EXECUTE FUNCTION riad.guest_renamed();

CREATE FUNCTION riad.stay_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversations c SET shown_check_in = NEW.check_in, shown_check_out = NEW.check_out
    WHERE c.reservation_id = NEW.res_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER stay_moved AFTER UPDATE ON public.reservation
    FOR EACH ROW WHEN ((NEW.check_in, NEW.check_out) IS DISTINCT FROM (OLD.check_in, OLD.check_out))
    EXECUTE FUNCTION riad.stay_moved();

-- Several triggers change the conversations of a stay. This one is called before them, by its name, and takes all that any
-- of them changes, the heads of members too, to which a changed member is told.
CREATE FUNCTION riad.hold_affected() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM public.conversations c
    WHERE c.id IN (
        SELECT s.id FROM public.conversations s WHERE s.reservation_id = NEW.res_id
        UNION
        SELECT m.merged_into FROM public.conversations m WHERE m.reservation_id = NEW.res_id
    )
    ORDER BY c.merged_into IS NOT NULL, c.id FOR NO KEY UPDATE;
    RETURN NULL;
END
$$;

CREATE TRIGGER affected_held AFTER UPDATE ON public.reservation
    FOR EACH ROW WHEN (
        (NEW.check_in, NEW.check_out, NEW.status, NEW.property_id)
        IS DISTINCT FROM (OLD.check_in, OLD.check_out, OLD.status, OLD.property_id)
    )
    EXECUTE FUNCTION riad.hold_affected();

-- Where ordinary triggers are quiet, in a bulk change, a name that is taken out must not stay here.
ALTER TABLE public.guest ENABLE ALWAYS TRIGGER guest_renamed;
ALTER TABLE public.reservation ENABLE ALWAYS TRIGGER stay_moved;

-- As it was, but bound when it runs: a body that is bound when it is made gives the columns that there were then.
CREATE OR REPLACE FUNCTION riad.give(_conversation_id uuid, _user_id uuid, _state text) RETURNS public.conversations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    given public.conversations;
BEGIN
    UPDATE public.conversations c
    SET assigned_agent_id = _user_id, assigned_chatbot_id = NULL, transferred_to_role = NULL, state = _state,
        assign_version = c.assign_version + 1, updated_at = clock_timestamp()
    WHERE c.id = _conversation_id
    RETURNING c.* INTO given;
    RETURN given;
END
$$;
