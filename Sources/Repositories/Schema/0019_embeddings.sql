-- The vector extension, where the server has it: document embeddings need it, the rest works without. It is the migrating
-- role's to create, not the owner's.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = 'vector') THEN
        CREATE EXTENSION IF NOT EXISTS vector SCHEMA public;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'the vector extension is there but this role may not create it';
END
$$;
