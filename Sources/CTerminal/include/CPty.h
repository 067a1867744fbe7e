#ifndef RIAD_CPTY_H
#define RIAD_CPTY_H

#include <sys/types.h>

/// A program to start on a terminal of its own. `arguments` and `environment` end with NULL.
struct riad_pty_program {
    const char *path;
    char *const *arguments;
    char *const *environment;
    /// The folder that it starts in; NULL leaves the caller's.
    const char *directory;
    int rows;
    int columns;
};

/// Starts the program with default signals on a new pseudo-terminal as its session's controlling terminal. Gives 0 and
/// the terminal's other end (closed on exec) and the process's id, or the errno of what failed, exec included.
int riad_pty_start(const struct riad_pty_program *program, int *master, pid_t *process);

/// Gives the terminal another size; its program gets SIGWINCH. 0 or errno.
int riad_pty_resize(int master, int rows, int columns);

/// The size of the terminal behind a descriptor. 0 or errno.
int riad_terminal_size(int descriptor, int *rows, int *columns);

#endif
