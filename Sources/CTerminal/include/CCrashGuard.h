#ifndef RIAD_CCRASHGUARD_H
#define RIAD_CCRASHGUARD_H

#include <stddef.h>

/// Keeps the terminal's present modes and the bytes that take the screen back (512 at most; more are cut). From now on
/// a crash (SEGV, BUS, ILL, TRAP, FPE, ABRT) restores both before the earlier handler gets the signal. 0, or errno where
/// the descriptor is no terminal.
int riad_crash_guard_arm(int descriptor, const char *reset, size_t length);

/// A crash leaves the terminal alone again. The kept modes stay for the next time.
void riad_crash_guard_disarm(void);

/// The bytes and modes are put to the terminal now, whether armed or not; harmless when nothing was kept. Safe in a
/// signal handler.
void riad_crash_guard_restore(void);

#endif
