-- What is known of a guest, by who said it; the guest's row has the best of each.
-- requires: guests/names guests/phones

-- Returns the record that a guest's record is joined to, directly or through others; the record itself if to none.
CREATE OR REPLACE FUNCTION riad.guest_head(_guest_id uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    next uuid;
BEGIN
    LOOP
        SELECT j.kept_id INTO next FROM riad.guest_joins j WHERE j.other_id = _guest_id AND j.parted_at IS NULL;
        EXIT WHEN NOT FOUND;
        _guest_id := next;
    END LOOP;
    RETURN _guest_id;
END
$$;

-- Returns a record and those that are joined to it.
CREATE OR REPLACE FUNCTION riad.guest_members(_guest_id uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH RECURSIVE member AS (
        SELECT _guest_id AS id
        UNION
        SELECT j.other_id FROM riad.guest_joins j JOIN member m ON j.kept_id = m.id WHERE j.parted_at IS NULL
    )
    SELECT m.id FROM member m;
END
$$;

-- Returns whether a record came to the one that it is joined to by a contact that a booking states: what else its
-- bookings state are claims of that guest.
CREATE OR REPLACE FUNCTION riad.is_joined_by_contact(_guest_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    joined riad.guest_joins;
BEGIN
    LOOP
        SELECT j.* INTO joined FROM riad.guest_joins j WHERE j.other_id = _guest_id AND j.parted_at IS NULL;
        EXIT WHEN NOT FOUND OR joined.is_by_contact;
        _guest_id := joined.kept_id;
    END LOOP;
    RETURN coalesce(joined.is_by_contact, false);
END
$$;

-- Returns whether the desk keeps two guests, or records that are joined to them, apart.
CREATE OR REPLACE FUNCTION riad.are_distinct(_guest_id uuid, _other_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM riad.distinct_guests) AND EXISTS (
        SELECT FROM riad.guest_members(_guest_id) one CROSS JOIN riad.guest_members(_other_id) other
        JOIN riad.distinct_guests d ON d.guest_id = least(one, other) AND d.other_id = greatest(one, other)
    );
END
$$;

-- Locks a guest's record, or the one that it is joined to, until the end of the transaction, and returns it. Everybody
-- locks the guest before its addresses, stays and conversations. A record that was joined while this waited is let go
-- again: whoever holds two locks their records in the order of their ids.
CREATE OR REPLACE FUNCTION riad.lock_guest(_guest_id uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head uuid;
BEGIN
    WHILE _guest_id IS NOT NULL LOOP
        head := riad.guest_head(_guest_id);
        BEGIN
            PERFORM FROM public.guest g WHERE g.guest_id = head FOR NO KEY UPDATE;
            IF riad.guest_head(_guest_id) = head THEN
                RETURN head;
            END IF;
            RAISE EXCEPTION 'the guest was joined to another' USING ERRCODE = 'RI014';
        EXCEPTION WHEN SQLSTATE 'RI014' THEN
            NULL;
        END;
    END LOOP;
    RETURN NULL;
END
$$;

-- Returns how much a value is worth beside others of its field, the least first: what a person typed; then what another
-- program wrote; of names and countries what a booking says before what a channel says, of addresses the reverse,
-- since the channel vouches for them. What is no name or no address comes last.
CREATE OR REPLACE FUNCTION riad.value_rank(known riad.guest_values) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF known.source = 'person' THEN
        RETURN 0;
    END IF;
    RETURN CASE
        WHEN known.source = 'application' THEN 1
        WHEN starts_with(known.source, 'booking:') = (known.field IN ('name', 'country')) THEN 2
        ELSE 3
        END + CASE
        WHEN known.field = 'name' AND riad.name_words(concat_ws(' ', known.value, known.last_name)) = '{}'
            OR known.field IN ('email', 'phone') AND known.contact IS NULL
        THEN 10 ELSE 0 END;
END
$$;

-- Writes the best values to the guest's row: of its own record and of those joined to it; of contacts that bookings
-- state the latest. Fields that nobody knows anything of become null, so columns are adopted before.
CREATE OR REPLACE FUNCTION riad.derive_guest(_guest_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    WITH best AS (
        SELECT DISTINCT ON (v.field) v.field, v.value, v.last_name
        FROM riad.guest_values v
        WHERE v.guest_id IN (SELECT riad.guest_members(_guest_id)) AND (
            v.field NOT IN ('email', 'phone') OR v.guest_id = _guest_id OR NOT riad.is_joined_by_contact(v.guest_id)
        )
        ORDER BY v.field, riad.value_rank(v), v.guest_id <> _guest_id,
            CASE WHEN v.field IN ('email', 'phone') AND starts_with(v.source, 'booking:') THEN v.learnt_at END DESC NULLS LAST,
            v.learnt_at, v.source
    ), derived AS (
        SELECT max(b.value) FILTER (WHERE b.field = 'name') AS first_name,
            max(b.last_name) FILTER (WHERE b.field = 'name') AS last_name,
            max(b.value) FILTER (WHERE b.field = 'email') AS email,
            max(b.value) FILTER (WHERE b.field = 'phone') AS phone,
            max(b.value) FILTER (WHERE b.field = 'country') AS country
        FROM best b
    )
    UPDATE public.guest g
    SET first_name = d.first_name, last_name = d.last_name, email = d.email, phone = d.phone, country = d.country
    FROM derived d
    WHERE g.guest_id = _guest_id AND (g.first_name, g.last_name, g.email, g.phone, g.country)
        IS DISTINCT FROM (d.first_name, d.last_name, d.email, d.phone, d.country);
END
$$;

-- Enters what another program wrote to the guest's row, and what the row had before values were kept.
CREATE OR REPLACE FUNCTION riad.adopt_guest_columns(_guest_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO riad.guest_values AS known (guest_id, field, source, value, last_name, contact)
    SELECT g.guest_id, f.field, 'application', f.value, f.last_name,
        CASE WHEN f.field IN ('email', 'phone') THEN riad.contact_key(f.value) END
    FROM public.guest g
    CROSS JOIN LATERAL (VALUES
        ('name', g.first_name, g.last_name), ('email', g.email, NULL), ('phone', g.phone, NULL),
        ('country', g.country, NULL)
    ) AS f (field, value, last_name)
    WHERE g.guest_id = _guest_id AND num_nonnulls(f.value, f.last_name) > 0 AND NOT EXISTS (
        SELECT FROM riad.guest_values v
        WHERE v.guest_id IN (SELECT riad.guest_members(_guest_id)) AND v.field = f.field
            AND v.value IS NOT DISTINCT FROM f.value AND v.last_name IS NOT DISTINCT FROM f.last_name
    )
    ON CONFLICT (guest_id, field, source) DO UPDATE
        SET value = excluded.value, last_name = excluded.last_name, contact = excluded.contact;
END
$$;

-- Returns a name in two: its first word, and the rest.
CREATE OR REPLACE FUNCTION riad.name_parts(_name text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    whole text := btrim(regexp_replace(_name, '\s+', ' ', 'g'));
    first text := split_part(whole, ' ', 1);
BEGIN
    RETURN ARRAY[nullif(first, ''), nullif(substr(whole, length(first) + 2), '')];
END
$$;

-- Learns what a source says of a locked guest: it fills what is missing and replaces what the same source said before,
-- unless by less (no name, no address). Null says nothing.
CREATE OR REPLACE FUNCTION riad.learn_guest(
    _guest_id uuid, _source text, _name text, _email text, _phone text, _country text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name_parts text[] := riad.name_parts(_name);
    said riad.guest_values[] := ARRAY(
        SELECT ROW(_guest_id, f.field, _source, f.value, f.last_name,
            CASE WHEN f.field IN ('email', 'phone') THEN riad.contact_key(f.value) END,
            clock_timestamp())::riad.guest_values
        FROM (VALUES
            ('name', name_parts[1], name_parts[2]),
            ('email', btrim(_email), NULL), ('phone', btrim(_phone), NULL), ('country', btrim(_country), NULL)
        ) AS f (field, value, last_name)
        WHERE f.value <> '' AND NOT EXISTS (
            SELECT FROM riad.guest_values v
            WHERE v.guest_id = _guest_id AND v.field = f.field AND v.source = _source AND v.value = f.value
                AND v.last_name IS NOT DISTINCT FROM f.last_name
        )
    );
BEGIN
    -- Most messages say nothing new.
    IF said = '{}' THEN
        RETURN;
    END IF;
    PERFORM riad.adopt_guest_columns(_guest_id);
    INSERT INTO riad.guest_values AS known
    SELECT (s).* FROM unnest(said) s
    ON CONFLICT (guest_id, field, source) DO UPDATE
        SET value = excluded.value, last_name = excluded.last_name, contact = excluded.contact
        WHERE riad.value_rank(excluded) <= riad.value_rank(known);
    PERFORM riad.derive_guest(_guest_id);
    IF EXISTS (SELECT FROM unnest(said) s WHERE (s).field = 'name') THEN
        PERFORM riad.reindex_guest(_guest_id);
    END IF;
END
$$;

-- Records what a person typed; null or empty clears. Fields that stay as they are keep their sources.
CREATE OR REPLACE FUNCTION riad.learn_typed_guest(
    _guest_id uuid, _first_name text, _last_name text, _email text, _phone text, _country text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.adopt_guest_columns(_guest_id);
    INSERT INTO riad.guest_values AS known (guest_id, field, source, value, last_name, contact)
    SELECT g.guest_id, f.field, 'person', f.value, f.last_name,
        CASE WHEN f.field IN ('email', 'phone') THEN riad.contact_key(f.value) END
    FROM public.guest g
    CROSS JOIN LATERAL (VALUES
        ('name', _first_name, _last_name, g.first_name, g.last_name), ('email', _email, NULL, g.email, NULL),
        ('phone', _phone, NULL, g.phone, NULL), ('country', _country, NULL, g.country, NULL)
    ) AS f (field, value, last_name, old_value, old_last_name)
    WHERE g.guest_id = _guest_id AND (f.value, f.last_name) IS DISTINCT FROM (f.old_value, f.old_last_name)
    ON CONFLICT (guest_id, field, source) DO UPDATE
        SET value = excluded.value, last_name = excluded.last_name, contact = excluded.contact,
            learnt_at = clock_timestamp();
    PERFORM riad.derive_guest(_guest_id);
    PERFORM riad.reindex_guest(_guest_id);
END
$$;

-- Returns the names under which a guest is known beside the one shown, such as a WhatsApp display name.
CREATE OR REPLACE FUNCTION riad.guest_aliases(_guest_id uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(
        SELECT DISTINCT names.name
        FROM (
            SELECT concat_ws(' ', v.value, v.last_name) AS name FROM riad.guest_values v
            WHERE v.guest_id IN (SELECT riad.guest_members(_guest_id)) AND v.field = 'name'
        ) names
        WHERE names.name <> '' AND names.name <> (
            SELECT concat_ws(' ', g.first_name, g.last_name) FROM public.guest g WHERE g.guest_id = _guest_id
        )
        ORDER BY names.name
    );
END
$$;

-- Enters the e-mail addresses and telephone numbers of guests of whom nothing is kept yet: after a bulk load, which
-- disables triggers, after an adoption, and once after an upgrade.
CREATE OR REPLACE FUNCTION riad.index_guest_contacts() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO riad.guest_values (guest_id, field, source, value, contact)
    SELECT g.guest_id, f.field, 'application', f.value, riad.contact_key(f.value)
    FROM public.guest g
    CROSS JOIN LATERAL (VALUES ('email', g.email), ('phone', g.phone)) AS f (field, value)
    WHERE f.value IS NOT NULL
    ON CONFLICT (guest_id, field, source) DO NOTHING;
END
$$;

-- Whoever writes a guest's row, its contacts are compared.
CREATE OR REPLACE FUNCTION riad.maintain_guest_values() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.adopt_guest_columns(NEW.guest_id);
    RETURN NULL;
END
$$;

CREATE TRIGGER guest_values_maintained AFTER UPDATE ON public.guest
    FOR EACH ROW WHEN (
        (NEW.first_name, NEW.last_name, NEW.email, NEW.phone, NEW.country)
        IS DISTINCT FROM (OLD.first_name, OLD.last_name, OLD.email, OLD.phone, OLD.country)
    ) EXECUTE FUNCTION riad.maintain_guest_values();
CREATE TRIGGER guest_values_maintained_on_insert AFTER INSERT ON public.guest
    FOR EACH ROW WHEN (num_nonnulls(NEW.first_name, NEW.last_name, NEW.email, NEW.phone, NEW.country) > 0)
    EXECUTE FUNCTION riad.maintain_guest_values();

-- Compares all numbers anew when the house moves.
CREATE OR REPLACE FUNCTION riad.renumber_guests() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE riad.guest_values v SET contact = riad.contact_key(v.value)
    WHERE v.field = 'phone' AND v.contact IS DISTINCT FROM riad.contact_key(v.value);
    RETURN NULL;
END
$$;

CREATE TRIGGER house_country_changed AFTER UPDATE ON riad.settings
    FOR EACH ROW WHEN (NEW.key = 'house_country' AND NEW.value <> OLD.value) EXECUTE FUNCTION riad.renumber_guests();

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM riad.guest_values) THEN
        PERFORM riad.index_guest_contacts();
    END IF;
END
$$;
