-- Takes the job that has been due for longest.
-- parameters:
-- columns: name text, lease_token uuid
SELECT name, lease_token FROM riad.claim_job()
