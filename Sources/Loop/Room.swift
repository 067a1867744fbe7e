// One poll loop.
