// Tests of Loop.
