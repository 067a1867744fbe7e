-- Office hours with the country's holidays for e-mails that don't press; then deadlines and first answers of what was loaded.
INSERT INTO riad.calendars (id, name, time_zone, openings)
VALUES ('0ff1ce00-0000-4000-8000-000000000001', 'Bureau', 'Africa/Casablanca',
    '{[540,1140),[1980,2580),[3420,4020),[4860,5460),[6300,6900),[7800,8220)}')
ON CONFLICT DO NOTHING;
INSERT INTO riad.holidays (calendar_id, day, name)
SELECT k.id, make_date(extract(year FROM current_date)::integer + later, h.month, h.day), h.name
FROM riad.calendars k
CROSS JOIN generate_series(0, 1) later
CROSS JOIN (VALUES
    (1, 1, 'Nouvel An'), (1, 11, 'Manifeste de l''Indépendance'), (1, 14, 'Nouvel An amazigh'), (5, 1, 'Fête du Travail'),
    (7, 30, 'Fête du Trône'), (8, 14, 'Oued Ed-Dahab'), (8, 20, 'Révolution du Roi et du Peuple'),
    (8, 21, 'Fête de la Jeunesse'), (11, 6, 'Marche verte'), (11, 18, 'Fête de l''Indépendance')
) AS h (month, day, name)
WHERE k.name = 'Bureau'
ON CONFLICT DO NOTHING;
INSERT INTO riad.sla_targets (kind, priority, channel_type, minutes, calendar_id)
SELECT kind, 'low', 'email', 480, k.id FROM riad.calendars k CROSS JOIN unnest('{first,next}'::text[]) kind
WHERE k.name = 'Bureau'
ON CONFLICT DO NOTHING;
SELECT riad.backfill_first_responses(), riad.recalculate_deadlines()
