-- Administrators can read webhooks, except their secrets; supervisors can read workflow metrics.
-- requires: rights/session

CREATE POLICY "Only admins can manage webhook configs" ON public.webhook_configs FOR ALL TO riad_console
    USING ((SELECT riad.administers()));
GRANT SELECT (id, name, endpoint_url, has_secret, is_active, retry_count, timeout_seconds, created_at, updated_at)
    ON public.webhook_configs TO riad_console;

CREATE POLICY "Only admins can view webhook logs" ON public.webhook_logs FOR SELECT TO riad_console
    USING ((SELECT riad.administers()));
GRANT SELECT ON public.webhook_logs TO riad_console;

CREATE POLICY "Supervisors can view metrics" ON public.workflow_metrics FOR SELECT TO riad_console
    USING ((SELECT riad.supervises()));
-- What a run worked on is shown masked, by `riad.workflow_run`.
GRANT SELECT (id, workflow_name, execution_id, status, started_at, completed_at, duration_ms, retry_count,
    created_at, updated_at, is_stale) ON public.workflow_metrics TO riad_console;
