-- Columns of conversations derived from other rows: property and zone, inbox columns, and what lists show of guest and
-- reservation.

-- Sets property and zone from the reservation. A bulk load that sets property_id sets both itself.
CREATE OR REPLACE FUNCTION riad.maintain_property_and_zone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.property_id := NULL;
    NEW.zone_id := 0;
    SELECT p.property_id, coalesce(z.id, 0) INTO NEW.property_id, NEW.zone_id
    FROM public.reservation r
    JOIN public.property p ON p.property_id = r.property_id
    LEFT JOIN riad.zones z ON z.label = p.zone
    WHERE r.res_id = NEW.reservation_id;
    NEW.zone_id := coalesce(NEW.zone_id, 0);
    RETURN NEW;
END
$$;

-- Sets prio and is_open. A member of a merged thread has prio -1 and is not open, so that scans and counters skip it.
CREATE OR REPLACE FUNCTION riad.maintain_inbox_columns() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.merged_into IS NOT NULL THEN
        NEW.prio := -1;
        NEW.is_open := false;
    ELSE
        NEW.prio := CASE NEW.priority WHEN 'low' THEN 0 WHEN 'medium' THEN 1 WHEN 'high' THEN 2 ELSE 3 END;
        NEW.is_open := coalesce(NEW.state IN ('NOUVELLE', 'EN_COURS', 'EN_ATTENTE', 'TRANSFÉRÉE'), false);
    END IF;
    RETURN NEW;
END
$$;

-- Sets the guest's name and country and the reservation's dates from their tables, whatever the writer set. A cancelled
-- stay has no dates.
CREATE OR REPLACE FUNCTION riad.maintain_shown_columns() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Locks a newly referenced row until the end of the transaction: whoever changes it waits and then sees this
    -- conversation. The previously referenced row needs no lock.
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
    FROM public.reservation r WHERE r.res_id = NEW.reservation_id AND r.status <> 'cancelled';
    RETURN NEW;
END
$$;
