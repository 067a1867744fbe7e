/* What the floor asks of the database: plain SQL, as one would write it for this layout alone. */
#ifndef FLOOR_QUERIES_H
#define FLOOR_QUERIES_H

/* Messages that are read of a thread at most. */
#define THREAD_LIMIT 60
#define WORDS_OF(number) #number
#define WORDS(number) WORDS_OF(number)

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
    "WHERE m.conversation_id = $1 ORDER BY m.seq DESC LIMIT " WORDS(THREAD_LIMIT);

/* A line a row, from top to bottom, and what it is written in: h heading, v value, d dim, b bar, t tag. */
static const char floor_panel_query[] =
    "SELECT line.ink, line.words FROM public.conversations c LEFT JOIN public.guest g ON g.guest_id = c.guest_id "
    "LEFT JOIN public.reservation r ON r.res_id = c.reservation_id "
    "LEFT JOIN public.property p ON p.property_id = c.property_id "
    "CROSS JOIN LATERAL (SELECT r.check_out - r.check_in AS nights, current_date - r.check_in AS gone) n "
    "CROSS JOIN LATERAL ("
    "VALUES (1, 'h', 'Guest'), (2, 'v', concat_ws(' ', g.first_name, g.last_name)), (3, 'd', g.phone), (4, 'd', g.email), "
    "(5, 'd', g.country), (6, 'd', (SELECT count(*) || ' conversations' FROM public.conversations o WHERE o.guest_id = c.guest_id)), "
    "(7, 'd', ''), (8, 'h', 'Stay'), (9, 'v', r.check_in || ' → ' || r.check_out), "
    "(10, 'b', CASE WHEN n.gone BETWEEN 0 AND n.nights THEN repeat('━', n.gone * least(n.nights, 24) / n.nights) "
    "|| repeat('┄', least(n.nights, 24) - n.gone * least(n.nights, 24) / n.nights) END), "
    "(11, 'd', CASE WHEN n.gone BETWEEN 0 AND n.nights - 1 THEN 'in house, night ' || n.gone + 1 || ' of ' || n.nights "
    "ELSE 'from ' || to_char(r.check_in, 'FMDD Mon') END), "
    "(12, 'd', r.adults + coalesce(r.children, 0) || ' guests'), (13, 'd', r.source), (14, 'd', r.status), "
    "(15, 'd', ''), (16, 'h', 'Property'), (17, 'v', p.name), (18, 'd', p.address), (19, 'd', p.zone::text), "
    "(30, 'd', ''), (31, CASE WHEN c.tags <> '{}' THEN 'h' END, 'Tags') "
    "UNION ALL SELECT 20, 'd', '· ' || a.key FROM jsonb_each(CASE jsonb_typeof(p.amenities) WHEN 'object' THEN p.amenities END) a "
    "WHERE a.value NOT IN ('false', 'null') "
    "UNION ALL SELECT 32, 't', '#' || o FROM unnest(c.tags) o) AS line (nth, ink, words) "
    "WHERE c.id = $1 AND line.ink IS NOT NULL AND line.words IS NOT NULL ORDER BY line.nth, line.words";

#endif
