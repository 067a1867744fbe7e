-- What the hosting platform brings: its roles, people who sign in, and calls over the network. Run as a superuser.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['anon NOLOGIN', 'authenticated NOLOGIN', 'service_role NOLOGIN BYPASSRLS',
        'authenticator LOGIN NOINHERIT']
    LOOP
        BEGIN
            EXECUTE 'CREATE ROLE ' || wanted;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
    GRANT anon, authenticated, service_role TO authenticator;
EXCEPTION WHEN OTHERS THEN
    IF NOT pg_has_role('authenticator', 'service_role', 'MEMBER') THEN
        RAISE;
    END IF;
END
$$;

CREATE SCHEMA auth;
GRANT USAGE ON SCHEMA auth TO PUBLIC;
CREATE TABLE auth.users (
    id uuid PRIMARY KEY,
    email text,
    encrypted_password text,
    created_at timestamptz DEFAULT now()
);
ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
GRANT SELECT, REFERENCES ON auth.users TO PUBLIC;

-- As the platform's own does: the call is only put down here, and a worker makes it.
CREATE SCHEMA net;
GRANT USAGE ON SCHEMA net TO PUBLIC;
CREATE TABLE net.calls (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, url text, headers jsonb, body jsonb);
CREATE FUNCTION net.http_post(
    url text, body jsonb DEFAULT '{}', params jsonb DEFAULT '{}', headers jsonb DEFAULT '{}',
    timeout_milliseconds integer DEFAULT 5000
) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = net, pg_temp AS $$
    INSERT INTO net.calls (url, headers, body) VALUES (url, headers, body) RETURNING id
$$;
GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
