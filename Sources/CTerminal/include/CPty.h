#ifndef RIAD_CPTY_H
#define RIAD_CPTY_H

#include <sys/types.h>

/// A program to start on a pseudo-terminal. `arguments` and `environment` end with NULL.
struct riad_pty_program {
    const char *path;
    char *const *arguments;
    char *const *environment;
    /// The working directory; NULL uses the caller's.
    const char *directory;
    int rows;
    int columns;
};

/// Starts the program with default signal actions on a new pseudo-terminal, its session's controlling terminal. Returns
/// 0 and sets the master descriptor (closed on exec) and the process ID; otherwise returns errno, including that of
/// exec.
int riad_pty_start(const struct riad_pty_program *program, int *master, pid_t *process);

/// Resizes the terminal; its program gets SIGWINCH. Returns 0 or errno.
int riad_pty_resize(int master, int rows, int columns);

/// Reads the size of the terminal behind a descriptor. Returns 0 or errno.
int riad_terminal_size(int descriptor, int *rows, int *columns);

#endif
