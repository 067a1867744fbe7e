-- Several thousand rows, with what years of use leave: nulls, words typed with combining accents, moments that are the
-- same, people who left. Deterministic: ids are made from numbers.
CREATE FUNCTION pg_temp.an_id(kind text, number integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT md5(kind || number)::uuid
$$;

INSERT INTO auth.users (id, email, encrypted_password)
SELECT pg_temp.an_id('user', n), 'agent' || n || '@example.com', '$2a$10$hash' FROM generate_series(1, 40) n;
INSERT INTO profiles (user_id, email, first_name, last_name, profile_type, geographical_zones, is_active, avatar_url)
SELECT pg_temp.an_id('user', n), 'agent' || n || '@example.com', (ARRAY['Fátima', 'Hélène', 'يوسف', 'Zoë'])[n % 4 + 1],
    'Personne ' || n, CASE WHEN n % 9 = 0 THEN 'stagiaire' ELSE 'agent' END::user_profile,
    CASE WHEN n % 7 = 0 THEN NULL ELSE ARRAY['essaouira_medina', 'marrakech_medina'] END::geographical_zone[],
    CASE WHEN n % 11 = 0 THEN NULL ELSE n % 13 <> 0 END, CASE WHEN n % 2 = 0 THEN 'https://img.example.com/' || n END
FROM generate_series(1, 40) n;
INSERT INTO user_roles (user_id, role, assigned_by, is_active, expires_at)
SELECT pg_temp.an_id('user', n), CASE n WHEN 1 THEN 'super_admin' WHEN 2 THEN 'administrateur' WHEN 3 THEN 'superviseur'
    WHEN 40 THEN 'partenaire' ELSE 'agent' END::app_role, pg_temp.an_id('user', 1), true, NULL
FROM generate_series(1, 40) n;
INSERT INTO user_roles (user_id, role, is_active)
SELECT pg_temp.an_id('user', n), 'technicien', CASE WHEN n % 2 = 0 THEN false END FROM generate_series(5, 15) n;

INSERT INTO property (property_id, org_id, name, address, amenities, ext_id, zone, nightly_price)
SELECT pg_temp.an_id('property', n), pg_temp.an_id('org', 1), 'Riad n° ' || n, n || ', rue de la Kasbah', '{"wifi": true}',
    CASE WHEN n % 3 = 0 THEN NULL ELSE 'P' || n END,
    (enum_range(NULL::geographical_zone))[n % 7 + 1], n * 10
FROM generate_series(1, 60) n;
INSERT INTO guest (guest_id, org_id, first_name, last_name, email, phone, country, ext_id, loyalty_points)
SELECT pg_temp.an_id('guest', n), pg_temp.an_id('org', 1),
    CASE n % 4 WHEN 0 THEN 'Hélène' WHEN 1 THEN normalize('Hélène', NFD) WHEN 2 THEN NULL ELSE '李雷' END, 'Client ' || n,
    CASE WHEN n % 5 > 0 THEN 'client' || n || '@example.org' END, '+2126' || lpad(n::text, 8, '0'), 'FR',
    CASE WHEN n % 2 = 0 THEN 'G' || n END, n % 100
FROM generate_series(1, 1500) n;
INSERT INTO reservation (res_id, org_id, guest_id, property_id, source, check_in, check_out, ext_id, created_at)
SELECT pg_temp.an_id('stay', n), pg_temp.an_id('org', 1), pg_temp.an_id('guest', n), pg_temp.an_id('property', n % 60 + 1),
    (ARRAY['booking', 'airbnb', NULL])[n % 3 + 1], date '2026-10-01' + n % 90, date '2026-10-03' + n % 90, 'R' || n,
    CASE WHEN n % 10 > 0 THEN now() END
FROM generate_series(1, 1200) n;

INSERT INTO conversations (id, guest_id, reservation_id, assigned_agent_id, state, channel_type, priority, subject, tags,
    last_message_at, created_at, updated_at, sentiment_score, language)
SELECT pg_temp.an_id('talk', n), pg_temp.an_id('guest', n % 1500 + 1),
    CASE WHEN n % 1500 < 1200 AND n % 4 > 0 THEN pg_temp.an_id('stay', n % 1500 + 1) END,
    CASE WHEN n % 3 = 0 THEN pg_temp.an_id('user', n % 40 + 1) END,
    CASE n % 8 WHEN 0 THEN 'NOUVELLE' WHEN 1 THEN 'EN_COURS' WHEN 2 THEN normalize('RÉSOLUE', NFD) WHEN 3 THEN 'RÉSOLUE'
        WHEN 4 THEN 'CLÔTURÉE' WHEN 5 THEN 'TRANSFÉRÉE' WHEN 6 THEN 'EN_ATTENTE' ELSE 'ARCHIVÉE' END,
    (ARRAY['whatsapp', 'email', 'beds24', 'direct', 'sms'])[n % 5 + 1],
    (ARRAY['low', 'medium', 'high', 'urgent', NULL])[n % 5 + 1], 'Sujet n° ' || n || normalize(' é', NFD),
    CASE WHEN n % 6 > 0 THEN ARRAY['vip', normalize('clé', NFD)] END,
    CASE WHEN n % 10 > 0 THEN timestamptz '2026-11-01 08:00Z' + n * interval '1 minute' END,
    CASE WHEN n % 20 > 0 THEN timestamptz '2026-10-20 08:00Z' + n * interval '1 minute' END,
    timestamptz '2026-11-01 08:00Z' + n * interval '1 minute', (n % 21 - 10) / 10.0, (ARRAY['fr', 'ar', NULL])[n % 3 + 1]
FROM generate_series(1, 2000) n;
-- The calls that these cause go away with the table of the calls; they aren't what is looked at.
ALTER TABLE conversation_messages DISABLE TRIGGER conversation_message_webhook;
INSERT INTO conversation_messages (id, conversation_id, sender_id, sender_type, sender_name, message_content, message_type,
    is_internal, metadata, created_at)
SELECT pg_temp.an_id('message', n), pg_temp.an_id('talk', n % 1990 + 1),
    CASE WHEN n % 2 = 0 THEN pg_temp.an_id('user', n % 40 + 1) END, CASE WHEN n % 2 = 0 THEN 'agent' ELSE 'guest' END,
    'Nom', CASE WHEN n % 2 = 0 THEN normalize('Où est la clé n° ' || n, NFD) ELSE 'مفتاح n° ' || n END,
    CASE WHEN n % 30 = 0 THEN NULL ELSE 'text' END, CASE WHEN n % 12 = 0 THEN true WHEN n % 7 = 0 THEN NULL ELSE false END,
    CASE WHEN n % 50 = 0 THEN NULL ELSE '{"n": 1}'::jsonb END,
    CASE WHEN n % 100 > 0 THEN timestamptz '2026-11-01 08:00Z' + (n / 4000) * interval '1 hour' END
FROM generate_series(1, 8000) n;
ALTER TABLE conversation_messages ENABLE TRIGGER conversation_message_webhook;

INSERT INTO webhook_configs (name, endpoint_url, secret_token) VALUES
    ('conversation-update', 'https://n8n.example.invalid/hook/secret-part', 'top-secret-token'),
    ('user-management', 'https://n8n.example.invalid/users', NULL);
INSERT INTO webhook_logs (id, webhook_config_id, event_type, payload, response_status, created_at, environment)
SELECT pg_temp.an_id('log', n), (SELECT id FROM webhook_configs WHERE name = 'conversation-update'), 'message_created',
    jsonb_build_object('n', n), CASE WHEN n % 9 = 0 THEN 500 ELSE 200 END, now() - n * interval '3 hours',
    CASE WHEN n % 4 = 0 THEN 'staging' ELSE 'production' END
FROM generate_series(1, 1500) n;
INSERT INTO workflow_metrics (id, workflow_name, execution_id, status, duration_ms, created_at)
SELECT pg_temp.an_id('run', n), 'relay', 'x' || n, (ARRAY['completed', 'failed', 'running'])[n % 3 + 1], n,
    now() - n * interval '4 hours'
FROM generate_series(1, 1000) n;
INSERT INTO conversation_ratings (conversation_id, guest_id, stars)
SELECT pg_temp.an_id('talk', n), pg_temp.an_id('guest', n), n % 5 + 1 FROM generate_series(1, 400) n;
DELETE FROM net.calls;
