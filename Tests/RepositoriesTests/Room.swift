// Tests of Repositories.
