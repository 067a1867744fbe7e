-- A deployment as its own migrations made it over time. Run as the role that owns it, which is no superuser.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;

CREATE TYPE geographical_zone AS ENUM (
    'casablanca_centre', 'casablanca_maarif', 'essaouira_medina', 'essaouira_plage', 'marrakech_medina', 'ouarzazate'
);
CREATE TYPE user_profile AS ENUM ('agent', 'comptabilite', 'administrateur', 'stagiaire');
CREATE TYPE app_role AS ENUM ('agent', 'superviseur', 'administrateur', 'super_admin', 'technicien', 'partenaire');

CREATE TABLE property (
    property_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    org_id uuid NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    latitude numeric,
    longitude numeric,
    status text NOT NULL DEFAULT 'active',
    amenities jsonb NOT NULL DEFAULT '{}',
    ext_id text,
    zone geographical_zone,
    nightly_price numeric(10, 2) CHECK (nightly_price >= 0),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE guest (
    guest_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    org_id uuid NOT NULL,
    first_name varchar(120),
    last_name text,
    email text,
    phone text,
    country text,
    ext_id text,
    loyalty_points integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE reservation (
    res_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    org_id uuid NOT NULL,
    guest_id uuid NOT NULL REFERENCES guest(guest_id) ON DELETE CASCADE,
    property_id uuid NOT NULL REFERENCES property(property_id),
    source text,
    check_in date NOT NULL,
    check_out date NOT NULL,
    ext_id text,
    total_price numeric,
    created_at timestamptz DEFAULT now()
);

CREATE TABLE profiles (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL UNIQUE REFERENCES auth.users(id) ON DELETE CASCADE,
    email text NOT NULL,
    first_name text,
    last_name text,
    phone text,
    profile_type user_profile NOT NULL DEFAULT 'agent',
    geographical_zones geographical_zone[] DEFAULT ARRAY['casablanca_centre']::geographical_zone[],
    is_active boolean DEFAULT true,
    avatar_url text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_roles (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL,
    role app_role NOT NULL,
    assigned_by uuid,
    assigned_at timestamptz DEFAULT now(),
    expires_at timestamptz,
    is_active boolean DEFAULT true,
    created_at timestamptz DEFAULT now(),
    CONSTRAINT one_row_a_role UNIQUE (user_id, role)
);

CREATE TABLE conversations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    guest_id uuid REFERENCES guest(guest_id),
    reservation_id uuid REFERENCES reservation(res_id),
    assigned_agent_id uuid,
    assigned_chatbot_id uuid,
    state text NOT NULL DEFAULT 'NOUVELLE',
    journey_phase text NOT NULL DEFAULT 'PRE_RESERVATION',
    channel_type text NOT NULL,
    priority text DEFAULT 'medium',
    subject text,
    tags text[] DEFAULT '{}',
    last_message_at timestamptz DEFAULT now(),
    last_message_content text,
    created_at timestamptz DEFAULT now(),
    updated_at timestamptz DEFAULT now(),
    sentiment_score double precision,
    language text,
    CONSTRAINT conversations_state_check CHECK (state <> ''),
    CONSTRAINT sentiment_in_range CHECK (sentiment_score BETWEEN -1 AND 1)
);

CREATE TABLE conversation_messages (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    conversation_id uuid NOT NULL REFERENCES conversations(id),
    sender_id uuid,
    sender_type text NOT NULL,
    sender_name text,
    message_content text NOT NULL,
    message_type text DEFAULT 'text',
    attachment_ids uuid[],
    is_internal boolean DEFAULT false,
    is_automated boolean DEFAULT false,
    metadata jsonb DEFAULT '{}',
    created_at timestamptz DEFAULT now(),
    translated_content text
);

CREATE TABLE webhook_configs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    endpoint_url text NOT NULL,
    secret_token text,
    is_active boolean NOT NULL DEFAULT true,
    retry_count integer NOT NULL DEFAULT 3,
    timeout_seconds integer NOT NULL DEFAULT 30,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE webhook_logs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    webhook_config_id uuid REFERENCES webhook_configs(id),
    event_type text NOT NULL,
    payload jsonb NOT NULL,
    response_status integer,
    response_body text,
    error_message text,
    attempt_number integer NOT NULL DEFAULT 1,
    processing_time_ms integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    environment text NOT NULL DEFAULT 'production'
);

CREATE TABLE workflow_metrics (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    workflow_name text NOT NULL,
    execution_id text,
    status text NOT NULL DEFAULT 'pending',
    started_at timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    duration_ms integer,
    input_data jsonb DEFAULT '{}',
    output_data jsonb DEFAULT '{}',
    error_message text,
    retry_count integer DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Of their own: ratings and a journal beside the conversations, and what reads them.
CREATE TABLE conversation_ratings (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    guest_id uuid REFERENCES guest(guest_id),
    stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5)
);
CREATE TABLE change_journal (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    conversation_id uuid,
    changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE VIEW open_conversations AS
    SELECT c.id, c.state, c.priority, c.subject, g.last_name FROM conversations c LEFT JOIN guest g USING (guest_id)
    WHERE c.state IN ('NOUVELLE', 'EN_COURS');
CREATE VIEW urgent_conversations AS SELECT id, last_name FROM open_conversations WHERE priority = 'urgent';
CREATE VIEW webhook_failures AS SELECT id, event_type, environment FROM webhook_logs WHERE response_status >= 400;
COMMENT ON VIEW open_conversations IS 'For the dashboard';
