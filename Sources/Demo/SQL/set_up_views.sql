-- What the company's supervisors keep for everybody, and what the login agent keeps for herself.
INSERT INTO riad.saved_views (owner_id, name, query, position)
VALUES
    (NULL, 'Urgent, à prendre', 'state:open priority:>=high assignee:nobody order:deadline', 1),
    (NULL, 'Prochaines échéances', 'state:open zone:mine,none order:deadline', 2),
    (NULL, 'Marrakech, nouvelles', 'state:nouvelle zone:marrakech_*', 3),
    (NULL, 'Transférées', 'state:transferee order:activity', 4)
ON CONFLICT DO NOTHING;
INSERT INTO riad.saved_views (owner_id, name, query, position)
SELECT l.user_id, 'À relancer', 'state:en_attente assignee:me order:activity', 1
FROM riad.logins l
WHERE l.login = 'agent'
ON CONFLICT DO NOTHING
