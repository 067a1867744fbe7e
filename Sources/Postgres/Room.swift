// A non-blocking client of libpq.
