-- Document embeddings, if the server has the vector extension; everything else works without.
-- requires: rights/session

-- Creates the table and its policy unless they exist; returns false if the extension is missing or not accessible. Can
-- be called again afterwards.
CREATE OR REPLACE FUNCTION riad.create_document_embeddings() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    extension_schema name;
    kind text;
BEGIN
    SELECT n.nspname INTO extension_schema FROM pg_catalog.pg_extension e
    JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector';
    IF NOT FOUND THEN
        RETURN false;
    ELSIF NOT has_schema_privilege(extension_schema, 'USAGE') THEN
        RAISE WARNING 'riad_owner may not use the schema of the vector extension'
            USING HINT = format('GRANT USAGE ON SCHEMA %I TO riad_owner', extension_schema);
        RETURN false;
    END IF;
    IF to_regclass('public.document_embeddings') IS NULL THEN
        EXECUTE format($table$
            CREATE TABLE public.document_embeddings (
                id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
                document_type text NOT NULL,
                document_id text NOT NULL,
                content text NOT NULL,
                metadata jsonb,
                embedding %I.vector(1536),
                created_at timestamptz DEFAULT now(),
                updated_at timestamptz DEFAULT now()
            )$table$, extension_schema);
        -- An ivfflat index created on an empty table has poor recall: uses hnsw if this version has it.
        SELECT am.amname INTO kind FROM pg_catalog.pg_am am WHERE am.amname = 'hnsw';
        IF FOUND THEN
            EXECUTE format('CREATE INDEX document_embeddings_by_nearness ON public.document_embeddings'
                ' USING hnsw (embedding %I.vector_cosine_ops)', extension_schema);
        END IF;
        ALTER TABLE public.document_embeddings ENABLE ROW LEVEL SECURITY;
        -- No statistics: plans would reveal them, see Schema/0023.
        ALTER TABLE public.document_embeddings
            ALTER COLUMN id SET STATISTICS 0, ALTER COLUMN document_type SET STATISTICS 0,
            ALTER COLUMN document_id SET STATISTICS 0, ALTER COLUMN content SET STATISTICS 0,
            ALTER COLUMN metadata SET STATISTICS 0, ALTER COLUMN embedding SET STATISTICS 0,
            ALTER COLUMN created_at SET STATISTICS 0, ALTER COLUMN updated_at SET STATISTICS 0;
    END IF;
    GRANT SELECT ON public.document_embeddings TO riad_console;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid = 'public.document_embeddings'::regclass) THEN
        CREATE POLICY "Desk roles can view" ON public.document_embeddings FOR SELECT TO riad_console
            USING ((SELECT riad.is_desk()));
    END IF;
    RETURN true;
END
$$;

DO $$
BEGIN
    IF NOT riad.create_document_embeddings() THEN
        RAISE NOTICE 'document_embeddings is left out: create the extension vector, then riad.create_document_embeddings()';
    END IF;
END
$$;
