#ifndef RIAD_CCRASHGUARD_H
#define RIAD_CCRASHGUARD_H

#include <stddef.h>

/// Saves the terminal's current modes for restoring after a crash. Returns 0, or errno if the descriptor isn't a
/// terminal.
int riad_crash_guard_keep(int descriptor);

/// Arms the guard: a crash (SEGV, BUS, ILL, TRAP, FPE, ABRT) writes these bytes to restore the screen (at most 512, the
/// rest is cut) and restores the saved modes before the previous handler gets the signal.
void riad_crash_guard_arm(const char *reset, size_t length);

/// Disarms the guard.
void riad_crash_guard_disarm(void);

/// Restores the terminal now, as after a crash. Harmless if nothing was saved; async-signal-safe.
void riad_crash_guard_restore(void);

#endif
