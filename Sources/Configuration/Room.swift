// Configuration, key and theme files.
