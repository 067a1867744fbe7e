-- Its functions, triggers, policies and indexes, as the first specification wrote them and later hands added.
CREATE FUNCTION public.has_role(_user_id uuid, _role app_role) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT EXISTS (
    SELECT 1 FROM public.user_roles
    WHERE user_id = _user_id AND role = _role AND is_active = true AND (expires_at IS NULL OR expires_at > now())
  )
$$;

CREATE FUNCTION public.assign_user_role(
  _user_id uuid, _role app_role, _assigned_by uuid, _expires_at timestamp with time zone DEFAULT NULL
) RETURNS void AS $$
BEGIN
  UPDATE public.user_roles SET is_active = false WHERE user_id = _user_id AND is_active = true;
  INSERT INTO public.user_roles (user_id, role, assigned_by, expires_at, is_active)
  VALUES (_user_id, _role, _assigned_by, _expires_at, true)
  ON CONFLICT (user_id, role)
  DO UPDATE SET is_active = true, assigned_by = _assigned_by, assigned_at = now(), expires_at = _expires_at;
END;
$$ LANGUAGE plpgsql SECURITY DEFINER;

CREATE FUNCTION public.trigger_webhook_notification(webhook_name text, event_type text, payload jsonb)
RETURNS void AS $$
BEGIN
  PERFORM net.http_post(
    url := 'https://example.invalid/functions/v1/webhook-dispatcher',
    headers := '{"Content-Type": "application/json"}'::jsonb,
    body := jsonb_build_object('webhook_name', webhook_name, 'event_type', event_type, 'payload', payload)
  );
  INSERT INTO public.webhook_logs (webhook_config_id, event_type, payload, attempt_number)
  SELECT wc.id, event_type, payload, 1 FROM public.webhook_configs wc WHERE wc.name = webhook_name AND wc.is_active;
EXCEPTION
  WHEN OTHERS THEN
    RAISE WARNING 'Failed to trigger webhook: %', SQLERRM;
END;
$$ LANGUAGE plpgsql SECURITY DEFINER;

CREATE FUNCTION notify_conversation_update() RETURNS trigger AS $$
BEGIN
  PERFORM public.trigger_webhook_notification('conversation-update', 'message_created', jsonb_build_object(
    'message_id', NEW.id, 'conversation_id', NEW.conversation_id, 'message_content', NEW.message_content));
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER conversation_message_webhook AFTER INSERT ON conversation_messages
    FOR EACH ROW EXECUTE FUNCTION notify_conversation_update();

CREATE FUNCTION cleanup_old_logs() RETURNS void AS $$
BEGIN
  DELETE FROM webhook_logs WHERE created_at < now() - interval '30 days';
  DELETE FROM workflow_metrics WHERE created_at < now() - interval '90 days';
  RAISE NOTICE 'Cleanup completed at %', now();
END;
$$ LANGUAGE plpgsql SECURITY DEFINER;

-- A call that hides behind another function.
CREATE FUNCTION tell_slack(_text text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM net.http_post(url := 'https://hooks.example.invalid/T000/slack-secret-path', body := jsonb_build_object('text', _text));
END
$$;
CREATE FUNCTION on_new_property() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.tell_slack(NEW.name);
  RETURN NEW;
END
$$;
CREATE TRIGGER property_to_slack AFTER INSERT ON property FOR EACH ROW EXECUTE FUNCTION on_new_property();

CREATE FUNCTION update_updated_at_column() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at = now();
  RETURN NEW;
END
$$;
CREATE TRIGGER update_conversations_updated_at BEFORE UPDATE ON conversations
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
CREATE FUNCTION write_journal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO change_journal (conversation_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER journal AFTER UPDATE OF state ON conversations FOR EACH ROW
    WHEN (NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION write_journal();

CREATE INDEX idx_conversations_assigned_agent ON conversations(assigned_agent_id);
CREATE INDEX idx_conversations_state ON conversations(state);
CREATE INDEX idx_conversations_created_at ON conversations(created_at);
CREATE INDEX idx_workflow_metrics_workflow_name ON workflow_metrics(workflow_name);
CREATE INDEX idx_workflow_metrics_status ON workflow_metrics(status);
CREATE INDEX idx_workflow_metrics_created_at ON workflow_metrics(created_at);
CREATE INDEX idx_webhook_logs_webhook_config_id ON webhook_logs(webhook_config_id);
CREATE INDEX idx_webhook_logs_created_at ON webhook_logs(created_at);
CREATE INDEX conversations_by_language ON conversations(language) WHERE language IS NOT NULL;
CREATE INDEX webhook_logs_by_environment ON webhook_logs(environment);

ALTER TABLE conversations ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Agents can view conversations" ON conversations FOR SELECT
    USING (has_role(auth.uid(), 'agent') OR has_role(auth.uid(), 'superviseur') OR has_role(auth.uid(), 'administrateur'));
CREATE POLICY "Anyone signed in may write" ON conversation_messages FOR INSERT TO authenticated WITH CHECK (true);
CREATE POLICY "Everything is visible for now" ON guest USING (true);
ALTER TABLE conversation_ratings ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Ratings of open conversations" ON conversation_ratings FOR SELECT TO authenticated
    USING (EXISTS (SELECT FROM conversations c WHERE c.id = conversation_id AND c.state <> 'ARCHIVÉE'));
CREATE POLICY "Supervisors rate" ON conversation_ratings FOR ALL USING (has_role(auth.uid(), 'superviseur'));
