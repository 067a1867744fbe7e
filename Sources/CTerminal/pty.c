#define _GNU_SOURCE
#include "CPty.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void become(const struct riad_pty_program *program, int report) {
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < NSIG; number++) {
        signal(number, SIG_DFL);
    }
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (program->directory == NULL || chdir(program->directory) == 0) {
        execve(program->path, program->arguments, program->environment);
    }
    int error = errno;
    ssize_t ignored = write(report, &error, sizeof error);
    (void)ignored;
    _exit(127);
}

/// The errno reported by the child before exec; 0 if exec closed the pipe.
static int outcome(int report, pid_t process) {
    int error = 0;
    ssize_t got;
    do {
        got = read(report, &error, sizeof error);
    } while (got < 0 && errno == EINTR);
    close(report);
    if (got != (ssize_t)sizeof error) {
        return 0;
    }
    waitpid(process, NULL, 0);
    return error;
}

int riad_pty_start(const struct riad_pty_program *program, int *master, pid_t *process) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) {
        return errno;
    }
    struct winsize size = {
        .ws_row = (unsigned short)program->rows,
        .ws_col = (unsigned short)program->columns,
    };
    *process = forkpty(master, NULL, NULL, &size);
    if (*process == 0) {
        become(program, report[1]);
    }
    int error = *process < 0 ? errno : 0;
    close(report[1]);
    if (error != 0) {
        close(report[0]);
        return error;
    }
    fcntl(*master, F_SETFD, FD_CLOEXEC);
    error = outcome(report[0], *process);
    if (error != 0) {
        close(*master);
    }
    return error;
}

int riad_pty_resize(int master, int rows, int columns) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return ioctl(master, TIOCSWINSZ, &size) == 0 ? 0 : errno;
}

int riad_terminal_size(int descriptor, int *rows, int *columns) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) {
        return errno;
    }
    *rows = size.ws_row;
    *columns = size.ws_col;
    return 0;
}
