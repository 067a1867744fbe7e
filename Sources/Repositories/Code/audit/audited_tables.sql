-- The audited tables: what people change. Messages, read marks, batches and logs are trails of their own. Message
-- texts, contact data and secrets (such as webhook URLs) are never copied. Each line creates the triggers audited and
-- audited_update; those of conversations are in conversations/triggers.
-- requires: audit/audit

SELECT riad.create_audit_triggers('public.guest', 'guest_id', '{country}', '{first_name,last_name,email,phone}', false);
SELECT riad.create_audit_triggers('riad.guest_languages', 'guest_id', '{language}', '{}', false);
SELECT riad.create_audit_triggers('public.reservation', 'res_id',
    '{property_id,source,status,check_in,check_out,adults,children}', '{guest_id}', false);
SELECT riad.create_audit_triggers('public.property', 'property_id', '{name,address,latitude,longitude,status,amenities,zone}',
    '{access_notes}');
SELECT riad.create_audit_triggers('riad.merges', 'head_id', '{head_id,member_id,unmerged_at}');
SELECT riad.create_audit_triggers('riad.guest_joins', 'kept_id', '{kept_id,other_id,parted_at}');
SELECT riad.create_audit_triggers('riad.distinct_guests', 'guest_id', '{guest_id,other_id}');

SELECT riad.create_audit_triggers('public.profiles', 'user_id',
    '{profile_type,geographical_zones,is_active}', '{first_name,last_name,email,phone}');
SELECT riad.create_audit_triggers('public.user_roles', 'user_id', '{role,expires_at,is_active,assigned_by}');
SELECT riad.create_audit_triggers('riad.logins', 'user_id', '{login,first_password_until}', '{password_set_at}');
SELECT riad.create_audit_triggers('riad.closed_logins', 'login', '{login}');

SELECT riad.create_audit_triggers('public.webhook_configs', 'name',
    '{name,is_active,retry_count,timeout_seconds}', '{endpoint_url,secret_token}');
SELECT riad.create_audit_triggers('riad.settings', 'key', '{value}');
SELECT riad.create_audit_triggers('riad.zones', 'label', '{label,city}');
SELECT riad.create_audit_triggers('riad.calendars', 'name', '{name,time_zone,openings}');
SELECT riad.create_audit_triggers('riad.holidays', 'name', '{calendar_id,day,name}');
SELECT riad.create_audit_triggers('riad.sla_targets', 'kind', '{kind,priority,channel_type,zone_id,minutes,calendar_id}');
SELECT riad.create_audit_triggers('riad.saved_views', 'name', '{name,owner_id}', '{query}');
SELECT riad.create_audit_triggers('riad.canned_replies', 'name', '{name,language,owner_id}', '{body}');
