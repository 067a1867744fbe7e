/* What the floor asks of the database: plain SQL, as one would write it for this layout alone. */
#ifndef FLOOR_QUERIES_H
#define FLOOR_QUERIES_H

/* One short index walk for each open state and priority; names are joined to the rows that are left. */
static const char floor_inbox_query[] =
    "WITH key AS (SELECT c.* FROM unnest('{NOUVELLE,EN_COURS,EN_ATTENTE,TRANSFÉRÉE}'::text[]) s (state) "
    "CROSS JOIN unnest('{0,1,2,3}'::smallint[]) p (prio) CROSS JOIN LATERAL ("
    "SELECT * FROM public.conversations c WHERE c.state = s.state AND c.prio = p.prio "
    "ORDER BY c.last_message_at DESC, c.id DESC LIMIT $1) c ORDER BY c.prio DESC, c.last_message_at DESC, c.id DESC LIMIT $1) "
    "SELECT c.id, c.state, c.prio, c.channel_type, c.last_seq - coalesce(m.last_read_seq, 0), "
    "extract(epoch FROM c.last_message_at)::bigint, extract(epoch FROM nullif(c.sla_due_at, 'infinity'))::bigint, "
    "coalesce(c.last_sender_type, 'guest') = 'guest', coalesce(c.assigned_agent_id = (SELECT riad.current_user_id()), false), "
    "c.assigned_agent_id IS NOT NULL, concat_ws(' ', g.first_name, g.last_name), p.name, "
    "left(coalesce(c.last_message_content, c.subject), 200), concat_ws(' ', a.first_name, a.last_name), z.label, "
    "concat_ws('  ', CASE WHEN r.check_in > current_date THEN 'checks in in ' || r.check_in - current_date || ' days' "
    "WHEN r.check_in = current_date THEN 'checks in today' WHEN r.check_out = current_date THEN 'checks out today' "
    "WHEN r.check_out > current_date THEN 'in house, night ' || current_date - r.check_in + 1 || ' of ' || r.check_out - r.check_in "
    "ELSE 'left on ' || to_char(r.check_out, 'FMDD Mon') END, '#' || nullif(array_to_string(c.tags, '  #'), '')), "
    "extract(epoch FROM coalesce(c.owed_since, c.last_message_at))::bigint, "
    "CASE WHEN c.sla_due_at IN ('infinity', c.answer_due_at) THEN '' WHEN c.channel_type = 'whatsapp' "
    "AND c.sla_due_at = c.last_guest_at + interval '24 hours' THEN 'W' ELSE 'A' END "
    "FROM key c LEFT JOIN public.guest g ON g.guest_id = c.guest_id "
    "LEFT JOIN public.reservation r ON r.res_id = c.reservation_id "
    "LEFT JOIN public.property p ON p.property_id = c.property_id LEFT JOIN riad.zones z ON z.id = c.zone_id "
    "LEFT JOIN public.profiles a ON a.user_id = c.assigned_agent_id "
    "LEFT JOIN riad.read_marks m ON m.conversation_id = c.id AND m.user_id = (SELECT riad.current_user_id()) "
    "ORDER BY c.prio DESC, c.last_message_at DESC, c.id DESC";

static const char floor_thread_query[] =
    "SELECT extract(epoch FROM m.created_at)::bigint, m.is_internal, "
    "coalesce(m.sender_id = (SELECT riad.current_user_id()), false), m.sender_type, m.delivery_state, "
    "coalesce(m.sender_name, concat_ws(' ', a.first_name, a.last_name)), m.message_content, "
    "(SELECT string_agg(f.name, ', ') FROM riad.attachments f WHERE f.id = ANY (m.attachment_ids)) "
    "FROM public.conversation_messages m LEFT JOIN public.profiles a ON a.user_id = m.sender_id "
    "WHERE m.conversation_id = $1 ORDER BY m.seq DESC LIMIT 60";

static const char floor_panel_query[] =
    "SELECT 'Guest', concat_ws(' ', g.first_name, g.last_name), g.phone, g.email, g.country, 'Stay', "
    "r.check_in || ' → ' || r.check_out, r.source, r.status, 'Property', p.name, p.address "
    "FROM public.conversations c LEFT JOIN public.guest g ON g.guest_id = c.guest_id "
    "LEFT JOIN public.reservation r ON r.res_id = c.reservation_id "
    "LEFT JOIN public.property p ON p.property_id = c.property_id WHERE c.id = $1";

#endif
