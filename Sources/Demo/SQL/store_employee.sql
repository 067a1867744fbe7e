-- A person with profile and role, and the login that stands for them where they have one.
-- parameters: $1 profile uuid, $2 user uuid, $3 role row uuid, $4 login or null text, $5 e-mail text, $6 first name text, $7 last name text, $8 phone text, $9 profile type text, $10 zones text[], $11 role text, $12 since timestamp with time zone, $13 who gave the role or null uuid
WITH person AS (
    INSERT INTO public.profiles (
        id, user_id, email, first_name, last_name, phone, profile_type, geographical_zones, is_active, created_at,
        updated_at
    ) VALUES (
        $1, $2, $5, $6, $7, $8, $9::text::public.user_profile, $10::text[]::public.geographical_zone[], true, $12, $12
    )
), role AS (
    INSERT INTO public.user_roles (id, user_id, role, assigned_by, assigned_at, is_active, created_at)
    VALUES ($3, $2, $11::text::public.app_role, $13, $12, true, $12)
)
INSERT INTO riad.logins (login, user_id, created_at) SELECT $4::text::name, $2, $12 WHERE $4::text IS NOT NULL
