#ifndef RIAD_CSIGNALS_H
#define RIAD_CSIGNALS_H

/// A pipe whose ends neither block nor outlive an exec: ends[0] reads, ends[1] writes. -1 with errno on failure.
int riad_pipe(int ends[2]);

/// The read end of the process's signal pipe, made when first asked for; -1 with errno where it can't be made. Each
/// signal that is watched arrives as one byte, its number.
int riad_signal_descriptor(void);

/// From now on the signal is written to the pipe instead of having its effect. -1 with errno where it can't be.
int riad_signal_watch(int signal);

/// Gives the signal its default effect back.
int riad_signal_forget(int signal);

/// Keeps every signal from being delivered to the calling thread, so that they go to the main one.
void riad_signal_block_in_thread(void);

#endif
