#ifndef RIAD_CSIGNALS_H
#define RIAD_CSIGNALS_H

/// Creates a non-blocking pipe, closed on exec: ends[0] reads, ends[1] writes. Returns -1 with errno on failure.
int riad_pipe(int ends[2]);

/// Returns the read end of the process's signal pipe, created on first use; -1 with errno on failure. Each watched
/// signal arrives as one byte, its number.
int riad_signal_descriptor(void);

/// Writes the signal to the pipe from now on, in place of its default action. Returns -1 with errno on failure.
int riad_signal_watch(int signal);

/// Restores the signal's default action.
int riad_signal_forget(int signal);

/// Blocks all signals in the calling thread, so that the main thread gets them.
void riad_signal_block_in_thread(void);

#endif
