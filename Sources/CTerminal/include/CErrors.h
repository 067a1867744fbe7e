#ifndef RIAD_CERRORS_H
#define RIAD_CERRORS_H

/// Holds back standard error if it is a terminal: libraries would write warnings over the screen. Does nothing if
/// already held or redirected.
void riad_errors_hold(void);

/// Restores standard error and writes what was held, at most 16 KiB. Harmless if nothing is held; async-signal-safe.
void riad_errors_release(void);

#endif
