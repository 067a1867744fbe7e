#ifndef RIAD_CDESCRIPTORS_H
#define RIAD_CDESCRIPTORS_H

/// Creates a memory file, closed on exec. Returns -1 with errno if unavailable.
int riad_memory_file(void);

/// Makes `port` a duplicate of `target`, closed on exec. Returns -1 with errno on failure.
int riad_point(int port, int target);

#endif
