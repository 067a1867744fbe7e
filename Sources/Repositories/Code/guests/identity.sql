-- Which guest a channel's address or a booking's data stand for.

-- The one guest with that e-mail address or telephone number; null where there is none, or more than one.
CREATE OR REPLACE FUNCTION riad.known_guest(_org_id uuid, _email text, _phone text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN count(*) = 1 THEN (array_agg(same.guest_id))[1] END
    FROM (
        SELECT g.guest_id FROM public.guest g
        WHERE g.org_id = _org_id AND g.email IS NOT NULL AND lower(g.email) = lower(_email)
        UNION
        SELECT g.guest_id FROM public.guest g
        WHERE g.org_id = _org_id AND g.phone IS NOT NULL AND riad.digits(g.phone) = riad.digits(_phone)
        LIMIT 2
    ) same;
END;

-- A new guest, with the name in two parts.
CREATE OR REPLACE FUNCTION riad.make_guest(
    _org_id uuid, _ext_id text, _name text, _email text, _phone text, _country text
) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO public.guest AS g (org_id, ext_id, first_name, last_name, email, phone, country)
    SELECT _org_id, _ext_id, nullif(split_part(name.whole, ' ', 1), ''),
        nullif(btrim(substr(name.whole, length(split_part(name.whole, ' ', 1)) + 1)), ''), _email, _phone, _country
    FROM (SELECT btrim(coalesce(_name, '')) AS whole) name
    ON CONFLICT (org_id, ext_id) DO UPDATE
        SET email = coalesce(g.email, excluded.email), phone = coalesce(g.phone, excluded.phone),
            country = coalesce(g.country, excluded.country)
    RETURNING g.guest_id;
END;

-- The guest at that address of that account, made where nobody is there yet. Holds the address's row lock until the end
-- of the transaction, so that a guest's messages are taken one after the other.
CREATE OR REPLACE FUNCTION riad.guest_at(
    _channel_account text, _address text, _channel_type text, _known_guest uuid, _name text, _email text, _phone text,
    _country text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    org uuid := riad.organisation_id();
    found_one uuid;
    email text := coalesce(_email, CASE WHEN _channel_type = 'email' THEN _address END);
    phone text := coalesce(_phone, CASE WHEN _channel_type IN ('whatsapp', 'sms') THEN _address END);
BEGIN
    SELECT a.guest_id INTO found_one FROM riad.guest_addresses a
    WHERE a.channel_account = _channel_account AND a.address = _address FOR UPDATE;
    IF FOUND THEN
        RETURN found_one;
    END IF;
    -- The address row comes first and waits for whoever makes the same one now; the guest follows within the transaction.
    SET CONSTRAINTS ALL DEFERRED;
    INSERT INTO riad.guest_addresses AS a (channel_account, address, guest_id)
    VALUES (_channel_account, _address, gen_random_uuid())
    ON CONFLICT (channel_account, address) DO UPDATE SET guest_id = a.guest_id
    RETURNING a.guest_id INTO found_one;
    IF NOT EXISTS (SELECT FROM public.guest g WHERE g.guest_id = found_one) THEN
        -- What the channel itself vouches for decides who it is, not what a message claims.
        found_one := coalesce(
            _known_guest,
            riad.known_guest(org,
                CASE WHEN _channel_type = 'email' THEN _address END,
                CASE WHEN _channel_type IN ('whatsapp', 'sms') THEN _address END),
            riad.make_guest(org, NULL, _name, email, phone, _country)
        );
        UPDATE riad.guest_addresses a SET guest_id = found_one
        WHERE a.channel_account = _channel_account AND a.address = _address;
    END IF;
    SET CONSTRAINTS ALL IMMEDIATE;
    RETURN found_one;
END
$$;
