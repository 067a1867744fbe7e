-- Where a guest can be written to, the addresses that they wrote from first.
-- parameters: $1 guest_id uuid
-- columns: channel_account text, channel_type text, address text, is_vouched boolean, has_written boolean, conversation_id uuid
SELECT channel_account, channel_type, address, is_vouched, has_written, conversation_id FROM riad.guest_channels($1)
