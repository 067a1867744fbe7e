-- Delivery reports.

-- Returns the position of a delivery state in its sequence; null for an unknown state.
CREATE OR REPLACE FUNCTION riad.delivery_rank(_state text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT array_position(ARRAY['queued', 'sent', 'failed', 'delivered', 'read'], _state);
END;

-- Locks a channel's id of a message against concurrent reports until the end of the transaction: a report either finds
-- the message or is found by whoever brings its id. Taken before any row.
CREATE OR REPLACE FUNCTION riad.lock_channel_id(_channel_account text, _channel_message_id text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(
        format('riad message %L %L', _channel_account, _channel_message_id), 0));
END
$$;

-- Keeps a report on a message whose id on the channel nobody knows yet. What is older than a day goes: its message was
-- none of the house's.
CREATE OR REPLACE FUNCTION riad.keep_early_report(
    _channel_account text, _channel_message_id text, _state text, _moment timestamptz, _error text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM riad.early_reports old WHERE (old.channel_account, old.channel_message_id, old.state) IN (
        SELECT e.channel_account, e.channel_message_id, e.state FROM riad.early_reports e
        WHERE e.reported_at < clock_timestamp() - interval '1 day'
        ORDER BY e.reported_at LIMIT 100 FOR UPDATE SKIP LOCKED
    );
    INSERT INTO riad.early_reports (channel_account, channel_message_id, state, happened_at, error)
    VALUES (_channel_account, _channel_message_id, _state, _moment, left(_error, 2000))
    ON CONFLICT (channel_account, channel_message_id, state) DO NOTHING;
END
$$;

-- Applies the reports that came before a message's id on the channel was known.
CREATE OR REPLACE FUNCTION riad.apply_early_reports(_message_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    report riad.early_reports;
BEGIN
    FOR report IN
        WITH known AS (
            DELETE FROM riad.early_reports e USING public.conversation_messages m
            WHERE m.id = _message_id AND e.channel_account = m.channel_account
                AND e.channel_message_id = m.channel_message_id
            RETURNING e.*
        )
        SELECT * FROM known k ORDER BY riad.delivery_rank(k.state) DESC
    LOOP
        PERFORM riad.advance_delivery(_message_id, report.state, report.happened_at, report.error);
    END LOOP;
END
$$;

-- Moves a message's delivery forward; what a failure reopened, a later success settles. Of two leases the one that says
-- `sent` is right against the other's failure: the message has left. `_failed_lease` stands for who reports without a
-- lease a failure of a message that was leased. Returns the state that the message has now.
CREATE OR REPLACE FUNCTION riad.advance_delivery(
    _message_id uuid, _state text, _moment timestamptz, _error text, _lease_token uuid DEFAULT NULL,
    _failed_lease uuid DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before public.conversation_messages;
    new_state text;
BEGIN
    SELECT m.* INTO before FROM public.conversation_messages m WHERE m.id = _message_id;
    IF _state = 'failed' AND before.delivery_state <> 'failed' AND before.failed_lease = _lease_token THEN
        -- Said again, after another lease's `sent`.
        RETURN before.delivery_state;
    END IF;
    UPDATE public.conversation_messages m
    SET delivery_state = CASE
            WHEN riad.delivery_rank(_state) > coalesce(riad.delivery_rank(m.delivery_state), 0)
                OR _state = 'sent' AND m.delivery_state = 'failed' AND m.failed_lease <> _lease_token
            THEN _state ELSE m.delivery_state END,
        sent_at = CASE WHEN _state = 'sent' THEN coalesce(m.sent_at, _moment) ELSE m.sent_at END,
        delivered_at = CASE WHEN _state = 'delivered' THEN coalesce(m.delivered_at, _moment) ELSE m.delivered_at END,
        read_at = CASE WHEN _state = 'read' THEN coalesce(m.read_at, _moment) ELSE m.read_at END,
        failed_at = CASE WHEN _state = 'failed' THEN coalesce(m.failed_at, _moment) ELSE m.failed_at END,
        delivery_error = CASE WHEN _state = 'failed' THEN left(_error, 2000) ELSE m.delivery_error END,
        failed_lease = CASE WHEN _state = 'failed' AND m.delivery_state IS DISTINCT FROM 'failed'
            THEN coalesce(_lease_token, _failed_lease) ELSE m.failed_lease END
    WHERE m.id = _message_id
    RETURNING m.delivery_state INTO new_state;
    PERFORM riad.follow_delivery(before.delivery_state, _message_id, _moment);
    RETURN new_state;
END
$$;

-- Reopens what a message answered if it has failed since it was in this state, and settles it if it has arrived since.
CREATE OR REPLACE FUNCTION riad.follow_delivery(_old_state text, _message_id uuid, _moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    message public.conversation_messages;
BEGIN
    SELECT m.* INTO message FROM public.conversation_messages m WHERE m.id = _message_id;
    IF message.delivery_state = 'failed' AND _old_state IS DISTINCT FROM 'failed' THEN
        PERFORM riad.reopen_after_failure(message, _moment);
    ELSIF _old_state = 'failed' AND message.delivery_state <> 'failed' THEN
        PERFORM riad.settle_failure(message);
    END IF;
    IF message.resends_id IS NOT NULL AND message.delivery_state IS DISTINCT FROM _old_state THEN
        PERFORM riad.settle_resent(message, message.delivery_state);
    END IF;
END
$$;

-- Removes an echo that was recorded as a message of its own before it was known to be this reply, and gives the reply
-- what was reported on it. Both are of one conversation, which is locked.
CREATE OR REPLACE FUNCTION riad.absorb_echo(reply public.conversation_messages, _echo_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    echo public.conversation_messages;
    conversation public.conversations;
BEGIN
    DELETE FROM public.conversation_messages m
    WHERE m.id = _echo_id AND m.id <> reply.id AND m.conversation_id = reply.conversation_id AND m.sender_type = 'agent'
        AND m.sender_id IS NULL AND NOT m.is_internal AND reply.channel_message_id IS NULL
        AND m.created_at BETWEEN reply.created_at - interval '15 minutes' AND reply.created_at + interval '15 minutes'
    RETURNING m.* INTO echo;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    DELETE FROM riad.responses r WHERE r.conversation_id = echo.conversation_id AND r.seq = echo.seq;
    PERFORM riad.renumber_messages(echo.conversation_id, echo.seq + 1, -1);
    UPDATE riad.read_marks r SET last_read_seq = r.last_read_seq - 1
    WHERE r.conversation_id = echo.conversation_id AND r.last_read_seq >= echo.seq;
    UPDATE public.conversations c
    SET last_seq = c.last_seq - 1, updated_at = clock_timestamp(),
        last_message_at = CASE WHEN c.last_message_at = echo.created_at
            THEN greatest(reply.created_at, c.last_guest_at) ELSE c.last_message_at END
    WHERE c.id = echo.conversation_id
    RETURNING c.* INTO conversation;
    PERFORM riad.bump_thread_version(conversation);
    UPDATE public.conversation_messages m
    SET delivery_state = CASE WHEN riad.delivery_rank(echo.delivery_state) > riad.delivery_rank(m.delivery_state)
            THEN echo.delivery_state ELSE m.delivery_state END,
        sent_at = coalesce(m.sent_at, echo.sent_at), delivered_at = coalesce(m.delivered_at, echo.delivered_at),
        read_at = coalesce(m.read_at, echo.read_at), failed_at = coalesce(m.failed_at, echo.failed_at),
        delivery_error = coalesce(m.delivery_error, echo.delivery_error)
    WHERE m.id = reply.id;
    PERFORM riad.follow_delivery(
        CASE WHEN 'failed' = echo.delivery_state AND reply.delivery_state IN ('delivered', 'read') THEN 'failed'
            ELSE reply.delivery_state END, reply.id, coalesce(echo.failed_at, clock_timestamp()));
END
$$;

-- Records the delivery of an outgoing message. Reports may be repeated and arrive in any order: the state only moves
-- forward (queued, sent, failed, delivered, read), and the first timestamp of each state is kept. The message is given
-- by its id, by the channel's id, or by both, which stores the channel's id; an echo recorded under that id meanwhile
-- is the same message. A report by a channel's id that no message has yet is kept for a day and applied once one has
-- it; then the result is null. An account reports on its own messages only. A reply that failed is owed again. Who
-- fetched the message names the lease: while somebody has the message, nobody else's failure is believed; `sent` is,
-- also after another lease's failure. Returns the current state. RI002: no such message, or another account's. RI006:
-- the channel's id belongs to another message. RI010: unknown state or impossible time. RI014: the message is locked;
-- try again.
CREATE OR REPLACE FUNCTION public.report_delivery(
    _state text, _message_id uuid DEFAULT NULL, _channel_account text DEFAULT NULL,
    _channel_message_id text DEFAULT NULL, _at timestamptz DEFAULT NULL, _error text DEFAULT NULL,
    _lease_token uuid DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    sent_one uuid;
    reply public.conversation_messages;
    queued riad.outgoing_messages;
    -- A channel's clock may be a little ahead.
    moment timestamptz := least(_at, clock_timestamp());
    account text := _channel_account;
BEGIN
    IF coalesce(_state, '') NOT IN ('sent', 'delivered', 'read', 'failed') THEN
        RAISE EXCEPTION 'a delivery is sent, delivered, read or failed' USING ERRCODE = 'RI010';
    ELSIF _at NOT BETWEEN '2000-01-01' AND clock_timestamp() + interval '5 minutes' THEN
        RAISE EXCEPTION 'a delivery happens neither in the future nor before 2000' USING ERRCODE = 'RI010';
    ELSIF octet_length(_channel_account) > 200 OR octet_length(_channel_message_id) > 1000 THEN
        RAISE EXCEPTION 'an account has at most 200 bytes, and a channel''s id 1,000' USING ERRCODE = 'RI010';
    END IF;
    IF _channel_message_id IS NOT NULL THEN
        IF _message_id IS NOT NULL THEN
            SELECT m.* INTO reply FROM public.conversation_messages m WHERE m.id = _message_id;
            account := coalesce(account, reply.channel_account);
        END IF;
        PERFORM riad.lock_channel_id(account, _channel_message_id);
        IF reply.id IS NOT NULL THEN
            PERFORM riad.lock_thread_head(reply.conversation_id);
            PERFORM FROM public.conversations c WHERE c.id = reply.conversation_id FOR NO KEY UPDATE;
        END IF;
    END IF;
    SELECT m.id INTO sent_one FROM public.conversation_messages m
    JOIN public.conversations c ON c.id = m.conversation_id
    WHERE m.sender_type <> 'guest' AND NOT m.is_internal AND m.withdrawn_at IS NULL AND m.id = coalesce(_message_id, (
        SELECT known.id FROM public.conversation_messages known
        WHERE known.channel_account = _channel_account
            AND riad.opaque_text(known.channel_message_id) = _channel_message_id
    ))
        AND (_channel_account IS NULL
            OR coalesce(m.channel_account, c.channel_account, _channel_account) = _channel_account)
    FOR NO KEY UPDATE OF m;
    IF sent_one IS NULL AND _message_id IS NULL AND _channel_account <> '' AND _channel_message_id <> ''
        AND riad.find_channel_message(_channel_account, _channel_message_id) IS NULL
    THEN
        PERFORM riad.keep_early_report(_channel_account, _channel_message_id, _state, moment, _error);
        RETURN NULL;
    ELSIF sent_one IS NULL THEN
        RAISE EXCEPTION 'there is no such outgoing message' USING ERRCODE = 'RI002';
    END IF;
    IF reply.id IS NOT NULL THEN
        SELECT m.* INTO reply FROM public.conversation_messages m WHERE m.id = _message_id;
        PERFORM riad.absorb_echo(reply, (riad.find_channel_message(account, _channel_message_id)).message_id);
    END IF;
    SELECT o.* INTO queued FROM riad.outgoing_messages o WHERE o.message_id = sent_one AND o.lease_token IS NOT NULL;
    IF _state = 'failed' AND (
        queued.lease_token <> _lease_token OR _lease_token IS NULL AND queued.leased_until > clock_timestamp()
    ) THEN
        RETURN 'queued';
    END IF;
    UPDATE public.conversation_messages m
    SET channel_account = account, channel_message_id = _channel_message_id
    WHERE m.id = sent_one AND m.channel_message_id IS NULL AND _channel_message_id IS NOT NULL AND account IS NOT NULL;
    -- A failure that no lease reported is none of the leases'.
    PERFORM riad.advance_delivery(sent_one, _state, moment, _error, _lease_token,
        CASE WHEN queued.message_id IS NOT NULL THEN gen_random_uuid() END);
    IF _channel_message_id IS NOT NULL THEN
        PERFORM riad.apply_early_reports(sent_one);
    END IF;
    RETURN (SELECT m.delivery_state FROM public.conversation_messages m WHERE m.id = sent_one);
EXCEPTION
    WHEN unique_violation THEN
        RAISE EXCEPTION 'this channel message id belongs to another message' USING ERRCODE = 'RI006';
    WHEN lock_not_available OR deadlock_detected THEN
        PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.report_delivery(text, uuid, text, text, timestamptz, text, uuid) TO riad_integration;
