-- The company's own id, which its properties, guests and reservations carry.
-- parameters: $1 organisation uuid
UPDATE riad.settings SET value = to_jsonb($1::uuid) WHERE key = 'organisation_id'
