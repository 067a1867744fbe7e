// The repository layer.
