-- The assignment history of a conversation, newest first; with names where the current user may know them.
-- parameters: $1 conversation_id uuid
-- columns: id uuid, action text, acted_by uuid, actor_name text, from_agent_id uuid, from_name text, from_role text, to_agent_id uuid, to_name text, to_role text, reason text, created_at timestamp with time zone, assign_version integer, batch_id uuid
SELECT a.id, a.action, a.acted_by, nullif(concat_ws(' ', p.first_name, p.last_name), '') AS actor_name,
    a.from_agent_id, nullif(concat_ws(' ', f.first_name, f.last_name), '') AS from_name, a.from_role,
    a.to_agent_id, nullif(concat_ws(' ', t.first_name, t.last_name), '') AS to_name, a.to_role,
    a.reason, a.created_at, a.assign_version, a.batch_id
FROM riad.assignments a
LEFT JOIN public.profiles p ON p.user_id = a.acted_by
LEFT JOIN public.profiles f ON f.user_id = a.from_agent_id
LEFT JOIN public.profiles t ON t.user_id = a.to_agent_id
WHERE a.conversation_id = $1
ORDER BY a.created_at DESC, a.assign_version DESC
LIMIT 50
