-- What an adoption leaves: that it was, and the values that it set right.
SET LOCAL ROLE riad_owner;

-- At most one row: the database was another system's before.
CREATE TABLE riad.adoptions (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    adopted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    adopted_by name NOT NULL,
    -- Whether that system's application goes on writing, and its word on who signed in is taken.
    keeps_application boolean NOT NULL DEFAULT false
);
ALTER TABLE riad.adoptions ENABLE ROW LEVEL SECURITY;

CREATE TABLE riad.adopted_values (
    table_name text NOT NULL,
    row_id text NOT NULL,
    column_name text NOT NULL,
    old_value text,
    PRIMARY KEY (table_name, row_id, column_name)
);
ALTER TABLE riad.adopted_values ENABLE ROW LEVEL SECURITY;
