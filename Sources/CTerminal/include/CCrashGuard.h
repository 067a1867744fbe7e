#ifndef RIAD_CCRASHGUARD_H
#define RIAD_CCRASHGUARD_H

#include <stddef.h>

/// Keeps the terminal's present modes, those that a crash restores. 0, or errno where the descriptor is no terminal.
int riad_crash_guard_keep(int descriptor);

/// From now on a crash (SEGV, BUS, ILL, TRAP, FPE, ABRT) writes these bytes, which take the screen back (512 at most,
/// more are cut), and restores the kept modes before the earlier handler gets the signal.
void riad_crash_guard_arm(const char *reset, size_t length);

/// A crash leaves the terminal alone again.
void riad_crash_guard_disarm(void);

/// Does now what a crash would do. Harmless when nothing was kept; safe in a signal handler.
void riad_crash_guard_restore(void);

#endif
