#ifndef RIAD_CERRORS_H
#define RIAD_CERRORS_H

/// From now on what is written to standard error is held back where it would land on a terminal: libraries warn there
/// without regard for what is shown. Does nothing where it is held already or goes elsewhere.
void riad_errors_hold(void);

/// Gives standard error back and writes what was held, 16 KiB at most. Harmless when nothing is held; safe in a signal
/// handler.
void riad_errors_release(void);

#endif
