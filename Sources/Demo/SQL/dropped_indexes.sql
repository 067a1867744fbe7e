-- The statements that make again what was set aside, in an order in which each can run.
-- parameters:
-- columns: make_it text
SELECT s.make_it FROM set_aside s ORDER BY s.step, s.make_it
