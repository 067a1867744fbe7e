-- Gives claimed events back, as if they had never been claimed.
-- parameters: $1 ids bigint[], $2 tokens uuid[]
-- columns: given_back integer
SELECT riad.release_deliveries($1, $2) AS given_back
