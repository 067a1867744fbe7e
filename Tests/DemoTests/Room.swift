// Tests of Demo.
