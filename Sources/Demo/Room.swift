// The private cluster and its company.
