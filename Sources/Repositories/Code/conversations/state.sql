-- State, priority and tags.
-- requires: merging/threads

-- Sets the state. RI001, RI002. RI003: finishing although the guest has written since `_expected_seq` (null: no check).
-- RI004: transition not allowed by hand. RI005: archived.
CREATE OR REPLACE FUNCTION riad.set_state(_conversation_id uuid, _state text, _expected_seq bigint DEFAULT NULL)
RETURNS riad.change_result
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    conversation public.conversations := riad.lock_changeable(_conversation_id);
    undo riad.undo_entries;
BEGIN
    IF conversation.state = _state THEN
        RETURN riad.change_result(conversation);
    END IF;
    IF NOT riad.is_allowed_transition('by_hand', conversation.state, _state) THEN
        RAISE EXCEPTION 'this state cannot follow %', conversation.state USING ERRCODE = 'RI004';
    END IF;
    IF _state = 'ARCHIVÉE' AND NOT riad.supervises() THEN
        RAISE EXCEPTION 'only a superviseur may archive' USING ERRCODE = 'RI001';
    END IF;
    IF riad.is_finished(_state) AND riad.thread_length(conversation) > _expected_seq
        AND riad.guest_wrote_since(conversation.id, _expected_seq)
    THEN
        RAISE EXCEPTION 'the guest has written since' USING ERRCODE = 'RI003';
    END IF;
    undo := riad.begin_undoable(riad.session_rights(), 'state', conversation);
    UPDATE public.conversations c
    SET state = _state, updated_at = clock_timestamp(),
        -- NOUVELLE means unassigned.
        assigned_agent_id = CASE WHEN _state <> 'NOUVELLE' THEN c.assigned_agent_id END,
        assign_version = c.assign_version + (_state = 'NOUVELLE' AND c.assigned_agent_id IS NOT NULL)::integer,
        transferred_to_role = NULL
    WHERE c.id = conversation.id
    RETURNING c.* INTO conversation;
    PERFORM riad.end_undoable(undo, conversation);
    RETURN riad.change_result(conversation);
END
$$;
GRANT EXECUTE ON FUNCTION riad.set_state TO riad_console;

-- Sets the priority. A running SLA target is replaced by the new priority's, counted from the same moment. RI010:
-- unknown priority.
CREATE OR REPLACE FUNCTION riad.set_priority(_conversation_id uuid, _priority text) RETURNS riad.change_result
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    conversation public.conversations := riad.lock_changeable(_conversation_id);
    undo riad.undo_entries;
BEGIN
    IF _priority IS NULL OR NOT EXISTS (SELECT FROM riad.priorities t WHERE t.priority = _priority) THEN
        RAISE EXCEPTION 'there is no such priority' USING ERRCODE = 'RI010';
    END IF;
    undo := riad.begin_undoable(riad.session_rights(), 'priority', conversation);
    UPDATE public.conversations c
    SET priority = _priority, updated_at = clock_timestamp()
    WHERE c.id = conversation.id
    RETURNING c.* INTO conversation;
    PERFORM riad.end_undoable(undo, conversation);
    RETURN riad.change_result(conversation);
END
$$;
GRANT EXECUTE ON FUNCTION riad.set_priority TO riad_console;

-- Replaces the tags; of those that filters take for the same, the first stays. RI010: more than 20, or one that is
-- empty, longer than 50 characters, or contains control or direction characters.
CREATE OR REPLACE FUNCTION riad.set_tags(_conversation_id uuid, _tags text[]) RETURNS riad.change_result
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    conversation public.conversations := riad.lock_changeable(_conversation_id);
    undo riad.undo_entries;
BEGIN
    IF _tags IS NULL OR cardinality(_tags) > 20 OR EXISTS (
        SELECT FROM unnest(_tags) AS t (tag)
        WHERE tag IS NULL OR btrim(tag) = '' OR char_length(tag) > 50 
            OR tag ~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ) THEN
        RAISE EXCEPTION 'at most 20 tags of 1 to 50 characters' USING ERRCODE = 'RI010';
    END IF;
    undo := riad.begin_undoable(riad.session_rights(), 'tags', conversation);
    UPDATE public.conversations c
    SET updated_at = clock_timestamp(), tags = ARRAY(
        SELECT (array_agg(btrim(t.tag) ORDER BY t.ordinal))[1] FROM unnest(_tags) WITH ORDINALITY AS t (tag, ordinal)
        GROUP BY riad.folded(btrim(t.tag)) ORDER BY min(t.ordinal)
    )
    WHERE c.id = conversation.id
    RETURNING c.* INTO conversation;
    PERFORM riad.end_undoable(undo, conversation);
    RETURN riad.change_result(conversation);
END
$$;
GRANT EXECUTE ON FUNCTION riad.set_tags TO riad_console;

-- Trims and deduplicates tags, in order. RI010 as for `riad.set_tags`.
CREATE OR REPLACE FUNCTION riad.clean_tags(_tags text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF coalesce(cardinality(_tags), 0) NOT BETWEEN 1 AND 20 OR EXISTS (
        SELECT FROM unnest(_tags) AS t (tag)
        WHERE tag IS NULL OR btrim(tag) = '' OR char_length(tag) > 50
            OR tag ~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ) THEN
        RAISE EXCEPTION 'a change needs 1 to 20 tags of 1 to 50 characters' USING ERRCODE = 'RI010';
    END IF;
    RETURN ARRAY(
        SELECT (array_agg(btrim(t.tag) ORDER BY t.ordinal))[1] FROM unnest(_tags) WITH ORDINALITY AS t (tag, ordinal)
        GROUP BY riad.folded(btrim(t.tag)) ORDER BY min(t.ordinal)
    );
END
$$;

-- Returns whether the guest wrote after this message of the thread. The caller holds the conversation's lock and
-- started the statement after taking it, so messages stored meanwhile are visible.
CREATE OR REPLACE FUNCTION riad.guest_wrote_since(_conversation_id uuid, _seq bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM riad.thread_parts_before(_conversation_id, least(_seq, 9223372036854775806) + 1, NULL) p
        JOIN public.conversation_messages m
            ON m.conversation_id = p.conversation_id AND m.seq > p.messages_before AND m.sender_type = 'guest'
    );
END;

-- Returns whether the guest wrote in the thread after this moment; locking as above.
CREATE OR REPLACE FUNCTION riad.guest_wrote_after(_conversation_id uuid, _moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM riad.thread_parts(_conversation_id) p
        JOIN public.conversation_messages m ON m.conversation_id = ANY (p.ids)
        WHERE m.sender_type = 'guest' AND m.created_at > _moment
    );
END;
