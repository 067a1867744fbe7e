-- Columns of texts that the console's logins may select keep no statistics. Row security holds back rows, not estimates: for a
-- comparison that is leakproof, as that of texts is, EXPLAIN tells how many rows the statistics expect, and by halving one
-- comes to each value in them. Where the values are the house's own (states, kinds, channels), statistics stay.
SET LOCAL ROLE riad_owner;

ALTER TABLE public.guest
    ALTER COLUMN first_name SET STATISTICS 0, ALTER COLUMN last_name SET STATISTICS 0, ALTER COLUMN email SET STATISTICS 0,
    ALTER COLUMN phone SET STATISTICS 0, ALTER COLUMN country SET STATISTICS 0, ALTER COLUMN ext_id SET STATISTICS 0;
ALTER TABLE riad.guest_languages ALTER COLUMN language SET STATISTICS 0;
ALTER TABLE riad.guest_claims ALTER COLUMN claim SET STATISTICS 0;
ALTER TABLE public.property
    ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN address SET STATISTICS 0, ALTER COLUMN ext_id SET STATISTICS 0;
ALTER TABLE public.profiles
    ALTER COLUMN first_name SET STATISTICS 0, ALTER COLUMN last_name SET STATISTICS 0, ALTER COLUMN email SET STATISTICS 0,
    ALTER COLUMN phone SET STATISTICS 0;
ALTER TABLE public.conversations
    ALTER COLUMN subject SET STATISTICS 0, ALTER COLUMN last_message_content SET STATISTICS 0,
    ALTER COLUMN channel_account SET STATISTICS 0, ALTER COLUMN shown_guest_name SET STATISTICS 0,
    ALTER COLUMN shown_guest_country SET STATISTICS 0;
ALTER TABLE riad.assignments ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE public.conversation_messages
    ALTER COLUMN sender_name SET STATISTICS 0, ALTER COLUMN message_content SET STATISTICS 0,
    ALTER COLUMN channel_account SET STATISTICS 0, ALTER COLUMN channel_message_id SET STATISTICS 0,
    ALTER COLUMN delivery_error SET STATISTICS 0;
ALTER TABLE riad.attachments
    ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN content_type SET STATISTICS 0, ALTER COLUMN url SET STATISTICS 0;
ALTER TABLE riad.audit
    ALTER COLUMN login SET STATISTICS 0, ALTER COLUMN row_key SET STATISTICS 0, ALTER COLUMN application SET STATISTICS 0;
ALTER TABLE riad.saved_views ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN query SET STATISTICS 0;
ALTER TABLE riad.canned_replies ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE public.webhook_configs ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN endpoint_url SET STATISTICS 0;
ALTER TABLE public.webhook_logs
    ALTER COLUMN response_body SET STATISTICS 0, ALTER COLUMN error_message SET STATISTICS 0;
ALTER TABLE public.workflow_metrics
    ALTER COLUMN workflow_name SET STATISTICS 0, ALTER COLUMN execution_id SET STATISTICS 0,
    ALTER COLUMN error_message SET STATISTICS 0;

-- What an index computes has statistics of its own.
ALTER INDEX public.guest_by_email ALTER COLUMN 2 SET STATISTICS 0;
ALTER INDEX public.guest_by_phone ALTER COLUMN 2 SET STATISTICS 0;
ALTER INDEX riad.saved_views_by_name ALTER COLUMN 2 SET STATISTICS 0;
ALTER INDEX riad.canned_replies_by_name ALTER COLUMN 2 SET STATISTICS 0, ALTER COLUMN 3 SET STATISTICS 0;
