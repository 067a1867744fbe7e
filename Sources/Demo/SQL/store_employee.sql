-- A person with profile and role, and the login that stands for them where they have one.
-- parameters: $1 profile id, $2 user id, $3 role row id, $4 login or null, $5 e-mail, $6 first name, $7 last name,
-- $8 phone, $9 profile type, $10 zones, $11 role, $12 since, $13 who gave the role or null
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
