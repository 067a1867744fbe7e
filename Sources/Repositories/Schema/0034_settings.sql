-- Settings of the house: who changed each, its time zone, and when guests arrive.
SET LOCAL ROLE riad_owner;

ALTER TABLE riad.settings
    -- Null where no person changed it.
    ADD COLUMN updated_by uuid,
    ADD CHECK (key NOT IN ('time_zone', 'house_country') OR jsonb_typeof(value) = 'string'),
    ADD CHECK (key <> 'arrival_hour' OR jsonb_typeof(value) = 'number' AND (value #>> '{}')::integer BETWEEN 0 AND 23);
ALTER TABLE riad.settings ALTER COLUMN updated_by SET STATISTICS 0;
