-- All templates, or an account's, with those that are not offered.
-- parameters: $1 channel_account text
-- columns: id uuid, name text, language text, body text, category text, variables integer, channel_account text, is_active boolean
SELECT id, name, language, body, category, variables, channel_account, is_active FROM riad.templates($1)
