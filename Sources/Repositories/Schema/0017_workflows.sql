-- What n8n's workflows did, by month.
SET LOCAL ROLE riad_owner;

CREATE TABLE public.workflow_metrics (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    workflow_name text NOT NULL,
    execution_id text,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'running', 'completed', 'failed')),
    started_at timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    duration_ms integer CHECK (duration_ms >= 0),
    input_data jsonb DEFAULT '{}',
    output_data jsonb DEFAULT '{}',
    error_message text,
    retry_count integer DEFAULT 0 CHECK (retry_count >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
ALTER TABLE public.workflow_metrics ENABLE ROW LEVEL SECURITY;

CREATE INDEX idx_workflow_metrics_workflow_name ON public.workflow_metrics (workflow_name);

CREATE INDEX idx_workflow_metrics_status ON public.workflow_metrics (status);

CREATE INDEX idx_workflow_metrics_created_at ON public.workflow_metrics (created_at);

CREATE TABLE riad.workflow_metrics_default PARTITION OF public.workflow_metrics DEFAULT;
ALTER TABLE riad.workflow_metrics_default ENABLE ROW LEVEL SECURITY;
