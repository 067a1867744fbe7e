#ifndef RIAD_CDESCRIPTORS_H
#define RIAD_CDESCRIPTORS_H

/// A file in memory, closed on exec; -1 with errno where the system has none.
int riad_memory_file(void);

/// Makes `port` another name of `target`, closed on exec. -1 with errno on failure.
int riad_point(int port, int target);

#endif
