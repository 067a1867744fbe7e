-- The company's accounts that have a signature, by name.
-- parameters:
-- columns: channel_account text, signature text
SELECT a.channel_account, a.signature FROM riad.channel_accounts a ORDER BY a.channel_account
