-- How a reply of the console gets to the workflow that sends it: told by a webhook, or fetched. Whoever asks for a message
-- first has it; the other way never gets it.

-- What a workflow that a webhook told needs to send a message of the console, see `riad.message_contents`. No row for a
-- note, a guest's message, one that can still be taken back or that isn't queued any more, and one that was fetched: so a
-- message is not sent twice. Asking again returns it again, until its delivery is reported.
CREATE OR REPLACE FUNCTION public.message_to_send(_message_id uuid) RETURNS TABLE (
    message_id uuid, conversation_id uuid, channel_type text, channel_account text, guest_address text, guest_name text,
    body text, message_type text, subject text, in_reply_to text, reply_to text, cc text[], booking_source text,
    reservation_ext_id text, template_name text, template_language text, template_variables text[], resends_id uuid
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
#variable_conflict use_column
BEGIN
    UPDATE riad.outgoing_messages o SET taken_by = 'webhook', attempts = o.attempts + 1
    WHERE o.message_id = _message_id AND o.available_at <= clock_timestamp() AND o.taken_by IS DISTINCT FROM 'fetch';
    IF FOUND OR NOT EXISTS (SELECT FROM riad.outgoing_messages o WHERE o.message_id = _message_id) THEN
        RETURN QUERY SELECT * FROM riad.message_contents(ARRAY[_message_id]);
    END IF;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.message_to_send TO riad_integration;

-- Fetches messages of an account that are to be sent, for integrators without webhooks: at most `_limit` (1 to 100), of each
-- conversation the oldest alone, until its delivery is reported. Each is the caller's for `_lease_seconds` (5 to 3600); a
-- lease that ends gives the message to the next who asks. Pass `lease_token` to `report_delivery`. RI010: no account, or
-- impossible numbers.
CREATE OR REPLACE FUNCTION public.next_outgoing_messages(
    _channel_account text, _limit integer DEFAULT 10, _lease_seconds integer DEFAULT 60
) RETURNS TABLE (
    message_id uuid, conversation_id uuid, channel_type text, channel_account text, guest_address text, guest_name text,
    body text, message_type text, subject text, in_reply_to text, reply_to text, cc text[], booking_source text,
    reservation_ext_id text, template_name text, template_language text, template_variables text[], resends_id uuid,
    lease_token uuid, leased_until timestamptz, attempt integer
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
#variable_conflict use_column
DECLARE
    moment timestamptz := clock_timestamp();
    token uuid := gen_random_uuid();
BEGIN
    IF coalesce(_channel_account, '') = '' OR (_limit BETWEEN 1 AND 100) IS NOT TRUE
        OR (_lease_seconds BETWEEN 5 AND 3600) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'fetching needs an account, 1 to 100 messages and 5 to 3600 seconds' USING ERRCODE = 'RI010';
    END IF;
    RETURN QUERY
    WITH due AS MATERIALIZED (
        SELECT o.message_id FROM riad.outgoing_messages o
        WHERE o.channel_account = _channel_account AND o.available_at <= moment
            AND o.taken_by IS DISTINCT FROM 'webhook' AND (o.leased_until IS NULL OR o.leased_until <= moment)
            AND NOT EXISTS (
                SELECT FROM riad.outgoing_messages earlier
                WHERE earlier.conversation_id = o.conversation_id AND earlier.seq < o.seq
            )
        ORDER BY o.available_at, o.message_id
        LIMIT _limit FOR UPDATE SKIP LOCKED
    ), taken AS (
        UPDATE riad.outgoing_messages o
        SET taken_by = 'fetch', lease_token = token, leased_until = moment + make_interval(secs => _lease_seconds),
            attempts = o.attempts + 1
        FROM due WHERE o.message_id = due.message_id
        RETURNING o.*
    )
    SELECT m.*, t.lease_token, t.leased_until, t.attempts
    FROM taken t
    CROSS JOIN LATERAL riad.message_contents(ARRAY[t.message_id]) m
    ORDER BY t.available_at, t.message_id;
END
$$;
GRANT EXECUTE ON FUNCTION public.next_outgoing_messages TO riad_integration;

-- A message that isn't queued any more, whoever wrote that, is nobody's to send.
CREATE OR REPLACE FUNCTION riad.drop_outgoing_message() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM riad.outgoing_messages o WHERE o.message_id = NEW.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER outgoing_message_dropped AFTER UPDATE OF delivery_state ON public.conversation_messages
    FOR EACH ROW WHEN (OLD.delivery_state = 'queued' AND NEW.delivery_state IS DISTINCT FROM 'queued')
    EXECUTE FUNCTION riad.drop_outgoing_message();
