// The console's shell.
