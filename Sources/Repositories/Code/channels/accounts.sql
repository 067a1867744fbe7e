-- What each of the company's accounts signs its replies with.
-- requires: rights/session

CREATE POLICY "Users with rights can view" ON riad.channel_accounts FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
GRANT SELECT ON riad.channel_accounts TO riad_console;

-- Sets the signature of an account; null or blank removes it. RI001: below administrateur. RI010: no account, or more than
-- 2,000 characters.
CREATE OR REPLACE FUNCTION riad.save_signature(_channel_account text, _signature text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    text text := nullif(btrim(_signature, E' \t\r\n'), '');
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to change signatures' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    IF octet_length(coalesce(_channel_account, '')) NOT BETWEEN 1 AND 200 OR char_length(text) > 2000 THEN
        RAISE EXCEPTION 'an account has a name, and a signature at most 2,000 characters' USING ERRCODE = 'RI010';
    END IF;
    IF text IS NULL THEN
        DELETE FROM riad.channel_accounts a WHERE a.channel_account = _channel_account;
        RETURN;
    END IF;
    INSERT INTO riad.channel_accounts AS a (channel_account, signature, updated_by)
    VALUES (_channel_account, text, riad.current_user_id())
    ON CONFLICT (channel_account) DO UPDATE
        SET signature = excluded.signature, updated_by = excluded.updated_by, updated_at = clock_timestamp();
END
$$;
GRANT EXECUTE ON FUNCTION riad.save_signature TO riad_console;

-- Returns a text with its signature below, as the guest gets it.
CREATE OR REPLACE FUNCTION riad.signed_text(_body text, _signature text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT _body || coalesce(E'\n\n' || _signature, '');
END;
