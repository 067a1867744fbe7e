-- The audit trail, by month.
SET LOCAL ROLE riad_owner;

CREATE SEQUENCE riad.audit_ids;

CREATE TABLE riad.audit (
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    id bigint NOT NULL DEFAULT nextval('riad.audit_ids'),
    table_name text COLLATE "C" NOT NULL,
    act text COLLATE "C" NOT NULL CHECK (act IN ('insert', 'update', 'delete')),
    -- What it is about: a person for their profile, role and login, else the row's own key.
    row_key text COLLATE "C" NOT NULL,
    -- The person of the session; null for the channels' side, the worker and migrations.
    user_id uuid,
    login name NOT NULL DEFAULT session_user,
    pid integer NOT NULL DEFAULT pg_backend_pid(),
    application text NOT NULL DEFAULT current_setting('application_name'),
    -- Null for a unix socket.
    address inet DEFAULT inet_client_addr(),
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    -- Which columns changed; the values of those that may be kept.
    columns text[] NOT NULL,
    old_values jsonb NOT NULL,
    new_values jsonb NOT NULL,
    PRIMARY KEY (created_at, id)
) PARTITION BY RANGE (created_at);
ALTER TABLE riad.audit ENABLE ROW LEVEL SECURITY;

CREATE INDEX audit_by_row ON riad.audit (row_key, created_at, id);

CREATE INDEX audit_by_person ON riad.audit (user_id, created_at, id);

CREATE TABLE riad.audit_default PARTITION OF riad.audit DEFAULT;
ALTER TABLE riad.audit_default ENABLE ROW LEVEL SECURITY;
